"""A process that really serves, on loopback, with real workers beside it; and sockets to talk to it."""

import asyncio
import json
import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from faststream import FastStream
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.kit.api.protocols import protocols
from app.main import Front
from eventually import PATIENCE


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The address of a started app, served as `app.main` does it: `127.0.0.1:port`."""
    # Named as TCP, or else asyncio lets Nagle's algorithm hold back half of each answer for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    config = uvicorn.Config(
        Front(app),
        lifespan="off",
        access_log=False,
        log_level="warning",
        **protocols(app.state.parts.settings),
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listener.close()


@asynccontextmanager
async def working(worker: FastStream) -> AsyncIterator[None]:
    """A stream worker in this process."""
    async with worker.lifespan_context():
        await worker.start()
        try:
            yield
        finally:
            await worker.stop()


@dataclass(frozen=True, slots=True)
class Place:
    """Where sockets are opened."""

    address: str

    @asynccontextmanager
    async def socket(
        self, channel: str, headers: dict[str, str] | None, **options: Any
    ) -> AsyncIterator["Talk"]:
        """A socket for whom `headers` stand; `after`, `origin` and `query` where given."""
        token = (headers or {}).get("Authorization", "").removeprefix("Bearer ")
        query = {"channel_id": channel, **options.get("query", {})}
        if "after" in options:
            query["after"] = str(options["after"])
        async with connect(
            f"ws://{self.address}/ws/channel?{urlencode(query)}",
            subprotocols=["bearer", token] if token else None,
            origin=options.get("origin"),
            proxy=None,
        ) as connection:
            yield Talk(connection)


@dataclass(frozen=True, slots=True)
class Talk:
    """`held`: frames that came while another was waited for."""

    connection: ClientConnection
    held: deque[dict[str, Any]] = field(default_factory=deque)

    async def frame(self) -> dict[str, Any]:
        return self.held.popleft() if self.held else await self._received()

    async def _received(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            return json.loads(await self.connection.recv())

    async def messages(self, count: int) -> list[dict[str, Any]]:
        """The next `count` messages, whatever else comes between."""
        found: list[dict[str, Any]] = []
        while len(found) < count:
            frame = await self.frame()
            if frame["type"] == "message":
                found.append(frame["message"])
        return found

    async def replies(self, count: int) -> list[dict[str, Any]]:
        """The next `count` messages of bots; one's own may come too, where history is read just then."""
        found: list[dict[str, Any]] = []
        while len(found) < count:
            found += [one for one in await self.messages(1) if one["sender"]["kind"] == "bot"]
        return found

    async def send(self, frame: Any) -> None:
        await self.connection.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    async def say(self, text: str, client_id: str | None = None, **more: Any) -> dict[str, Any]:
        """What it is answered with: accepted or error."""
        named = {} if client_id is None else {"client_id": client_id}
        await self.send({"type": "message", "text": text, **named, **more})
        while (frame := await self._received())["type"] not in ("accepted", "error"):
            self.held.append(frame)
        return frame

    async def closed(self) -> tuple[int, str]:
        """Code and reason, once the server has closed it; what came before is passed over."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    await self.connection.recv()
        except ConnectionClosed as end:
            return end.rcvd.code, end.rcvd.reason
