"""The operators of rules, one registry (flow-language.md 5).

An operator prepares a check from the rule's value once; the check then sees only the field's value. A value
no check can be made from gives the code of a problem instead.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

from ..text import to_text
from ..view import View
from ..work import units_of
from .comparison import Check, Comparison, Order, equals, never, ordered
from .patterns import Search, searcher

type Prepare = Callable[[Any, Comparison], Check | str]

INVALID = "rule:invalid"
BAD_PATTERN = "rule:bad_pattern"
_WHOLE = frozenset({list, dict})
_A_PLACE = 60  # units: an instruction of a pattern that is compiled
_REFUSED = 200_000  # and a whole one, before it is found to be too large


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """`negated`: the outcome is turned round. `reads`: how a text is compiled into the rule's value."""

    prepare: Prepare
    negated: bool = False
    reads: Literal["value", "elements", "pattern", "nothing"] = "value"


def _equal(value: Any, how: Comparison) -> Check:
    return equals(value, how)


class _In:
    """Whether one of the checks holds."""

    __slots__ = ("_checks", "rate")

    def __init__(self, checks: list[Check]) -> None:
        self._checks = checks
        self.rate = len(checks)

    def __call__(self, actual: Any, view: View) -> bool:
        return any(check(actual, view) for check in self._checks)


def _in(value: Any, how: Comparison) -> Check:
    if type(value) is not list:
        return never if value is None else equals(value, how)
    return _In([equals(element, how) for element in cast("list[Any]", value)])


def _in_order(order: Order) -> Prepare:
    return lambda value, how: ordered(value, order, how)


def _between(value: Any, how: Comparison) -> Check | str:
    ends = cast("list[Any]", value) if type(value) is list else []
    if len(ends) != 2:
        return INVALID
    from_low, to_high = ordered(ends[0], operator.ge, how), ordered(ends[1], operator.le, how)
    return lambda actual, view: from_low(actual, view) and to_high(actual, view)


def _on_text(holds: Callable[[str, str], bool]) -> Prepare:
    def prepare(value: Any, how: Comparison) -> Check:
        sought = _text(value, how)
        if sought is None:
            return never

        def check(actual: Any, _: View) -> bool:
            text = _text(actual, how)
            return text is not None and holds(text, sought)

        return check

    return prepare


def _contains(value: Any, how: Comparison) -> Check:
    in_text = cast("Check", _on_text(operator.contains)(value, how))
    is_element = equals(value, how)

    def check(actual: Any, view: View) -> bool:
        if type(actual) is list:
            return any(is_element(element, view) for element in cast("list[Any]", actual))
        return in_text(actual, view)

    return check


class _Matches:
    """Whether the pattern is found in a value's text."""

    __slots__ = ("_search", "rate", "size")

    def __init__(self, search: Search) -> None:
        self._search = search
        self.rate = search.states
        self.size = search.size

    def __call__(self, actual: Any, _: View) -> bool:
        return actual is not None and type(actual) not in _WHOLE and self._search(to_text(actual))


def _matches(value: Any, how: Comparison) -> Check | str:
    if value is None or type(value) in _WHOLE:
        return never
    pattern = to_text(value)
    search = searcher("(?i)" + pattern if how.ignore_case else pattern)
    return BAD_PATTERN if search is None else _Matches(search)


def rate_of(check: Check) -> int:
    """How often a check goes over the value it is given, in units of work.py a byte."""
    return check.rate if isinstance(check, _In | _Matches) else 1


def preparing(check: Check | str, value: Any) -> int:
    """What it cost to prepare the check, in the same units."""
    if isinstance(check, _Matches):
        return _A_PLACE * check.size
    return _REFUSED if check == BAD_PATTERN else units_of(value)


def _empty(_value: Any, _how: Comparison) -> Check:
    return lambda actual, _: actual is None or (isinstance(actual, str | list | dict) and not actual)


def _null(_value: Any, _how: Comparison) -> Check:
    return lambda actual, _: actual is None


def _text(value: Any, how: Comparison) -> str | None:
    if value is None or type(value) in _WHOLE:
        return None
    return to_text(value).casefold() if how.ignore_case else to_text(value)


_LESS, _LESS_OR_EQUAL = _in_order(operator.lt), _in_order(operator.le)
_GREATER, _GREATER_OR_EQUAL = _in_order(operator.gt), _in_order(operator.ge)
_BEGINS_WITH, _ENDS_WITH = _on_text(str.startswith), _on_text(str.endswith)

OPERATORS: dict[str, Operator] = {
    "equal": Operator(prepare=_equal),
    "not_equal": Operator(prepare=_equal, negated=True),
    "in": Operator(prepare=_in, reads="elements"),
    "not_in": Operator(prepare=_in, reads="elements", negated=True),
    "less": Operator(prepare=_LESS),
    "less_or_equal": Operator(prepare=_LESS_OR_EQUAL),
    "greater": Operator(prepare=_GREATER),
    "greater_or_equal": Operator(prepare=_GREATER_OR_EQUAL),
    "between": Operator(prepare=_between),
    "not_between": Operator(prepare=_between, negated=True),
    "begins_with": Operator(prepare=_BEGINS_WITH),
    "not_begins_with": Operator(prepare=_BEGINS_WITH, negated=True),
    "ends_with": Operator(prepare=_ENDS_WITH),
    "not_ends_with": Operator(prepare=_ENDS_WITH, negated=True),
    "contains": Operator(prepare=_contains),
    "not_contains": Operator(prepare=_contains, negated=True),
    "is_empty": Operator(prepare=_empty, reads="nothing"),
    "is_not_empty": Operator(prepare=_empty, reads="nothing", negated=True),
    "is_null": Operator(prepare=_null, reads="nothing"),
    "is_not_null": Operator(prepare=_null, reads="nothing", negated=True),
    "matches": Operator(prepare=_matches, reads="pattern"),
    "not_matches": Operator(prepare=_matches, reads="pattern", negated=True),
}

ALIASES: dict[str, str] = {
    "equals": "equal",
    "not_equals": "not_equal",
    "greater_than": "greater",
    "greater_than_or_equal": "greater_or_equal",
    "less_than": "less",
    "less_than_or_equal": "less_or_equal",
}
