"""Calling the API in this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from starlette.types import ASGIApp


@asynccontextmanager
async def calling(app: ASGIApp, address: str = "203.0.113.7") -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app, client=(address, 4000))
    async with AsyncClient(transport=transport, base_url="http://dbcv") as client:
        yield client


def code(answer: Response) -> str:
    """The stable code of an error answer."""
    body: dict[str, Any] = answer.json()
    return body["error"]["code"]
