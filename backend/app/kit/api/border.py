"""The outermost ring of the API: request ids, security headers, and what nobody else caught."""

from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.errors import DbcvError

from .faults import answer
from .metrics import count_answer

type Header = tuple[bytes, bytes]

_log = structlog.get_logger()

# A page sends a policy of its own; these are for answers that are no pages.
_ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)


class Border:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        crossing = _Crossing(send)
        with structlog.contextvars.bound_contextvars(request_id=crossing.request_id):
            try:
                await self._app(scope, receive, crossing.send)
            except Exception as fault:  # noqa: BLE001 - the last place where an answer can still be given
                _log.error("api.fault", fault=type(fault).__qualname__, at=_place(fault))
                await crossing.fail(scope, receive)
        count_answer(scope["method"], crossing.status)


class _Crossing:
    """One request: its id, and whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.request_id = uuid4().hex
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers: list[Header] = list(message.get("headers", ()))
            given = {name.lower() for name, _ in headers}
            headers += [header for header in _ALWAYS if header[0] not in given]
            headers.append((b"x-request-id", self.request_id.encode()))
            message["headers"] = headers
        await self._send(message)

    async def fail(self, scope: Scope, receive: Receive) -> None:
        """An answer that has begun can't be taken back: the server then breaks the connection off."""
        if self.status is not None:
            return
        error = DbcvError("api:internal", "Something went wrong on our side.", request_id=self.request_id)
        await answer(error)(scope, receive, self.send)


def _place(fault: BaseException) -> str:
    """File and line, without the text of the error, which may be a person's."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
