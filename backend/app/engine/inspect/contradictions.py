"""Rules of an AND that cannot hold together."""

from collections.abc import Iterator
from typing import Any, cast

from ..numbers import exact
from ..rules.comparison import equal
from .judged_rule import Rule, field_of, is_constant, may_hold, operator_of

type At = tuple[str | int, ...]

_OPENS_JSON = frozenset("[{")
_BOOLEANS = frozenset({"", "true", "false"})


def contradictions(rules: Any, at: At) -> Iterator[tuple[At, str]]:
    """Where another rule of an AND does not allow what an `equal` of the same field wants; with the field."""
    members = cast("dict[str, Any]", rules) if type(rules) is dict else {}
    inner = members.get("rules")
    parts = cast("list[dict[str, Any]]", inner) if type(inner) is list else []
    for place, part in enumerate(parts):
        if "rules" in part:
            yield from contradictions(part, (*at, "rules", place))
    if len(parts) > 1 and str(members.get("condition")).lower() == "and":
        for place, field in _against_an_equal(parts):
            yield (*at, "rules", place), field


def _against_an_equal(rules: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    equals: dict[str, tuple[int, Any]] = {}
    constant = [(n, rule) for n, rule in enumerate(rules) if "rules" not in rule and is_constant(rule)]
    for place, rule in constant:
        if _is_plain_equal(rule):
            equals.setdefault(field_of(rule), (place, rule["value"]))
    for place, rule in constant if equals else ():
        first, value = equals.get(field_of(rule), (place, None))
        if first != place and not _allows(rule, value):
            yield max(first, place), field_of(rule)


def _is_plain_equal(rule: Rule) -> bool:
    """One that wants a number, or a text that nothing but itself is equal to."""
    value = rule.get("value")
    if operator_of(rule) != "equal" or rule.get("type") is not None or rule.get("ignore_case"):
        return False
    if type(value) is str:
        return value not in _BOOLEANS and value[0] not in _OPENS_JSON
    return type(value) in {int, float}


def _allows(rule: Rule, value: Any) -> bool:
    """Whether the rule may hold where its field is equal to the value."""
    if exact(value) is None:
        return may_hold(rule, value)
    # Many texts are equal to a number: 5, 5.0; only another `equal` surely rules it out.
    other: Any = rule.get("value")
    if operator_of(rule) != "equal" or rule.get("type") is not None or type(other) in {list, dict, bool}:
        return True
    return equal(value, other)
