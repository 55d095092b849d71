"""Bytes to and from a checked address, every one that comes counted."""

import asyncio
import socket
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import override

import anyio
import httpcore
from anyio.abc import ByteStream, SocketStream
from anyio.streams.tls import TLSStream

from .errors import CONNECTION, TOO_LARGE, EgressError

READ_BYTES = 16 * 1024


@dataclass(slots=True, kw_only=True)
class Meter:
    """`left` bytes may still come; `ended` once the server has closed."""

    left: int
    ended: bool = False


class MeteredStream(httpcore.AsyncNetworkStream):
    """Reads no more than the meter has left: endless headers, trailers and chunk extensions end here."""

    def __init__(self, stream: ByteStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    @override
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._meter.left <= 0:
            raise EgressError(TOO_LARGE, "larger")
        with _as(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                received = await self._receive(min(max_bytes, self._meter.left, READ_BYTES))
        self._meter.left -= len(received)
        self._meter.ended = not received
        return received

    async def _receive(self, most: int) -> bytes:
        try:
            return await self._stream.receive(most)
        except anyio.EndOfStream:
            return b""

    @override
    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _as(httpcore.WriteTimeout, httpcore.WriteError):
            async with asyncio.timeout(timeout):
                await self._stream.send(buffer)

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()

    @override
    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            with _as(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    sealed = await TLSStream.wrap(
                        self._stream,
                        hostname=server_hostname,
                        ssl_context=ssl_context,
                        standard_compatible=False,
                    )
        except BaseException:  # a deadline too: nobody else knows of this connection yet
            await self.aclose()
            raise
        return MeteredStream(sealed, self._meter)

    @override
    def get_extra_info(self, info: str) -> None:
        """Nothing: httpcore asks for what only HTTP/2 and kept connections need."""


async def wrapped(raw: socket.socket) -> SocketStream:
    """A connected socket to read from and write to; it is closed where that fails. EgressError."""
    try:
        return await SocketStream.from_socket(raw)
    except BaseException as fault:
        raw.close()
        if isinstance(fault, OSError | ValueError):  # it was reset since it was connected
            raise EgressError(CONNECTION, "broken_off") from fault
        raise


@contextmanager
def _as(late: type[Exception], broken: type[Exception]) -> Generator[None]:
    try:
        yield
    except TimeoutError as fault:
        raise late(str(fault)) from fault
    except (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream, OSError) as fault:
        raise broken(str(fault)) from fault
