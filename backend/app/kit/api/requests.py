"""HTTP as uvicorn speaks it, but for those who never finish: heads, bodies and answers have their bounds.

A head is 64 KB and 100 headers at most and comes within 15 seconds, a body without trailers at 512 bytes a
second at least, and whoever does not read an answer is left. uvicorn bounds none of these.
"""

from asyncio import TimerHandle, Transport
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from .connections import Connections
from .corked import Corked

HEAD_BYTES = 64 * 1024
HEADERS = 100
HEAD_SECONDS = 15.0
BODY_SECONDS = 15.0  # between two looks at how a body or an answer gets on
BODY_RATE = 512  # bytes a second
PIPELINED = 16  # requests that came before the first was answered

_REFUSALS = {
    400: ("api:malformed_request", "This is no request."),
    408: ("api:too_slow", "The request was too slow."),
    431: ("api:head_too_large", "The address or the headers are too large."),
    503: ("api:too_many_connections", "There are too many connections. Try again in a moment."),
}


class TooLargeError(Exception):
    """Met while the parser has the bytes, which makes its own error of it."""


class RequestProtocol(HttpToolsProtocol):
    """One connection. It counts among `connections` until it is closed or becomes a WebSocket."""

    def __init__(self, *args: Any, connections: Connections, **options: Any) -> None:
        super().__init__(*args, **options)
        self._book = connections
        self._address: str | None = None
        self._refusal: int | None = None
        self._in_head = True
        self._head_bytes = 0
        self._header_bytes = 0
        self._body_bytes = 0
        self._patience: TimerHandle | None = None
        self._writing: TimerHandle | None = None

    # --- from beginning to end

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(Corked(transport, self.loop))
        address = self.client[0] if self.client else ""
        if not self._book.enter(address):
            self._refuse(503)
            return
        self._address = address
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self._leave()
        super().handle_websocket_upgrade()

    def _leave(self) -> None:
        self._forget_patience()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
        if self._address is not None:
            self._book.leave(self._address)
            self._address = None

    # --- what comes in

    def data_received(self, data: bytes) -> None:
        if self._refusal is not None:
            return
        if self._in_head:
            self._head_bytes += len(data)
            if self._patience is None:
                self._await_head()
        super().data_received(data)
        if self._in_head and self._refusal is None and self._head_bytes > HEAD_BYTES:
            self._refuse(431)

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > HEAD_BYTES:
            self._refuse(431)
            raise TooLargeError

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._in_head:  # a trailer: nobody here reads one
            self._refuse(400)
            raise TooLargeError
        self._header_bytes += len(name) + len(value)
        if len(self.headers) >= HEADERS or self._header_bytes + len(self.url) > HEAD_BYTES:
            self._refuse(431)
            raise TooLargeError
        super().on_header(name, value)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._header_bytes = 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        if len(self.pipeline) >= PIPELINED:
            self._refuse(400)
            raise TooLargeError
        super().on_headers_complete()
        self._await_body()

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_head = True
        self._head_bytes = 0
        self._forget_patience()

    def send_400_response(self, msg: str) -> None:
        """The parser has given up; where that was our doing the answer is given already."""
        del msg
        if self._refusal is None:
            self._refuse(400)

    # --- patience

    def _await_head(self) -> None:
        self._forget_patience()
        self._patience = self.loop.call_later(HEAD_SECONDS, self._look_at_head)

    def _look_at_head(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._await_head()  # it waits for an answer of ours
        elif self._head_bytes:
            self._refuse(408)
        else:
            self._patience = None
            self.transport.close()

    def _await_body(self) -> None:
        self._forget_patience()
        self._patience = self.loop.call_later(BODY_SECONDS, self._look_at_body, self._body_bytes)

    def _look_at_body(self, before: int) -> None:
        is_ours = self.flow.read_paused  # it is we who do not read
        if is_ours or self._body_bytes - before >= BODY_RATE * BODY_SECONDS:
            self._await_body()
        else:
            self._refuse(408)

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _await_reader(self) -> None:
        unread = self.transport.get_write_buffer_size()
        self._writing = self.loop.call_later(BODY_SECONDS, self._look_at_reader, unread)

    def _look_at_reader(self, before: int) -> None:
        if before - self.transport.get_write_buffer_size() >= BODY_RATE * BODY_SECONDS:
            self._await_reader()
        else:
            self.transport.abort()

    # --- refusing

    def _refuse(self, status: int) -> None:
        """Answer where nobody has begun to, and close."""
        self._refusal = status
        self._forget_patience()
        self._unset_keepalive_if_required()
        if self.transport.is_closing():
            return
        is_answering = self.cycle is not None and self.cycle.response_started
        if not is_answering or self.cycle.response_complete:
            self.transport.write(_answer(status))
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()
        self.loop.call_later(BODY_SECONDS, self.transport.abort)


def _answer(status: int) -> bytes:
    code, message = _REFUSALS[status]
    body = orjson.dumps({"error": {"code": code, "message": message, "details": {}}})
    head = b"content-type: application/json\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(body)
    return STATUS_LINE[status] + head + body
