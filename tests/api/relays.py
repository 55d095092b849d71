"""A relay on loopback that a test can have fall silent: connections stay open and nothing passes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(eq=False)
class Relay:
    """Leads to `host` and `port`."""

    host: str
    port: int
    ways: list[asyncio.Task[None]] = field(default_factory=list)
    ends: list[asyncio.StreamWriter] = field(default_factory=list)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self.host, self.port)
        self.ends += [writer, back]
        self.ways += [asyncio.create_task(_pass(*way)) for way in ((reader, back), (there, writer))]

    async def fall_silent(self) -> None:
        """The connections there are carry nothing any more, and no side is told; new ones do."""
        ways, self.ways = self.ways, []
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)

    async def end(self) -> None:
        await self.fall_silent()
        for end in self.ends:
            end.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def relay_to(url: str) -> AsyncIterator[tuple[Relay, str]]:
    """A relay and the address by which it leads to `url`."""
    parts = urlsplit(url)
    relay = Relay(parts.hostname or "", parts.port or 0)
    server = await asyncio.start_server(relay.carry, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    user = parts.netloc.rpartition("@")[0]
    try:
        yield relay, parts._replace(netloc=f"{user}@127.0.0.1:{port}").geturl()
    finally:
        server.close()
        await relay.end()
