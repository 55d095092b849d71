"""Pages of other origins: which of them may call a channel's routes from a browser.

A page is let in by the list of the channel it calls. Signing in as nobody in particular belongs to no channel
yet, so for that a page has to be on some channel's list.
"""

import re
import time
from collections import OrderedDict
from uuid import UUID

from app.engine import values
from app.kit.errors import Forbidden
from app.runtime.postgres import Pool, until_it_is_back

from .asgi import App, Headers, Message, Receive, Scope, Send, header, respond_error
from .origins import is_allowed

CHANNEL = re.compile(r"/api/v1/channels/([0-9a-f-]{36})(?:/.*)?").fullmatch
SIGNING_IN = frozenset(
    {"/api/v1/auth/anonymous", "/api/v1/auth/refresh", "/api/v1/auth/me", "/api/v1/auth/logout"}
)
LISTED = "select allowed_origins from channel where id = $1"
LISTED_ANYWHERE = "select allowed_origins from channel where allowed_origins is not null"
SECONDS = 15.0
KEPT = 10_000


class ChannelOrigins:
    """Answers preflights and adds what a browser wants to see; `everywhere` are the operator's origins."""

    def __init__(self, app: App, pool: Pool, everywhere: tuple[str, ...]) -> None:
        self._app = app
        self._pool = pool
        self._everywhere = everywhere
        self._known: OrderedDict[str, tuple[float, tuple[str, ...]]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = header(scope, b"origin") if scope["type"] == "http" else None
        key = _listed_by(scope["path"]) if origin is not None else None
        host = header(scope, b"host") or "" if origin is not None else ""
        if origin is None or key is None or is_allowed(origin, host, self._everywhere, ()):
            await self._app(scope, receive, send)
        elif not is_allowed(origin, host, (), await self._listed(key)):
            await respond_error(send, Forbidden("channel:origin", "This page may not reach the channel."), [])
        elif scope["method"] == "OPTIONS":
            await _answer_preflight(origin, send)
        else:
            await self._app(scope, receive, _with_headers(send, let_in(origin)))

    async def headers_for(self, scope: Scope) -> Headers:
        """What lets the page that calls read the answer; nothing where it may not, or no page calls."""
        origin, key = header(scope, b"origin"), _listed_by(scope["path"])
        if origin is None or key is None:
            return []
        host = header(scope, b"host") or ""
        return let_in(origin) if is_allowed(origin, host, self._everywhere, await self._listed(key)) else []

    async def _listed(self, key: str) -> tuple[str, ...]:
        known = self._known.get(key)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        rows = await until_it_is_back(lambda: self._pool.fetch(*_query(key)), what="origins")
        lists = [values.decode(row["allowed_origins"]) for row in rows if row["allowed_origins"]]
        origins = tuple(origin for one in lists for origin in one)
        self._known[key] = (time.monotonic() + SECONDS, origins)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return origins


def _listed_by(path: str) -> str | None:
    """The channel whose list counts, empty for any channel's; None where lists have no say."""
    match = CHANNEL(path)
    if match is not None:
        return match[1]
    return "" if path in SIGNING_IN else None


def _query(key: str) -> tuple[str, *tuple[UUID, ...]]:
    try:
        return (LISTED, UUID(key)) if key else (LISTED_ANYWHERE,)
    except ValueError:
        return LISTED, UUID(int=0)


def let_in(origin: str) -> Headers:
    """What lets a page of that origin read an answer."""
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-expose-headers", b"retry-after, x-request-id"),
        (b"vary", b"origin"),
    ]


async def _answer_preflight(origin: str, send: Send) -> None:
    headers = [
        *let_in(origin),
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"authorization, content-type"),
        (b"access-control-max-age", b"600"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _with_headers(send: Send, headers: Headers) -> Send:
    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *headers]
        await send(message)

    return send_with
