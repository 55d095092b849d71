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

from .errors import TOO_LARGE, EgressError

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
            raise EgressError(TOO_LARGE, "more headers or framing than is taken")
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


async def connect(address: str, port: int, seconds: float | None) -> SocketStream:
    """A connection to that very address. httpcore.ConnectError, httpcore.ConnectTimeout.

    anyio's own connecting can lose a connection made in the moment a deadline falls.
    """
    with _as(httpcore.ConnectTimeout, httpcore.ConnectError):
        raw = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            raw.setblocking(False)
            async with asyncio.timeout(seconds):
                await asyncio.get_running_loop().sock_connect(raw, (address, port))
            return await SocketStream.from_socket(raw)
        except BaseException:
            raw.close()
            raise


@contextmanager
def _as(late: type[Exception], broken: type[Exception]) -> Generator[None]:
    try:
        yield
    except TimeoutError as fault:
        raise late(str(fault)) from fault
    except (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream, OSError) as fault:
        raise broken(str(fault)) from fault
    except ValueError as fault:  # the socket was reset between connecting and wrapping it
        raise broken(str(fault)) from fault
