"""The body of a call: whole, of a size and within a time."""

import asyncio

from pydantic_core import from_json
from starlette.types import Message, Receive

from .lessons import Lesson, Taught
from .values import is_object

MOST_BYTES = 1024 * 1024
PATIENCE = 15.0  # seconds; whoever is far away is served by the API, which sends on whole bodies

_TOO_LARGE = Lesson(
    code="api:too_large",
    message="The body is too large.",
    details={"limit": MOST_BYTES},
    next="Send it in several calls: changes, not whole documents.",
)
_TOO_SLOW = Lesson(
    code="api:too_slow",
    message="The body did not come within the time there is for it.",
    next="Send it again.",
)


async def received(receive: Receive, patience: float = PATIENCE) -> bytes | None:
    """None: who sent it is gone. Taught `api:too_large`, `api:too_slow`."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(patience):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > MOST_BYTES:
                    raise Taught(_TOO_LARGE)
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise Taught(_TOO_SLOW) from None


def is_message(body: bytes) -> bool:
    """Whether it is one message of JSON-RPC 2.0. What is no JSON is for the library to tell of."""
    try:
        told = from_json(body)
    except ValueError:
        return True
    if not is_object(told) or told.get("jsonrpc") != "2.0" or not is_object(told.get("params", {})):
        return False
    return isinstance(told.get("method"), str) or "result" in told or "error" in told


def said_again(body: bytes, receive: Receive) -> Receive:
    """As if it came in one piece; after it, whatever still comes."""
    is_said = False

    async def said() -> Message:
        nonlocal is_said
        if is_said:
            return await receive()
        is_said = True
        return {"type": "http.request", "body": body, "more_body": False}

    return said
