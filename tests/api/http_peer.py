"""A server outside that answers with the path it was asked for."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class HttpPeer:
    url: str = ""
    seen: list[str] = field(default_factory=list)
    status: str = "200 OK"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        path = head.split(" ")[1]
        self.seen.append(path)
        body = json.dumps({"path": path}).encode()
        writer.write(f"HTTP/1.1 {self.status}\r\nContent-Type: application/json\r\n".encode())
        writer.write(f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening() -> AsyncIterator[HttpPeer]:
    peer = HttpPeer()
    server = await asyncio.start_server(peer.answer, "127.0.0.1", 0)
    async with server:
        peer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield peer
