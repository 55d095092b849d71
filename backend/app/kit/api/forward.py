"""One path of our address, answered by another process of ours."""

from collections.abc import AsyncIterator

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.kit.errors import Unavailable

from .faults import answer

METHODS = ("GET", "POST", "DELETE")
# What goes through; cookies, addresses and all else of this side stay here.
_TO = ("accept", "authorization", "content-type", "last-event-id", "user-agent")
_TO_BEGINNING = "mcp-"
_BACK = ("content-type", "www-authenticate", "retry-after", "allow")
_TIMEOUT = httpx.Timeout(120.0, connect=5.0)


class Forward:
    """An ASGI endpoint. `address`: the whole one of the other process; None: there is none, 503 `code`."""

    def __init__(self, address: str | None, code: str) -> None:
        self._address = address or ""
        self._code = code
        self._client = None
        if address:
            self._client = httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=False, trust_env=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def _answer(self, request: Request) -> Response:
        if self._client is None:
            return answer(Unavailable(self._code, "This is not served here."))
        asked = self._client.build_request(
            request.method, self._address, headers=_sent_on(request), content=await request.body()
        )
        try:
            told = await self._client.send(asked, stream=True)
        except httpx.TransportError:
            return answer(Unavailable(self._code, "This does not answer just now; try again.", retry_after=1))
        headers = {name: told.headers[name] for name in _BACK if name in told.headers}
        headers |= {
            name: value for name, value in told.headers.items() if name.lower().startswith(_TO_BEGINNING)
        }
        return StreamingResponse(
            _body(told), told.status_code, headers, background=BackgroundTask(told.aclose)
        )


def _sent_on(request: Request) -> dict[str, str]:
    return {
        name: value
        for name, value in request.headers.items()
        if name in _TO or name.startswith(_TO_BEGINNING)
    }


async def _body(told: httpx.Response) -> AsyncIterator[bytes]:
    """Cut short where the other side breaks off: the client sees an answer that ends too early."""
    async for part in told.aiter_bytes():
        yield part
