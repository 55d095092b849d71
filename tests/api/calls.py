"""Calls of webhooks, as whoever has a channel's secret signs them."""

import time
from typing import Any

from authors import API, Author
from httpx import Response

from app.kit.signature import Call, sign

SECRET = "sixteen characters and more"
BODY = b'{"text": "hello", "order": 7}'


async def call(author: Author, channel: str, body: bytes = BODY, **headers: str) -> Response:
    """Nobody signs in to call a webhook."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await author.client.post(f"{API}/channels/{channel}/webhook", content=body, headers=named)


def signature(body: bytes = BODY, secret: str = SECRET, at: int | None = None, **headers: Any) -> str:
    call = Call(body=body, **headers)
    return sign(secret.encode(), call, int(time.time()) if at is None else at)
