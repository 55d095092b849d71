"""Rules that cannot be tested, and rules that can never hold (flow-language.md 5)."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES, parse_path
from ..placeholders import compile_text
from ..rules import ALIASES, OPERATORS, compile_rules
from .contents import placeholder_issue
from .contradictions import contradictions
from .fixing import setting
from .flow import Flow, RulesPlace
from .issue import Fix, Issue, Path
from .near import Meant
from .never import impossible

# How other languages and rule builders write them.
_FOREIGN: Mapping[str, str] = {
    "=": "equal",
    "==": "equal",
    "===": "equal",
    "eq": "equal",
    "is": "equal",
    "!=": "not_equal",
    "!==": "not_equal",
    "<>": "not_equal",
    "ne": "not_equal",
    "neq": "not_equal",
    "is_not": "not_equal",
    "<": "less",
    "lt": "less",
    "<=": "less_or_equal",
    "lte": "less_or_equal",
    ">": "greater",
    "gt": "greater",
    ">=": "greater_or_equal",
    "gte": "greater_or_equal",
    "starts_with": "begins_with",
    "startswith": "begins_with",
    "endswith": "ends_with",
    "includes": "contains",
    "regex": "matches",
    "regexp": "matches",
    "match": "matches",
    "empty": "is_empty",
    "exists": "is_not_null",
}


def check_rules(flow: Flow) -> Iterator[Issue]:
    """Rule sets of connections; only constants are judged."""
    for place in flow.rule_sets:
        for fault in place.reading.faults:
            yield _fault(flow, place, fault)
        if place.reading.is_sound:
            for at in impossible(place.rules, place.at):
                yield flow.issue("rule:never", at, place.step)
            for at, field in contradictions(place.rules, place.at):
                yield flow.issue("rule:contradiction", at, place.step, found=field)


def _fault(flow: Flow, place: RulesPlace, fault: Fault) -> Issue:
    part: Any = place.rules
    for key in fault.at:
        part = part[key]
    at = (*place.at, *fault.at)
    if fault.code.startswith("template:"):
        return placeholder_issue(flow, fault, (at, place.step, str(part)))
    rule = cast("dict[str, Any]", part) if type(part) is dict else {}
    if fault.code == "rule:invalid":
        return _invalid(flow, at, place.step, rule)
    if fault.code == "rule:unknown_operator":
        return _unknown_operator(flow, at, place.step, rule)
    found = rule.get("value") if fault.code == "rule:bad_pattern" else None
    return flow.issue(fault.code, at, place.step, found=found, most=LIMITS.rule_depth)


def _unknown_operator(flow: Flow, at: Path, step: str | None, rule: dict[str, Any]) -> Issue:
    name = str(rule.get("operator"))[:60]
    foreign = _FOREIGN.get(name.strip().lower())
    meant = Meant(foreign, sure=True) if foreign else flow.meant("operators", name, (*OPERATORS, *ALIASES))
    near = ALIASES.get(meant.word, meant.word) if meant else None
    fix = (
        _if_sound(flow, (*at, "operator"), rule | {"operator": near}, near)
        if near and meant and meant.sure
        else None
    )
    told = {"found": name, "nearest": near, "others": tuple(OPERATORS)}
    return flow.issue("rule:unknown_operator", at, step, fix=fix, **told)


def _invalid(flow: Flow, at: Path, step: str | None, rule: dict[str, Any]) -> Issue:
    field = rule.get("field")
    path = parse_path(field) if type(field) is str else None
    if type(field) is str and path is None:
        inner = compile_text(field.strip())
        if inner.is_alone and field.strip()[2:-2].strip() == (name := ".".join(inner.paths[0])):
            fix = _if_sound(flow, (*at, "field"), rule | {"field": name}, name)
            return flow.issue("rule:invalid", at, step, fix=fix)
    if path is None or path[0] in ALL_SCOPES:
        return flow.issue("rule:invalid", at, step)
    meant = flow.meant("scopes", path[0], ALL_SCOPES)
    fix = None
    if meant and meant.sure:
        name = ".".join((meant.word, *path[1:]))
        fix = _if_sound(flow, (*at, "field"), rule | {"field": name}, name)
    near = meant.word if meant else None
    return flow.issue("variable:unknown_scope", (*at, "field"), step, fix=fix, found=path[0], nearest=near)


def _if_sound(flow: Flow, at: Path, rule: dict[str, Any], written: str) -> Fix | None:
    """Only where nothing else is wrong with the rule as it would be."""
    return setting(flow, at, written, "write", name=written) if not compile_rules(rule).faults else None
