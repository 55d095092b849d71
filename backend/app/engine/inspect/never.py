"""Rules that hold for no value their field can have; only constants are judged."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from operator import ge
from typing import Any, cast

from ..numbers import exact
from ..rules import OPERATORS
from ..rules.comparison import Comparison, never, ordered
from ..rules.conversion import CONVERSIONS
from .judged_rule import VIEW, Rule, elements, field_of, is_constant, may_hold, operator_of

type At = tuple[str | int, ...]

_NULL_HOLDS = frozenset({"equal", "is_null", "is_empty", "in"})
_LISTED = frozenset({"in", "between"})
_ON_TEXT = frozenset({"begins_with", "ends_with", "matches"})
_STATUS = "response.status"
# All that can be in these; of a status only its ends, the rest is taken from the rule.
_POSSIBLE: Mapping[str, tuple[Any, ...]] = {
    "event.type": ("start", "message", "timeout"),
    "system.weekday": (1, 2, 3, 4, 5, 6, 7),
    "response.ok": (True, False, None),
    "integration.ok": (True, False, None),
    _STATUS: (0, 100, 599, None),
}
_STRUCTURES = frozenset({"message.attachments", "message.params", "response.headers"})


def impossible(rules: Any, at: At) -> Iterator[At]:
    """Places of rules that can never hold, and of an empty OR. All of them are well-formed."""
    members = cast("dict[str, Any]", rules) if type(rules) is dict else {}
    inner = members.get("rules")
    if type(inner) is list:
        parts = cast("list[Any]", inner)
        if not parts and str(members.get("condition")).lower() == "or" and not members.get("not"):
            yield at
        for place, part in enumerate(parts):
            yield from impossible(part, (*at, "rules", place))
    elif members and _never_holds(members):
        yield at


def _never_holds(rule: Rule) -> bool:
    name, value, kind = operator_of(rule), rule.get("value"), rule.get("type")
    if not is_constant(rule):
        return False
    if _fits_nothing_possible(rule, name):
        return True
    operator = OPERATORS[name]
    if operator.negated or operator.reads == "nothing":
        return False
    if kind is None and type(value) is str and name not in _LISTED:
        return False
    return _takes_nothing(name, value, Comparison(type=kind))


def _fits_nothing_possible(rule: Rule, name: str) -> bool:
    field = field_of(rule)
    if field in _STRUCTURES:
        return name in _ON_TEXT
    if field not in _POSSIBLE:
        return False
    possible = _POSSIBLE[field]
    if field == _STATUS:
        if name in _ON_TEXT or name == "contains":
            return False
        possible += tuple(_statuses(rule.get("value")))
    return not any(may_hold(rule, value) for value in possible)


def _statuses(value: Any) -> Iterator[int]:
    """Those a rule names, and their neighbours."""
    for number in map(exact, elements(value)):
        if type(number) is int:
            yield from (near for near in (number - 1, number, number + 1) if 0 <= near <= 599)


def _takes_nothing(name: str, value: Any, how: Comparison) -> bool:
    if name == "between":
        return _outside(cast("list[Any]", value), how)
    if name == "in":
        return not any(part is None or _convertible(part, how) for part in elements(value))
    if value is None:
        return name not in _NULL_HOLDS
    return OPERATORS[name].prepare(value, how) is never or not _convertible(value, how)


def _outside(ends: list[Any], how: Comparison) -> bool:
    """Whether no value lies between the ends, or one of them has no order."""
    if None in ends or not all(_convertible(end, how) for end in ends):
        return True
    return not ordered(ends[0], ge, how)(ends[1], VIEW)


def _convertible(value: Any, how: Comparison) -> bool:
    if how.type is None:
        return True
    text = value.strip() if type(value) is str else value
    return CONVERSIONS[how.type].convert(text, UTC) is not None
