"""What texts and rule sets say, read without being made ready to run; the same text is read once."""

from typing import Any, NamedTuple, cast

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES, Path, parse_path
from ..placeholders import compile_text
from ..rules import ALIASES, OPERATORS, compile_rules
from ..rules.conversion import CONVERSIONS
from .pattern_cost import MOST_PATTERNS, pattern_cost

_OPENING, _CLOSING = "{$", "$}"
_ANY_VALUE = frozenset(name for name, one in OPERATORS.items() if one.reads != "pattern") - {
    "between",
    "not_between",
}
_NAMES = frozenset(_ANY_VALUE | {name for name, meant in ALIASES.items() if meant in _ANY_VALUE})
_NO_VALUE = frozenset(name for name, one in OPERATORS.items() if one.reads == "nothing")
_CONDITIONS = frozenset({"and", "or", "AND", "OR"})
_FLAGS = frozenset({bool, type(None)})


class Reading(NamedTuple):
    """The variables that are read, and what cannot be; `is_whole`: all of it was looked at."""

    paths: tuple[Path, ...]
    faults: tuple[Fault, ...] = ()
    is_whole: bool = True

    @property
    def is_sound(self) -> bool:
        return self.is_whole and not self.faults


_NOTHING = Reading(())
_TOO_MANY = Fault(
    code="rule:bad_pattern", message="the bot has too many regular expressions, or too large ones"
)
_NOT_READ = Reading((), (_TOO_MANY,), is_whole=False)


class Reader:
    """Of one document. What is simple is read here; the rest is compiled, which gives the same."""

    def __init__(self) -> None:
        self._texts: dict[str, Reading] = {}
        self._alone: dict[str, tuple[Path, ...] | None] = {}
        self._fields: dict[str, Path | None] = {}
        self._patterns_left = MOST_PATTERNS
        self._patterns: set[str] = set()

    def text(self, text: str) -> Reading:
        """A text with its placeholders."""
        if _OPENING not in text:
            return _NOTHING
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = self._by_placeholder(text) or _compiled(text)
        return known

    def rules(self, rules: Any) -> Reading:
        """A rule set; where a document has more patterns than anybody writes, the last are faults."""
        paths: list[Path] = []
        if self._simple(rules, paths, 1):
            return Reading(tuple(dict.fromkeys(paths)))
        self._patterns_left -= pattern_cost(rules, self._patterns)
        if self._patterns_left < 0 or len(self._patterns) > LIMITS.patterns:
            return _NOT_READ
        compiled = compile_rules(rules)
        return Reading(compiled.paths, compiled.faults)

    def field(self, field: str) -> Path | None:
        """A rule's field as a path of a known scope."""
        if field not in self._fields:
            path = parse_path(field)
            self._fields[field] = path if path and path[0] in ALL_SCOPES else None
        return self._fields[field]

    def _by_placeholder(self, text: str) -> Reading | None:
        found: list[Path] = []
        start = text.find(_OPENING)
        while start >= 0:
            end = text.find(_CLOSING, start + 2) + 2
            paths = self._placeholder(text[start:end]) if end > start else None
            if paths is None:
                return None
            found += paths
            start = text.find(_OPENING, end)
        return Reading(tuple(dict.fromkeys(found)))

    def _placeholder(self, text: str) -> tuple[Path, ...] | None:
        if text not in self._alone:
            template = compile_text(text)
            self._alone[text] = template.paths if template.is_alone and not template.faults else None
        return self._alone[text]

    def _simple(self, rules: Any, paths: list[Path], level: int) -> bool:
        if type(rules) is not dict:
            return False
        members = cast("dict[str, Any]", rules)
        inner = members.get("rules")
        if inner is None and "condition" not in members and "rules" not in members:
            return self._simple_rule(members, paths)
        if type(inner) is not list or level > LIMITS.rule_depth or type(members.get("not")) not in _FLAGS:
            return False
        condition = members.get("condition")
        if type(condition) is not str or condition not in _CONDITIONS:
            return False
        return all(self._simple(part, paths, level + 1) for part in cast("list[Any]", inner))

    def _simple_rule(self, rule: dict[str, Any], paths: list[Path]) -> bool:
        field, operator, kind = rule.get("field"), rule.get("operator"), rule.get("type")
        if type(field) is not str or type(operator) is not str or operator not in _NAMES:
            return False
        path = self.field(field)
        fits = path is not None and (kind is None or (type(kind) is str and kind in CONVERSIONS))
        if not fits or type(rule.get("ignore_case")) not in _FLAGS:
            return False
        paths.append(cast("Path", path))
        return operator in _NO_VALUE or self._simple_value(rule.get("value"), paths)

    def _simple_value(self, value: Any, paths: list[Path]) -> bool:
        if type(value) is str:
            reading = self.text(value)
            paths += reading.paths
            return not reading.faults
        if type(value) is list:
            parts = cast("list[Any]", value)
            return all(type(part) is not list and self._simple_value(part, paths) for part in parts)
        return value is None or type(value) in {bool, int, float}


def _compiled(text: str) -> Reading:
    template = compile_text(text)
    return Reading(template.paths, template.faults)
