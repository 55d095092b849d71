"""Pages of lists that are sorted by something else than their ids: a cursor holds where the page ended."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Depends, Query

from app.kit.errors import InvalidInput

_LONGEST = 2000
_NUMBER_MOST = 2**63 - 1
_DIGITS = len(str(_NUMBER_MOST))

type Mark = tuple[str, ...]
"""The order of a list, then the values its last row is sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedPage:
    """At most `limit` rows behind the one `cursor` was made of."""

    limit: int
    cursor: str | None = None

    def after(self, order: str, values: int) -> Mark | None:
        """The values the earlier page ended with; `api:invalid` where it was a page of another order."""
        if self.cursor is None:
            return None
        mark = _decode(self.cursor)
        if mark[:1] != (order,) or len(mark) != values + 1:
            raise not_a_cursor()
        return mark[1:]


def encode_mark(order: str, *values: str) -> str:
    """The cursor of the page that follows."""
    return base64.urlsafe_b64encode(orjson.dumps([order, *values])).rstrip(b"=").decode()


def read_moment(text: str) -> datetime:
    """A moment as `isoformat` writes it; `api:invalid` where it is none."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise not_a_cursor()


def read_id(text: str) -> UUID:
    """`api:invalid` where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise not_a_cursor() from None


def read_number(text: str) -> int:
    """One a column of rows counted by holds; `api:invalid` where it is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    if not is_number or int(text) > _NUMBER_MOST:
        raise not_a_cursor()
    return int(text)


def not_a_cursor() -> InvalidInput:
    fault = {"path": "query.cursor", "code": "cursor", "message": "This is not a cursor of this list"}
    return InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])


def _decode(cursor: str) -> Mark:
    try:
        read: Any = orjson.loads(
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError):
        raise not_a_cursor() from None
    if not isinstance(read, list) or not all(isinstance(one, str) and "\x00" not in one for one in read):
        raise not_a_cursor()
    return tuple(read)


def _sorted_page(
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=_LONGEST)] = None,
) -> SortedPage:
    return SortedPage(limit=limit, cursor=cursor)


SortedPageQuery = Annotated[SortedPage, Depends(_sorted_page)]
