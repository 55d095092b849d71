"""Equality and order of values (flow-language.md 5, comparison)."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from ..numbers import exact, from_text
from ..text import to_text
from ..view import View
from .conversion import CONVERSIONS

type Check = Callable[[Any, View], bool]
type Order = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two sides are compared: `type` None is by what they are."""

    type: str | None = None
    ignore_case: bool = False


PLAIN = Comparison()
_NUMBERS = frozenset({int, float, Decimal})


def never(_actual: Any, _view: View) -> bool:
    """No value passes."""
    return False


def equals(value: Any, how: Comparison = PLAIN) -> Check:
    """A check whether a value is equal to `value`, which is read once, here."""
    if value is None:
        return lambda actual, _: actual is None
    if how.type is not None:
        return _converted(value, operator.eq, how)
    if isinstance(value, list | dict):
        return _equals_whole(cast("Any", value), how)
    return _equals_scalar(value, how)


def ordered(value: Any, order: Order, how: Comparison = PLAIN) -> Check:
    """A check whether `order(a value, value)` holds; null has no order, nor have lists and objects."""
    if value is None:
        return never
    if how.type is not None:
        return _converted(value, order, how)
    number, text, whole = exact(value), _comparable(value, how), isinstance(value, list | dict)

    def check(actual: Any, _: View) -> bool:
        if actual is None or (whole and isinstance(actual, list | dict)):
            return False
        if number is not None and (read := exact(actual)) is not None:
            return order(read, number)
        return order(_comparable(actual, how), text)

    return check


def equal(left: Any, right: Any) -> bool:
    """Whether two values are equal without a type."""
    if left is None or right is None:
        return left is right
    if isinstance(left, list | dict) and isinstance(right, list | dict):
        return same(cast("Any", left), cast("Any", right))
    number = exact(left)
    other = None if number is None else exact(right)
    return to_text(left) == to_text(right) if other is None else number == other


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are the same, numbers by value; a text is not a number, true is not 1."""
    kind, other = left.__class__, right.__class__
    if kind is dict:
        return (
            other is dict
            and left.keys() == right.keys()
            and all(same(part, right[key]) for key, part in left.items())
        )
    if kind is list:
        return other is list and len(left) == len(right) and all(map(same, left, right))
    if kind in _NUMBERS:
        return other in _NUMBERS and exact(left) == exact(right)
    return kind is other and left == right


def _equals_whole(value: Any, how: Comparison) -> Check:
    text = _comparable(value, how)

    def check(actual: Any, _: View) -> bool:
        if isinstance(actual, list | dict):
            return same(actual, value)
        return actual is not None and _comparable(actual, how) == text

    return check


def _equals_scalar(value: Any, how: Comparison) -> Check:
    number, text = exact(value), _comparable(value, how)
    fold = how.ignore_case

    def check_number(actual: Any, _: View) -> bool:
        if type(actual) is str:
            if actual == text:
                return True
            read = from_text(actual)
        else:
            read = exact(actual)
        if read is not None:
            return read == number
        return actual is not None and _comparable(actual, how) == text

    def check_text(actual: Any, _: View) -> bool:
        if type(actual) is str:
            return (actual.casefold() if fold else actual) == text
        return actual is not None and _comparable(actual, how) == text

    return check_text if number is None else check_number


def _converted(value: Any, order: Order, how: Comparison) -> Check:
    conversion = CONVERSIONS[how.type or "string"]
    convert = conversion.convert
    fold = how.ignore_case and how.type == "string"
    known = None if conversion.zoned else convert(value, None)

    def check(actual: Any, view: View) -> bool:
        zone = view.zone if conversion.zoned else None
        left = convert(actual, zone)
        right = convert(value, zone) if conversion.zoned else known
        if left is None or right is None:
            return False
        return order(left.casefold(), right.casefold()) if fold else order(left, right)

    return check


def _comparable(value: Any, how: Comparison) -> str:
    text = to_text(value)
    return text.casefold() if how.ignore_case else text
