"""Lists in pages: `?limit=&cursor=` in, `{items, next_cursor}` out (interfaces.md)."""

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel

from app.kit.errors import InvalidInput

_ID_BYTES = 16


class Page[Item](BaseModel):
    """`next_cursor` is null on the last page."""

    items: list[Item]
    next_cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """At most `limit` rows whose id comes after `after`."""

    limit: int
    after: UUID | None = None


def encode_cursor(last: UUID) -> str:
    """The cursor of the page that follows the row `last`."""
    return base64.urlsafe_b64encode(last.bytes).rstrip(b"=").decode()


def decode_cursor(cursor: str) -> UUID:
    """The row a cursor was made from; `api:invalid` where we made no such cursor."""
    try:
        raw = base64.b64decode(cursor + "==", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _ID_BYTES:
        fault = {"path": "query.cursor", "code": "cursor", "message": "This is not a cursor of this list"}
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])
    return UUID(bytes=raw)


def _page_request(
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> PageRequest:
    return PageRequest(limit=limit, after=None if cursor is None else decode_cursor(cursor))


PageQuery = Annotated[PageRequest, Depends(_page_request)]
