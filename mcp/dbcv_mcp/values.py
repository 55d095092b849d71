"""What a JSON value is: told so that its insides are JSON too."""

import math
from collections.abc import Iterator
from typing import Any, TypeIs


def is_object(value: Any) -> TypeIs[dict[str, Any]]:
    return isinstance(value, dict)


def is_array(value: Any) -> TypeIs[list[Any]]:
    return isinstance(value, list)


def not_numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where NaN, an infinity or a number too large to be kept stands: readers of JSON are lax, and writers
    make null of them or fail."""
    if isinstance(value, int | float) and not _is_finite(value):
        yield path
    elif is_object(value):
        for key, inner in value.items():
            yield from not_numbers(inner, (*path, str(key)))
    elif is_array(value):
        for place, inner in enumerate(value):
            yield from not_numbers(inner, (*path, str(place)))


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number beyond all others
        return False
