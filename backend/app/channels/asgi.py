"""The few words of ASGI the hot routes need: on that path a framework costs more than the work."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import orjson

from app.kit.errors import BadRequest, DbcvError, TooLarge

type Scope = MutableMapping[str, Any]
type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]
type Headers = list[tuple[bytes, bytes]]

BEARER = "bearer "


class Disconnected(Exception):
    """The client went away before it had said all."""


def header(scope: Scope, name: bytes) -> str | None:
    """The first header of that name, as Latin-1 text."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return None


def bearer_token(scope: Scope) -> str | None:
    """The token of an `Authorization: Bearer` header."""
    value = header(scope, b"authorization")
    if value is None or not value.lower().startswith(BEARER):
        return None
    return value[len(BEARER) :].strip()


async def read_body(receive: Receive, limit: int) -> bytes:
    """The whole body; TooLarge beyond `limit` bytes."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise TooLarge("api:too_large", "The body is too large.", limit=limit)
        chunks.append(chunk)
        if not message.get("more_body"):
            return b"".join(chunks) if len(chunks) > 1 else chunk


def check_is_json(scope: Scope) -> None:
    """BadRequest where the body says it is something else."""
    kind = (header(scope, b"content-type") or "application/json").split(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise BadRequest("api:not_json", "The body has to be JSON.")


async def respond(send: Send, status: int, payload: object, headers: Headers) -> None:
    """A JSON answer."""
    body = orjson.dumps(payload)
    own = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})


async def respond_error(send: Send, error: DbcvError, headers: Headers) -> None:
    """An error in its one shape; `Retry-After` where it says when."""
    more = list(headers)
    if "retry_after" in error.details:
        more.append((b"retry-after", str(error.details["retry_after"]).encode()))
    if error.status == 401:
        more.append((b"www-authenticate", b"Bearer"))
    await respond(send, error.status, error.body(), more)
