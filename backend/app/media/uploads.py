"""The body of an upload: the file itself, as it is."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.requests import ClientDisconnect

from app.accounts.dependencies import ClientAddress
from app.kit.errors import BadRequest

from .names import clean_name

BODY: dict[str, Any] = {
    "requestBody": {
        "description": "The file itself. What it says it is, in Content-Type or its name, is not believed.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        "required": True,
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploading:
    """A file that has begun to come. `name` is cleaned; `address` is that of whoever sends it."""

    name: str
    address: str
    pieces: AsyncIterator[bytes]


def _pieces(request: Request) -> AsyncIterator[bytes]:
    kind = request.headers.get("content-type", "").lower()
    if kind.startswith("multipart/"):
        raise BadRequest("attachment:multipart", "Send the file itself as the body, not a form with it.")
    return _read(request)


async def _read(request: Request) -> AsyncIterator[bytes]:
    try:
        async for piece in request.stream():
            yield piece
    except ClientDisconnect as gone:
        raise BadRequest("attachment:aborted", "The upload broke off.") from gone


def _upload(
    request: Request,
    address: ClientAddress,
    name: Annotated[
        str | None, Query(max_length=1000, description="What to call it.", examples=["price-list.pdf"])
    ] = None,
) -> Uploading:
    return Uploading(name=clean_name(name), address=address, pieces=_pieces(request))


Upload = Annotated[Uploading, Depends(_upload)]
