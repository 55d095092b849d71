"""JSON values with exact numbers, and what is done with them at borders (flow-language.md 2).

A value is None, a bool, an int, float or Decimal (numbers.py), a str, a list or a dict with str keys. Values
are shared freely and never changed in place.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from math import isfinite
from operator import is_
from typing import Any, cast

import msgspec

from .limits import LIMITS
from .numbers import Number, canonical, exact, from_literal
from .text import clean_text

type Value = bool | int | float | Decimal | str | list[Value] | dict[str, Value] | None

_FLOAT_SURE = 2.0**53  # beyond it a float's shortest form may be another integer


def _read_number(literal: str) -> Number | str:
    number = from_literal(literal)
    return literal if number is None else number


_decoder = msgspec.json.Decoder(float_hook=_read_number)
_encoder = msgspec.json.Encoder(decimal_format="number")


def decode(source: bytes | str) -> Any:
    """A value from JSON; a fraction that is no number of the language stays its text. ValueError: no JSON."""
    try:
        return _decoder.decode(source)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as broken:
        raise ValueError(f"not JSON: {broken}") from broken


def decoder_of(kind: Any, name: str) -> Callable[[bytes | str], Any]:
    """As `decode`, into `kind`, which faults call `name`. ValueError also where the JSON is not of it."""
    read = msgspec.json.Decoder(kind, float_hook=_read_number).decode

    def typed(source: bytes | str) -> Any:
        try:
            return read(source)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as broken:
            raise ValueError(f"not {name}: {broken}") from broken

    return typed


def encode(value: Any) -> bytes:
    """Compact JSON that `decode` reads back as the same value."""
    return _encoder.encode(value)


def clean(value: Any) -> Any:
    """The value as it may enter: texts clean, numbers of the language, no nesting beyond the limit.

    NaN and infinities become null, larger numbers their text, what is nested too deep null; anything that is
    not JSON becomes null. What needs no change is returned as it is.
    """
    return _clean(value, LIMITS.value_depth)


def _clean(value: Any, depth: int) -> Any:
    kind = value.__class__
    if kind is str:
        return clean_text(value)
    if value is None or kind is bool:
        return value
    if kind is int or kind is float or kind is Decimal:
        return _clean_number(value)
    if depth <= 0:
        return None
    if kind is dict:
        return _clean_dict(value, depth - 1)
    return _clean_list(value, depth - 1) if kind in {list, tuple} else None


def _clean_number(number: Number) -> Number | str | None:
    if type(number) is float:
        if -_FLOAT_SURE < number < _FLOAT_SURE:
            return number
        return canonical(Decimal(repr(number))) if isfinite(number) else None
    if type(number) is int:
        return number if exact(number) is not None else format(Decimal(number), "f")
    kept = cast("Decimal", number)
    if not kept.is_finite():
        return None
    settled = canonical(kept)
    if settled is None:
        return str(kept)
    return kept if str(settled) == str(kept) and type(settled) is Decimal else settled


def _clean_list(parts: list[Any], depth: int) -> list[Any]:
    cleaned = [_clean(part, depth) for part in parts]
    return parts if type(parts) is list and all(map(is_, cleaned, parts)) else cleaned


def _clean_dict(parts: dict[Any, Any], depth: int) -> dict[str, Any]:
    cleaned = {_clean_key(key): _clean(part, depth) for key, part in parts.items()}
    same = len(cleaned) == len(parts) and all(map(is_, cleaned, parts))
    return parts if same and all(map(is_, cleaned.values(), parts.values())) else cleaned


def _clean_key(key: Any) -> str:
    return clean_text(key if type(key) is str else str(key))


def depth_within(value: Any, most: int) -> bool:
    """Whether lists and objects are nested at most `most` levels; walks level by level, without recursion."""
    level = _containers((value,))
    for _ in range(most):
        if not level:
            return True
        level = [inner for part in level for inner in _containers(_parts(part))]
    return not level


def _containers(parts: Iterable[Any]) -> list[Any]:
    return [part for part in parts if type(part) in {list, dict}]


def _parts(container: Any) -> Iterable[Any]:
    return cast("dict[str, Any]", container).values() if type(container) is dict else container
