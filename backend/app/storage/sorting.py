"""Lists sorted by a column of a table, page by page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.keyset import SortedPage, encode_mark, read_id, read_moment

from .models.base import Row
from .selecting import AnySelect


@dataclass(frozen=True, slots=True, kw_only=True)
class SortKey:
    """What rows are sorted by, and how its values are written into a cursor and read again."""

    expression: Any
    read: Callable[[str], Any]


def by_text(column: Any) -> SortKey:
    """Without regard to case."""
    return SortKey(expression=func.lower(column), read=str)


def by_moment(column: Any) -> SortKey:
    return SortKey(expression=column, read=read_moment)


async def sorted_page[Item: Row](
    session: AsyncSession,
    statement: AnySelect,
    keys: Mapping[str, SortKey],
    sort: str,
    page: SortedPage,
) -> tuple[list[Item], str | None]:
    """A page of the rows a statement selects whole. `sort`: the name of a key, with `-` the last first."""
    key = keys[sort.removeprefix("-")]
    table = statement.column_descriptions[0]["entity"]
    place = tuple_(key.expression, table.id)
    after = page.after(sort, 2)
    if after is not None:
        mark = (key.read(after[0]), read_id(after[1]))
        statement = statement.where(place < mark if sort[0] == "-" else place > mark)
    order = [one.desc() if sort[0] == "-" else one.asc() for one in (key.expression, table.id)]
    wanted = statement.add_columns(key.expression).order_by(*order).limit(page.limit + 1)
    rows = list(await session.execute(wanted))
    shown = rows[: page.limit]
    items: list[Item] = [row[0] for row in shown]
    if len(rows) <= page.limit:
        return items, None
    return items, encode_mark(sort, _written(shown[-1][1]), str(items[-1].id))


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
