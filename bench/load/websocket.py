"""As much of a WebSocket client as reading whole text frames needs (RFC 6455)."""

import asyncio
import base64
import os
from collections.abc import Callable
from typing import cast

from bench.load.faults import PeerFault

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
FINAL, MASKED = 0x80, 0x80


class WebSocket(asyncio.Protocol):
    """Calls `on_text` with the bytes of each text frame and `on_lost` once when the connection ends."""

    def __init__(self, on_text: Callable[[bytes], None], on_lost: Callable[[PeerFault], None]) -> None:
        self._on_text, self._on_lost = on_text, on_lost
        self._buffer = bytearray()
        self._open = False
        self._transport: asyncio.Transport | None = None
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def connect(self, host: str, port: int, path: str, subprotocols: tuple[str, ...] = ()) -> None:
        """Returns once the server has agreed; PeerFault `ws:refused` otherwise."""
        await asyncio.get_running_loop().create_connection(lambda: self, host, port)
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {host}:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
        ]
        if subprotocols:
            lines.append("Sec-WebSocket-Protocol: " + ", ".join(subprotocols))
        self._write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await self._opened

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        fault = PeerFault("ws:closed", str(exc or ""))
        if self._opened.done():
            self._on_lost(fault)
        else:
            self._opened.set_exception(fault)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open and not self._read_handshake():
            return
        while (frame := self._next_frame()) is not None:
            self._handle(*frame)

    def _read_handshake(self) -> bool:
        head, end, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101 "):
            self._opened.set_exception(PeerFault("ws:refused", head[:120].decode(errors="replace")))
            self.close()
            return False
        self._buffer, self._open = bytearray(rest), True
        self._opened.set_result(None)
        return True

    def _next_frame(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        extended = {126: 2, 127: 8}.get(buffer[1] & 0x7F, 0)
        start = 2 + extended
        if len(buffer) < start:
            return None
        length = int.from_bytes(buffer[2:start]) if extended else buffer[1] & 0x7F
        if len(buffer) < start + length:
            return None
        first, payload = buffer[0], bytes(buffer[start : start + length])
        del buffer[: start + length]
        return first, payload

    def _handle(self, first: int, payload: bytes) -> None:
        if first == FINAL | TEXT:
            self._on_text(payload)
        elif first == FINAL | PING:
            self._write(self._masked(PONG, payload))
        else:
            reason = "closed" if first == FINAL | CLOSE else "unexpected_frame"
            self._on_lost(PeerFault(f"ws:{reason}", payload[:120].decode(errors="replace")))
            self.close()

    def _masked(self, opcode: int, payload: bytes) -> bytes:
        """A control frame with the mask of zeros; control payloads are at most 125 bytes."""
        return bytes((FINAL | opcode, MASKED | len(payload), 0, 0, 0, 0)) + payload

    def _write(self, frame: bytes) -> None:
        if self._transport is not None:
            self._transport.write(frame)
