"""WebSockets as uvicorn speaks them, but for what anybody may send without end."""

from asyncio.transports import BaseTransport
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

from .connections import Connections

IDLE_FRAMES = 100  # pings, pongs and empty pieces in a second
PIECES = 1_000  # of one message


class SocketProtocol(WebSocketsSansIOProtocol):
    """A text that is no UTF-8 closes the socket with 1007 (RFC 6455 8.1) and without a traceback in the log;
    frames that say nothing close it with 1008 where they are many. (Who does not read our pongs does not
    answer our pings either, and is left after a while.)
    """

    def __init__(self, *args: Any, connections: Connections | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._book = connections or Connections()
        self._address: str | None = None
        self._idle_frames = 0
        self._second = 0.0

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if self._book.enter(address):
            self._address = address
        else:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._address is not None:
            self._book.leave(self._address)
            self._address = None
        super().connection_lost(exc)

    def handle_ping(self) -> None:
        if self._has_patience():
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        if self._has_patience():
            super().handle_pong(event)

    def handle_cont(self, event: Frame) -> None:
        is_saying = bool(event.data) or event.fin
        if (is_saying or self._has_patience()) and len(self.frames) < PIECES:
            super().handle_cont(event)
        else:
            self._close(CloseCode.POLICY_VIOLATION)

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not _is_utf8(b"".join(self.frames)):
            self.frames = []
            self._close(CloseCode.INVALID_DATA)
            return
        super().send_receive_event_to_app()

    def _has_patience(self) -> bool:
        """False, and the socket is closed, where too much comes that says nothing."""
        now = self.loop.time()
        if now - self._second > 1.0:
            self._second, self._idle_frames = now, 0
        self._idle_frames += 1
        if self._idle_frames <= IDLE_FRAMES:
            return True
        self._close(CloseCode.POLICY_VIOLATION)
        return False

    def _close(self, code: CloseCode) -> None:
        self.frames = []
        if self.close_sent:
            self.transport.abort()  # told already, and goes on as if it were not
        else:
            self.conn.send_close(code)
            self.handle_parser_exception()


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
