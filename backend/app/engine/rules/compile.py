"""Rule sets compiled to closures; what cannot be tested is only a problem (flow-language.md 5)."""

from collections.abc import Callable
from typing import Any, cast

from ..faults import PROBLEM_CODES, Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES, Path, parse_path
from ..text import clean_text
from ..view import Probe, View
from ..work import SHORT, units_of
from .comparison import Check, Comparison
from .conversion import CONVERSIONS
from .operators import ALIASES, INVALID, OPERATORS, Operator, preparing, rate_of
from .values import READERS, RuleValue

type Test = Callable[[View, Probe], bool]
type _At = tuple[str | int, ...]

_UNKNOWN_OPERATOR = "rule:unknown_operator"
_CONDITIONS = frozenset({"and", "or"})
_FREE = 100  # units of work.py that are in the price of a rule


class CompiledRules:
    """`always`: nothing is tested (the ELSE)."""

    __slots__ = ("always", "faults", "paths", "test")

    def __init__(self, rules: Any, scopes: frozenset[str] = ALL_SCOPES) -> None:
        compiler = _Compiler(scopes)
        self.always = rules is None or rules == {}
        self.test: Test = _hold if self.always else compiler.node(rules, (), 1)
        self.faults = tuple(compiler.faults)
        self.paths: tuple[Path, ...] = tuple(dict.fromkeys(compiler.paths))


def compile_rules(rules: Any, scopes: frozenset[str] = ALL_SCOPES) -> CompiledRules:
    """Compiles any JSON value as a rule set; the faults found stand in it, nothing is raised."""
    return CompiledRules(rules, scopes)


class _UntestableError(ValueError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Compiler:
    """Gathers faults and paths on the way down."""

    def __init__(self, scopes: frozenset[str]) -> None:
        self._scopes = scopes
        self.faults: list[Fault] = []
        self.paths: list[Path] = []

    def node(self, rules: Any, at: _At, level: int) -> Test:
        try:
            return self._rule_or_group(rules, at, level)
        except _UntestableError as untestable:
            self.faults.append(Fault(code=untestable.code, message=str(untestable), at=at))
            return _untestable(untestable.code, rules)

    def _rule_or_group(self, rules: Any, at: _At, level: int) -> Test:
        if type(rules) is not dict:
            raise _UntestableError(INVALID, "a rule or a group is an object")
        members = cast("dict[str, Any]", rules)
        if "rules" in members or "condition" in members:
            return self._group(members, at, level)
        return self._rule(members, at)

    def _group(self, group: dict[str, Any], at: _At, level: int) -> Test:
        if level > LIMITS.rule_depth:
            raise _UntestableError(
                "rule:too_deep", f"groups are nested at most {LIMITS.rule_depth} levels deep"
            )
        condition, rules = group.get("condition"), group.get("rules")
        if type(condition) is not str or condition.lower() not in _CONDITIONS:
            raise _UntestableError(INVALID, "a group's condition is AND or OR")
        if type(rules) is not list:
            raise _UntestableError(INVALID, "a group's rules are a list")
        negated = _flag(group, "not")
        tests = [
            self.node(rule, (*at, "rules", position), level + 1)
            for position, rule in enumerate(cast("list[Any]", rules))
        ]
        return _joined(tests, all_of=condition.lower() == "and", negated=negated)

    def _rule(self, rule: dict[str, Any], at: _At) -> Test:
        path = self._field(rule)
        name, operator = _operator(rule)
        how = Comparison(type=_type(rule), ignore_case=_flag(rule, "ignore_case"))
        value = READERS[operator.reads](rule.get("value"), self._scopes)
        self.paths.extend((path, *value.paths))
        self.faults.extend(
            Fault(code=fault.code, message=fault.message, at=(*at, "value", *fault.at))
            for fault in value.faults
        )
        return _rule_test(path, name, (operator, value, how))

    def _field(self, rule: dict[str, Any]) -> Path:
        field = rule.get("field")
        path = parse_path(clean_text(field.strip())) if type(field) is str else None
        if path is None:
            raise _UntestableError(INVALID, "a rule has a field, the path of a variable")
        if path[0] not in self._scopes:
            raise _UntestableError(INVALID, f"unknown scope {path[0]}")
        return path


def _operator(rule: dict[str, Any]) -> tuple[str, Operator]:
    name = rule.get("operator")
    if type(name) is not str:
        raise _UntestableError(_UNKNOWN_OPERATOR, "a rule has an operator")
    operator = OPERATORS.get(ALIASES.get(name, name))
    if operator is None:
        raise _UntestableError(_UNKNOWN_OPERATOR, f"unknown operator {name[:40]}")
    return name, operator


def _type(rule: dict[str, Any]) -> str | None:
    name = rule.get("type")
    if name is not None and (type(name) is not str or name not in CONVERSIONS):
        raise _UntestableError(INVALID, f"a rule's type is one of {', '.join(CONVERSIONS)}")
    return name


def _flag(part: dict[str, Any], name: str) -> bool:
    flag = part.get(name)
    if flag is not None and type(flag) is not bool:
        raise _UntestableError(INVALID, f"{name} is true or false")
    return bool(flag)


def _rule_test(path: Path, name: str, parts: tuple[Operator, RuleValue, Comparison]) -> Test:
    operator, value, how = parts
    if value.render is not None:
        return _rendered_test(path, name, parts)
    check = operator.prepare(value.constant, how)
    if isinstance(check, str):
        raise _UntestableError(check, PROBLEM_CODES[check])
    return _constant_test((".".join(path), path), (name, operator), (check, value.constant))


def _constant_test(field: tuple[str, Path], how: tuple[str, Operator], parts: tuple[Check, Any]) -> Test:
    shown, path = field
    name, operator = how
    check, value = parts
    negated, rate = operator.negated, 0 if operator.reads == "nothing" else rate_of(check)
    short = _FREE // max(rate, 1) - SHORT

    def test(view: View, probe: Probe) -> bool:
        actual = view.read(path)
        if rate and not (actual.__class__ is str and len(actual) < short):
            probe.spend(units_of(actual, rate))
        outcome = check(actual, view) is not negated
        probe.rule(shown, name, value, actual, outcome)
        return outcome

    return test


def _rendered_test(path: Path, name: str, parts: tuple[Operator, RuleValue, Comparison]) -> Test:
    operator, source, how = parts
    shown, render, negated = ".".join(path), cast("Any", source.render), operator.negated

    def test(view: View, probe: Probe) -> bool:
        actual, value = view.read(path), render(view, probe)
        check = operator.prepare(value, how)
        probe.spend(preparing(check, value))
        if isinstance(check, str):
            probe.problem(check, field=shown, operator=name)
            outcome = False
        else:
            probe.spend(units_of(actual, rate_of(check)))
            outcome = check(actual, view) is not negated
        probe.rule(shown, name, value, actual, outcome)
        return outcome

    return test


def _joined(tests: list[Test], *, all_of: bool, negated: bool) -> Test:
    if len(tests) == 1 and not negated:
        return tests[0]
    # An AND ends at the first rule that fails, an OR at the first that holds.
    ends_at = not all_of

    def test(view: View, probe: Probe) -> bool:
        for inner in tests:
            if inner(view, probe) is ends_at:
                return ends_at is not negated
        return all_of is not negated

    return test


def _untestable(code: str, rules: Any) -> Test:
    members = cast("dict[str, Any]", rules) if type(rules) is dict else {}
    detail = {key: members[key] for key in ("field", "operator") if type(members.get(key)) is str}

    def test(_: View, probe: Probe) -> bool:
        probe.problem(code, **detail)
        return False

    return test


def _hold(_view: View, _probe: Probe) -> bool:
    return True
