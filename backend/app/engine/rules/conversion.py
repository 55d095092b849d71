"""The types a rule may name, one registry (flow-language.md 5). None: cannot be converted; null never is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from ..dates import read_time, to_date, to_datetime
from ..numbers import Exact, exact
from ..text import to_text

_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """`zoned`: the outcome depends on the zone of `system.now`."""

    convert: Callable[[Any, Any], Any]
    zoned: bool = False


def _to_string(value: Any, _: tzinfo | None) -> str | None:
    return None if value is None else to_text(value)


def _to_number(value: Any, _: tzinfo | None) -> Exact | None:
    return exact(value)


def _to_integer(value: Any, _: tzinfo | None) -> int | None:
    number = exact(value)
    return number if type(number) is int else None


def _to_boolean(value: Any, _: tzinfo | None) -> bool | None:
    if type(value) is str:
        return _BOOLEANS.get(value.lower())
    return value if type(value) is bool else None


def _to_time(value: Any, _: tzinfo | None) -> Any:
    return read_time(value) if type(value) is str else None


CONVERSIONS: dict[str, Conversion] = {
    "string": Conversion(convert=_to_string),
    "integer": Conversion(convert=_to_integer),
    "double": Conversion(convert=_to_number),
    "boolean": Conversion(convert=_to_boolean),
    "date": Conversion(convert=to_date, zoned=True),
    "time": Conversion(convert=_to_time),
    "datetime": Conversion(convert=to_datetime, zoned=True),
}
