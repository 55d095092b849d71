"""A rule set tried by itself with variables an author gives: the whole, and each of its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from app.engine import LIMITS, values
from app.engine.inspect.pattern_cost import pattern_cost
from app.engine.rules import compile_rules
from app.engine.rules.cost import are_too_many
from app.engine.tables import Recorder
from app.engine.text import cut
from app.engine.variables import Scopes
from app.engine.work import RULE, TooMuchWork
from app.kit import clock
from app.kit.errors import InvalidInput

from ..parts.rendering import scopes_of

PARTS = 500  # rules and groups of a set
SHOWN = 500  # characters of a value

type At = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A rule or a group at `at`, tested as if it stood alone; `expected` and `actual` of a rule, cut."""

    at: At
    holds: bool
    problems: tuple[str, ...]
    expected: Any = None
    actual: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Whether the set holds, and its parts in the order they are written, itself first."""

    holds: bool
    problems: tuple[str, ...]
    parts: tuple[Part, ...]


class _Metered(Recorder):
    """As much work as a turn has, for all parts together."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def rule(self, *tested: Any) -> None:
        self.spend(RULE)
        super().rule(*tested)

    def spend(self, units: int) -> None:
        self.left -= units
        if self.left < 0:
            raise TooMuchWork


def try_rules(rules: Any, variables: Mapping[str, Any], timezone: str | None) -> Tried:
    """For a thread. InvalidInput `rules:too_large` where it is more than a person writes."""
    clean = values.clean(rules)
    places = list(_places(clean, (), 1))
    if len(places) > PARTS or _has_too_many_patterns(clean):
        raise InvalidInput(
            "rules:too_large", f"At most {PARTS} conditions can be tried at once.", limit=PARTS
        )
    view = Scopes(values.clean(scopes_of(variables)), now=clock.now(), timezone=timezone)
    given = view.root("system")
    if given:
        view.put("system", {**view.system, **given})
    left = LIMITS.work
    parts: list[Part] = []
    for at, part in places:
        tested, left = _tested(part, at, view, left)
        parts.append(tested)
    whole = parts[0]
    return Tried(holds=whole.holds, problems=whole.problems, parts=tuple(parts))


def _tested(rules: Any, at: At, view: Scopes, left: int) -> tuple[Part, int]:
    probe = _Metered(left)
    try:
        holds = compile_rules(rules).test(view, probe)
    except TooMuchWork:
        raise InvalidInput("rules:too_large", "Testing this takes too long.", limit=LIMITS.work) from None
    problems = tuple(dict.fromkeys(probe.problems))
    if not _is_group(rules) and probe.rules:
        _, _, expected, actual, _ = probe.rules[0]
        part = Part(at=at, holds=holds, problems=problems, expected=_shown(expected), actual=_shown(actual))
    else:
        part = Part(at=at, holds=holds, problems=problems)
    return part, probe.left


def _places(rules: Any, at: At, level: int) -> Iterator[tuple[At, Any]]:
    """Groups beyond what the language nests are tested with the group they stand in only."""
    yield at, rules
    inner = cast("dict[str, Any]", rules).get("rules") if _is_group(rules) else None
    if type(inner) is list and level <= LIMITS.rule_depth:
        for place, part in enumerate(cast("list[Any]", inner)):
            yield from _places(part, (*at, "rules", place), level + 1)


def _is_group(rules: Any) -> bool:
    return type(rules) is dict and ("rules" in rules or "condition" in rules)


def _has_too_many_patterns(rules: Any) -> bool:
    known: set[str] = set()
    pattern_cost(rules, known)
    return are_too_many(known)


def _shown(value: Any) -> Any:
    if type(value) is str:
        return _cut(value)
    if type(value) is list or type(value) is dict:
        written = values.encode(value).decode(errors="replace")
        return value if len(written) <= SHOWN else _cut(written)
    return value


def _cut(text: str) -> str:
    kept = cut(text, SHOWN)
    return text if len(kept) == len(text) else kept + "…"
