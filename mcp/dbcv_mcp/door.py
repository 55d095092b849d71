"""In front of the MCP endpoint: who comes without a good token, or with what is no call, is told why, in our
words."""

import json
import re
from collections import Counter
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from .body import is_message, received, said_again
from .lessons import Lesson, Taught
from .samples import ADVICE
from .verifier import DEVELOPER, LONGEST_TOKEN, ApiVerifier

_BEARER = re.compile(r"bearer +([\x21-\x7e]+) *", re.IGNORECASE)
MOST_AT_ONCE = 32  # calls of one person; most wait for the API, each with its body in memory
_STATUS = {
    "api:method_not_allowed": 405,
    "api:too_large": 413,
    "api:too_slow": 408,
    "api:unavailable": 503,
    "auth:role_needed": 403,
    "mcp:too_many_calls": 429,
    "storage:unavailable": 503,
}
_NEEDED = Lesson(
    code="auth:required",
    message="Send a token of DBCV: Authorization: Bearer dbcv_…",
    next="A person makes one in the editor (profile, tokens).",
)
_ROLE = Lesson(code="auth:role_needed", message="The token's owner needs the role DEVELOPER.")
# We tell nothing between calls and keep no session: a stream would stand open for nothing.
_METHOD = Lesson(code="api:method_not_allowed", message="Calls are made by POST.", allowed=("POST",))


# In the words of JSON-RPC, for it is its client that reads them; the library's own name what it is made with.
_NO_MESSAGE: Mapping[str, Any] = {
    "jsonrpc": "2.0",
    "id": None,
    "error": {
        "code": -32600,
        "message": "Send one message of JSON-RPC 2.0 ({jsonrpc, id, method, params}), not several at once.",
    },
}
_CROWD = Lesson(
    code="mcp:too_many_calls",
    message="Too many calls of one person at once.",
    details={"retry_after": 1},
    next=ADVICE["mcp:too_many_calls"],
)


class Door:
    """Answers 401, 403, 429 or 503 as the REST API does; whoever passes is known to the verifier, and what
    they ask is here whole."""

    def __init__(self, app: ASGIApp, verifier: ApiVerifier, path: str) -> None:
        self._app = app
        self._verifier = verifier
        self._path = path
        self._inside: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].rstrip("/") != self._path:
            await self._app(scope, receive, send)
            return
        try:
            person = await self._let_in(scope)
            with self._place_of(person):
                body = await received(receive)
                if body is not None and not is_message(body):
                    await _send(send, 400, _NO_MESSAGE, [])
                elif body is not None:
                    # With a slash at the end it is the same place: a redirect would lose the token.
                    await self._app({**scope, "path": self._path}, said_again(body, receive), send)
        except Taught as refused:
            await _answer(send, refused.lesson)

    async def _let_in(self, scope: Scope) -> str:
        """Who it is; Taught why not."""
        token = _token(scope)
        if token is None:
            raise Taught(_NEEDED)
        found = await self._verifier.look_up(token)
        if DEVELOPER not in found.scopes:
            raise Taught(_ROLE)
        if scope["method"] != "POST":
            raise Taught(_METHOD)
        return found.client_id

    @contextmanager
    def _place_of(self, person: str) -> Generator[None]:
        if self._inside[person] >= MOST_AT_ONCE:
            raise Taught(_CROWD)
        self._inside[person] += 1
        try:
            yield
        finally:
            self._inside[person] -= 1
            if not self._inside[person]:
                del self._inside[person]


def _token(scope: Scope) -> str | None:
    header = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    found = _BEARER.fullmatch(header.decode("latin-1"))
    return found[1] if found and len(found[1]) <= LONGEST_TOKEN else None


async def _answer(send: Send, lesson: Lesson) -> None:
    status = _STATUS.get(lesson.code, 401)
    headers: list[tuple[bytes, bytes]] = []
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer error="invalid_token"'))
    if status == 405:
        headers.append((b"allow", b"POST"))
    if status == 408:
        headers.append((b"connection", b"close"))  # the rest of it is not waited for
    if "retry_after" in lesson.details:
        headers.append((b"retry-after", str(lesson.details["retry_after"]).encode()))
    await _send(send, status, lesson.as_json(), headers)


async def _send(send: Send, status: int, told: Mapping[str, Any], more: list[tuple[bytes, bytes]]) -> None:
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
