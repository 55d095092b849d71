"""Rules that cannot be tested, and rules that can never hold (flow-language.md 5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from operator import ge
from typing import Any, cast

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES, Path, parse_path
from ..rules import ALIASES, OPERATORS
from ..rules.comparison import Comparison, never, ordered
from ..rules.conversion import CONVERSIONS
from .contents import placeholder_detail
from .flow import Flow, RulesPlace
from .issue import Issue

_NULL_HOLDS = frozenset({"equal", "is_null", "is_empty", "in"})


def check_rules(flow: Flow) -> Iterator[Issue]:
    """Rule sets of connections; only constants are judged."""
    for place in flow.rule_sets:
        for fault in place.compiled.faults:
            yield _fault(flow, place, fault)
        if not place.compiled.faults:
            for at in _impossible(place.rules, place.at):
                yield flow.issue("rule:never", at, place.step)


def _fault(flow: Flow, place: RulesPlace, fault: Fault) -> Issue:
    part: Any = place.rules
    for key in fault.at:
        part = part[key]
    at = (*place.at, *fault.at)
    if fault.code.startswith("template:"):
        return flow.issue(fault.code, at, place.step, **placeholder_detail(flow, fault, str(part)))
    rule = cast("dict[str, Any]", part) if type(part) is dict else {}
    field = rule.get("field")
    path = parse_path(field) if type(field) is str else None
    if fault.code == "rule:invalid" and path is not None and path[0] not in ALL_SCOPES:
        near = flow.nearest(path[0], ALL_SCOPES)
        return flow.issue("variable:unknown_scope", (*at, "field"), place.step, found=path[0], nearest=near)
    return flow.issue(fault.code, at, place.step, **_detail(flow, fault.code, rule))


def _detail(flow: Flow, code: str, rule: dict[str, Any]) -> dict[str, Any]:
    if code == "rule:unknown_operator":
        name = str(rule.get("operator"))[:60]
        return {"found": name, "nearest": flow.nearest(name, {**OPERATORS, **ALIASES})}
    if code == "rule:bad_pattern":
        return {"found": rule.get("value")}
    return {"most": LIMITS.rule_depth}


def _impossible(rules: Any, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Places of rules that hold for no value of their field, and of an empty OR."""
    members = cast("dict[str, Any]", rules) if type(rules) is dict else {}
    inner = members.get("rules")
    if type(inner) is list:
        parts = cast("list[Any]", inner)
        if not parts and str(members.get("condition")).lower() == "or" and not members.get("not"):
            yield at
        for place, part in enumerate(parts):
            yield from _impossible(part, (*at, "rules", place))
    elif members and _never_holds(members):
        yield at


def _never_holds(rule: dict[str, Any]) -> bool:
    name = cast("str", rule.get("operator"))
    name = ALIASES.get(name, name)
    value, how = rule.get("value"), Comparison(type=rule.get("type"))
    operator = OPERATORS[name]
    if operator.negated or operator.reads == "nothing" or _has_placeholder(value):
        return False
    if name == "between":
        return _outside(cast("list[Any]", value), how)
    if name == "in":
        values = _elements(value)
        return not any(part is None or _convertible(part, how) for part in values)
    if value is None:
        return name not in _NULL_HOLDS
    return operator.prepare(value, how) is never or not _convertible(value, how)


def _outside(ends: list[Any], how: Comparison) -> bool:
    """Whether no value lies between the ends, or one of them has no order."""
    if None in ends or not all(_convertible(end, how) for end in ends):
        return True
    return not ordered(ends[0], ge, how)(ends[1], _View())


def _elements(value: Any) -> list[Any]:
    if type(value) is str:
        return [part for part in value.split(",") if part.strip()]
    if type(value) is list:
        return cast("list[Any]", value)
    return [] if value is None else [value]


def _convertible(value: Any, how: Comparison) -> bool:
    if how.type is None:
        return True
    text = value.strip() if type(value) is str else value
    return CONVERSIONS[how.type].convert(text, UTC) is not None


def _has_placeholder(value: Any) -> bool:
    if type(value) is list:
        return any(map(_has_placeholder, cast("list[Any]", value)))
    return type(value) is str and "{$" in value


class _View:
    """Enough of a view to compare two constants: dates without a zone are in UTC."""

    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    zone: tzinfo = UTC

    def read(self, path: Path) -> Any:
        """Nothing is there."""
        del path
