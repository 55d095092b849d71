"""Filters, searches and orders as SQL, by the type of what they are about."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from operator import eq, ge, gt, le, lt
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, DateTime, Integer, SmallInteger, Text, Uuid, cast, or_

from app.kit.errors import InvalidInput

from .columns import Asked, Column

MOST_VALUES = 100
_LARGEST = 2**63

_COMPARED: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "exact": eq,
    "lt": lt,
    "lte": le,
    "gt": gt,
    "gte": ge,
}
_CONTAINED = {"contains", "icontains"}


def _moment(told: Any) -> datetime:
    read = datetime.fromisoformat(str(told))
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def _number(told: Any) -> int:
    read = int(str(told))
    if not -_LARGEST <= read < _LARGEST:
        raise ValueError
    return read


def _truth(told: Any) -> bool:
    if not isinstance(told, bool):
        raise TypeError
    return told


_READ: dict[Any, Callable[[Any], Any]] = {
    Boolean: _truth,
    DateTime: _moment,
    Integer: _number,
    SmallInteger: _number,
    Uuid: lambda told: UUID(str(told)),
}


def part_of_key(column: Column, told: str) -> UUID | int:
    """ValueError where it is none."""
    return UUID(told) if issubclass(column.kind, Uuid) else _number(told)


def matching(asked: Asked) -> ColumnElement[bool]:
    """InvalidInput `admin:filter` where the column can't be compared so."""
    try:
        return _matching(asked)
    except (ValueError, TypeError):
        told = f"{asked.column.label} can't be compared with that."
        raise InvalidInput("admin:filter", told, column=asked.column.name) from None


def searching(columns: Iterable[Column], words: str) -> ColumnElement[bool] | None:
    """A part of a text, or a whole id; None where nothing can have it."""
    whole = _whole_id(words)
    found = [
        column.of == whole if issubclass(column.kind, Uuid) else column.of.icontains(words, autoescape=True)
        for column in columns
        if not issubclass(column.kind, Uuid) or whole is not None
    ]
    return or_(*found) if found else None


def ordered(column: Column, *, is_descending: bool) -> ColumnElement[Any]:
    """InvalidInput where there is no order in it."""
    if column.is_json:
        raise InvalidInput("admin:sort", f"{column.label} has no order.", column=column.name)
    order = column.of.desc() if is_descending else column.of.asc()
    # An index on what is never null is of no use to an order that speaks of nulls.
    return order.nulls_last() if column.is_nullable else order


def _matching(asked: Asked) -> ColumnElement[bool]:
    of, read = asked.column.of, _READ.get(asked.column.kind)
    if asked.value is None:
        return of.is_(None)
    if asked.condition == "in":
        values = [*asked.value][:MOST_VALUES] if isinstance(asked.value, list) else [asked.value]
        return of.in_([one if read is None else read(one) for one in values])
    # The page asks `exact` of a text that looks like a number; what is typed is a part of it all the same.
    is_part = asked.condition == "exact" and read is None and not asked.column.choices
    if asked.condition in _CONTAINED or is_part:
        whole = _whole_id(str(asked.value)) if issubclass(asked.column.kind, Uuid) else None
        text = of if issubclass(asked.column.kind, Text) else cast(of, Text)
        return of == whole if whole is not None else text.icontains(str(asked.value), autoescape=True)
    value = str(asked.value) if read is None else read(asked.value)
    if isinstance(value, bool) and asked.condition != "exact":
        raise TypeError
    return _COMPARED[asked.condition](of, value)


def _whole_id(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
