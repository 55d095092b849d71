"""The filters of placeholders, one registry (flow-language.md 3).

A filter is made once from its arguments; what it cannot apply to gives CANNOT. Null only reaches a filter
that says it takes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final, cast

from ..dates import show, to_local
from ..limits import LIMITS
from ..numbers import Number, exact, fixed
from ..text import json_text, to_text
from ..view import View

type Argument = str | Number
type Apply = Callable[[Any, View], Any]


class Refusal(Enum):
    CANNOT = "cannot"


CANNOT: Final = Refusal.CANNOT
_ROOM = LIMITS.rendered_size


class BadArgumentError(ValueError):
    """The arguments a filter was written with cannot be right for any value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """`make` gets exactly `arguments` arguments; a filter with `takes_null` sees null too."""

    make: Callable[..., Apply]
    arguments: int = 0
    takes_null: bool = False


def _on_text(change: Callable[[str], str]) -> Callable[[], Apply]:
    def apply(value: Any, _: View) -> Any:
        return change(value) if type(value) is str else CANNOT

    return lambda: apply


def _default(fallback: Argument) -> Apply:
    return lambda value, _: fallback if value is None or value == "" else value


def _replace(old: Argument, new: Argument) -> Apply:
    before, after = to_text(old), to_text(new)
    # After so many the rest is beyond what can be shown; a chain of replacements would grow without bound.
    most = _ROOM // len(after) + 1 if after else -1

    def apply(value: Any, _: View) -> Any:
        if type(value) is not str:
            return CANNOT
        return value.replace(before, after, most) if before else value

    return apply


def _join(separator: Argument) -> Apply:
    between = to_text(separator)

    def apply(value: Any, _: View) -> Any:
        if type(value) is not list:
            return CANNOT
        parts = cast("list[Any]", value)
        shown = _ROOM // len(between) + 2 if between else len(parts)
        return between.join([to_text(part) for part in parts[:shown]])

    return apply


def _end(position: int) -> Callable[[], Apply]:
    def apply(value: Any, _: View) -> Any:
        if type(value) is not list:
            return CANNOT
        return cast("list[Any]", value)[position] if value else None

    return lambda: apply


def _length() -> Apply:
    def apply(value: Any, _: View) -> Any:
        if value is None:
            return 0
        return len(cast("Any", value)) if isinstance(value, str | list | dict) else CANNOT

    return apply


def _number(places: Argument) -> Apply:
    if type(places) is not int or not 0 <= places <= LIMITS.number_digits:
        raise BadArgumentError(f"number takes how many decimals, 0 to {LIMITS.number_digits}")

    def apply(value: Any, _: View) -> Any:
        number = exact(value)
        return CANNOT if number is None else fixed(number, places)

    return apply


def _date(pattern: Argument) -> Apply:
    if isinstance(pattern, int | float | Decimal):
        raise BadArgumentError("date takes a 'quoted' pattern")

    def apply(value: Any, view: View) -> Any:
        moment = to_local(value, view.zone)
        return show(moment, pattern) if moment else CANNOT

    return apply


FILTERS: dict[str, Filter] = {
    "default": Filter(make=_default, arguments=1, takes_null=True),
    "upper": Filter(make=_on_text(str.upper)),
    "lower": Filter(make=_on_text(str.lower)),
    "capitalize": Filter(make=_on_text(lambda text: text[:1].upper() + text[1:])),
    "trim": Filter(make=_on_text(str.strip)),
    "replace": Filter(make=_replace, arguments=2),
    "first": Filter(make=_end(0)),
    "last": Filter(make=_end(-1)),
    "join": Filter(make=_join, arguments=1),
    "length": Filter(make=_length, takes_null=True),
    "json": Filter(make=lambda: lambda value, _: json_text(value), takes_null=True),
    "number": Filter(make=_number, arguments=1),
    "date": Filter(make=_date, arguments=1),
}
