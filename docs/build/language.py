"""Operators, filters and codes of problems, each tried where it can be."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.engine.faults import PROBLEM_CODES
from app.engine.placeholders import FILTERS, compile_text
from app.engine.rules import ALIASES, OPERATORS, compile_rules
from app.engine.values import encode
from app.engine.variables import Scopes
from tables import code, table

OPERATORS_TITLE = "Operators of rules"
OPERATORS_HEAD = """
What a rule compares with. Each was tried when this page was made, on a variable that makes it true. How
texts, numbers and dates are compared: [rules](../flow-language.md#5-rules).

"""
FILTERS_TITLE = "Filters of placeholders"
FILTERS_HEAD = """
What a value goes through on its way into a text: `{$ user.name | trim | upper $}`. Each was tried when this
page was made. What a filter cannot be applied to stays as it is:
[placeholders](../flow-language.md#3-placeholders).

"""
PROBLEMS_TITLE = "Problems"
PROBLEMS_HEAD = """
What goes wrong while a bot runs. It is written into the trace with its code, its step and its group, and the
conversation goes on; the editor shows it in the test chat and at the conversation. What is found without
running a bot is an [issue](../issues.md); what a call of the API is refused with, an
[error](../http.md#errors).

"""

NOW = datetime(2026, 1, 1, tzinfo=UTC)

# By operator: a value of the variable and what it is compared with.
TRIED_OPERATORS: Mapping[str, tuple[Any, Any]] = {
    "equal": ("10", 10),
    "not_equal": ("tea", "coffee"),
    "in": ("tea", ["tea", "coffee"]),
    "not_in": ("milk", ["tea", "coffee"]),
    "less": (9, 10),
    "less_or_equal": (10, 10),
    "greater": (11, 10),
    "greater_or_equal": (10, 10),
    "between": (5, [1, 10]),
    "not_between": (11, [1, 10]),
    "begins_with": ("/start now", "/start"),
    "not_begins_with": ("start", "/start"),
    "ends_with": ("photo.png", ".png"),
    "not_ends_with": ("photo.jpg", ".png"),
    "contains": ("two pizzas", "pizza"),
    "not_contains": ("two cakes", "pizza"),
    "is_empty": ("", None),
    "is_not_empty": ("tea", None),
    "is_null": (None, None),
    "is_not_null": ("", None),
    "matches": ("order 17", "[0-9]+"),
    "not_matches": ("order", "[0-9]+"),
}
# By filter: how it is written, and a value it is applied to.
TRIED_FILTERS: Mapping[str, tuple[str, Any]] = {
    "default": ("default:'friend'", None),
    "upper": ("upper", "Ada"),
    "lower": ("lower", "Ada"),
    "capitalize": ("capitalize", "ada lovelace"),
    "trim": ("trim", "  Ada "),
    "replace": ("replace:' ','-'", "one two"),
    "first": ("first", ["tea", "coffee"]),
    "last": ("last", ["tea", "coffee"]),
    "join": ("join:', '", ["tea", "coffee"]),
    "length": ("length", ["tea", "coffee"]),
    "json": ("json", {"cups": 2}),
    "number": ("number:2", 3.14159),
    "date": ("date:'%d.%m.%Y'", "2026-03-29"),
}


class _Trial:
    """A probe that takes nothing but what goes well."""

    def rule(self, *_told: Any) -> None:
        pass

    def problem(self, code: str, **detail: Any) -> None:
        raise ValueError(f"{code}: {detail}")

    def derived(self, *_told: Any) -> None:
        pass

    def spend(self, _units: int) -> None:
        pass


def operators() -> str:
    """One row an operator, in the order of the registry."""
    others: dict[str, list[str]] = {}
    for alias, name in ALIASES.items():
        others.setdefault(name, []).append(code(alias))
    rows = [(code(name), ", ".join(others.get(name, ())), *_held(name)) for name in OPERATORS]
    return OPERATORS_HEAD + table(("operator", "also", "holds for", "compared with"), rows)


def filters() -> str:
    """One row a filter, in the order of the registry."""
    rows = [(code(name), *_filtered(name)) for name in FILTERS]
    return FILTERS_HEAD + table(("filter", "written", "of", "gives"), rows)


def problems() -> str:
    """One row a code, in the order of the registry."""
    rows = [(code(name), words) for name, words in PROBLEM_CODES.items()]
    return PROBLEMS_HEAD + table(("code", "what it says"), rows)


def _held(name: str) -> tuple[str, str]:
    actual, value = TRIED_OPERATORS[name]
    reads_nothing = OPERATORS[name].reads == "nothing"
    rule = {"field": "session.value", "operator": name, **({} if reads_nothing else {"value": value})}
    if not compile_rules(rule).test(_scopes(actual), _Trial()):
        raise ValueError(f"{name} does not hold for {actual!r} and {value!r}")
    return _json(actual), "" if reads_nothing else _json(value)


def _filtered(name: str) -> tuple[str, str, str]:
    written, value = TRIED_FILTERS[name]
    given = compile_text("{$session.value | " + written + "$}").render(_scopes(value), _Trial())
    return code(written), _json(value), _json(given)


def _scopes(value: Any) -> Scopes:
    return Scopes({"session": {"value": value}}, now=NOW)


def _json(value: Any) -> str:
    return code(encode(value).decode())
