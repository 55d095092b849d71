"""A keep-alive HTTP/1.1 client with one request under way at a time."""

import asyncio
import socket
from typing import Any, cast

import httptools
import orjson

from bench.load.faults import PeerFault


class HttpConnection(asyncio.Protocol):
    """Open with `connect`, then `request` as often as needed."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._host = f"{host}:{port}"
        self._transport: asyncio.Transport | None = None
        self._body: list[bytes] = []
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None

    async def connect(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        await asyncio.get_running_loop().create_connection(lambda: self, *self._address)

    async def request(
        self, method: str, path: str, content: Any = None, token: str | None = None
    ) -> tuple[int, bytes]:
        """Status and body; `content` is sent as JSON. PeerFault `http:closed` when the server hangs up.

        A connection that the server closed while it was idle is opened again, as any keep-alive client does.
        """
        if self._transport is None:
            await self.connect()
        self._waiting = asyncio.get_running_loop().create_future()
        body = b"" if content is None else orjson.dumps(content)
        self._transport.write(self._head(method, path, token, len(body)) + body)
        return await self._waiting

    async def post(self, path: str, content: Any = None, token: str | None = None) -> Any:
        """The JSON of a successful answer; PeerFault `http:<status>` otherwise."""
        status, body = await self.request("POST", path, content, token)
        if not 200 <= status < 300:
            raise PeerFault(f"http:{status}", f"{path} {body[:300].decode(errors='replace')}")
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise PeerFault("http:unreadable", f"{path} {body[:120]!r}") from error

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _head(self, method: str, path: str, token: str | None, length: int) -> bytes:
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\n"
            f"{authorization}Content-Length: {length}\r\n\r\n"
        ).encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(PeerFault("http:closed", str(exc or "")))

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        body = b"".join(self._body)
        self._body.clear()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((self._parser.get_status_code(), body))
