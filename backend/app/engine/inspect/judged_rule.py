"""One rule with constants only, tested against a value without a conversation (flow-language.md 5)."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, cast

from ..paths import Path
from ..rules import ALIASES, OPERATORS
from ..rules.comparison import Comparison

type Rule = Mapping[str, Any]


class _View:
    """Enough of a view to compare two constants: dates without a zone are in UTC."""

    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    zone: tzinfo = UTC

    def read(self, path: Path) -> Any:
        """Nothing is there."""
        del path


VIEW = _View()


def operator_of(rule: Rule) -> str:
    """Its name without aliases. The rule is well-formed."""
    name = cast("str", rule["operator"])
    return ALIASES.get(name, name)


def field_of(rule: Rule) -> str:
    return cast("str", rule["field"]).strip()


def is_constant(rule: Rule) -> bool:
    """Whether its value is what is written."""
    return not has_placeholder(rule.get("value"))


def has_placeholder(value: Any) -> bool:
    """Whether a value is filled in only when it is needed."""
    if type(value) is str:
        return "{$" in value
    if type(value) is list:
        return any(map(has_placeholder, cast("list[Any]", value)))
    return type(value) is dict and any(map(has_placeholder, cast("dict[str, Any]", value).values()))


def elements(value: Any) -> list[Any]:
    """What a value of `in` lists."""
    if type(value) is str:
        return [part.strip() for part in value.split(",") if part.strip()]
    if type(value) is list:
        return cast("list[Any]", value)
    return [] if value is None else [value]


def may_hold(rule: Rule, actual: Any) -> bool:
    """Whether it holds where its field has that value."""
    operator, given = OPERATORS[operator_of(rule)], rule.get("value")
    value = elements(given) if operator.reads == "elements" and type(given) is str else given
    how = Comparison(type=rule.get("type"), ignore_case=bool(rule.get("ignore_case")))
    check = operator.prepare(value, how)
    return isinstance(check, str) or check(actual, VIEW) is not operator.negated
