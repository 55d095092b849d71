"""Variables that are read and never there (flow-language.md 2)."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, cast

from ..document import BotDocument
from ..paths import Path
from .fixing import in_text, setting
from .flow import Flow, RulesPlace
from .issue import Fix, Issue
from .issue import Path as At

# What there is in the scopes nobody writes.
FIXED: Mapping[str, frozenset[str]] = {
    "message": frozenset({"id", "text", "params", "attachments", "button"}),
    "system": frozenset({"now", "date", "time", "weekday", "random"}),
    "event": frozenset({"type"}),
    "response": frozenset({"status", "ok", "headers", "body", "error", "elapsed_ms"}),
    "integration": frozenset({"ok", "result", "error"}),
}
# What is there although no set writes it.
_PRESENT: Mapping[str, frozenset[str]] = {
    "session": frozenset({"id"}),
    "bot": frozenset({"id", "name", "timezone"}),
    "template": frozenset(),
}
_mention = re.compile(r"\b(session|bot|template)\.([\w-]+)").findall
_HIDDEN_IN_TEMPLATE = frozenset({"bot", "session"})


class Verdict(NamedTuple):
    """What is wrong with reading a variable; `near`: the scope and key that were probably meant."""

    code: str
    near: str | None = None
    sure: bool = False


def check_reads(flow: Flow) -> Iterator[Issue]:
    """Scopes of persons and places are not judged: channels and other bots write there too."""
    known = _Known(flow)
    for at, step, text, reading in flow.texts:
        for path in reading.paths:
            verdict = known.verdict(path)
            if verdict is not None:
                fix = _in_text(flow, at, text, (path, verdict))
                yield _issue(flow, (at, step), path, verdict, fix)
    for rules in flow.rule_sets:
        for path in rules.reading.paths:
            verdict = known.verdict(path)
            if verdict is not None:
                yield _in_rules(flow, rules, path, verdict)


def _issue(flow: Flow, place: tuple[At, str | None], path: Path, verdict: Verdict, fix: Fix | None) -> Issue:
    at, step = place
    return flow.issue(verdict.code, at, step, fix=fix, found=".".join(path), nearest=verdict.near)


def _in_text(flow: Flow, at: At, text: str, wrong: tuple[Path, Verdict]) -> Fix | None:
    path, verdict = wrong
    if not verdict.sure or verdict.near is None:
        return None
    return in_text(flow, at, text, (".".join(path[:2]), verdict.near))


def _in_rules(flow: Flow, place: RulesPlace, path: Path, verdict: Verdict) -> Issue:
    """At the first rule that reads it."""
    for at, rule in _rules_of(place.rules, place.at):
        field = rule.get("field")
        if type(field) is str and flow.reader.field(field.strip()) == path:
            fix = None
            if verdict.sure and verdict.near:
                name = ".".join((verdict.near, *path[2:]))
                fix = setting(flow, (*at, "field"), name, "write", name=name)
            return _issue(flow, ((*at, "field"), place.step), path, verdict, fix)
        value = rule.get("value")
        if type(value) is str and path in flow.reader.text(value).paths:
            there = (*at, "value")
            fix = _in_text(flow, there, value, (path, verdict))
            return _issue(flow, (there, place.step), path, verdict, fix)
    return _issue(flow, (place.at, place.step), path, verdict, None)


def _rules_of(rules: Any, at: At) -> Iterator[tuple[At, dict[str, Any]]]:
    if type(rules) is not dict:
        return
    members = cast("dict[str, Any]", rules)
    if type(inner := members.get("rules")) is list:
        for place, part in enumerate(cast("list[Any]", inner)):
            yield from _rules_of(part, (*at, "rules", place))
    else:
        yield at, members


class _Known:
    """What can be there, and what was said of each variable already."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._said: dict[Path, Verdict | None] = {}

    def verdict(self, path: Path) -> Verdict | None:
        """None: nothing is wrong with reading it."""
        if path not in self._said:
            self._said[path] = self._judge(path)
        return self._said[path]

    def _judge(self, path: Path) -> Verdict | None:
        scope = path[0]
        hidden = {"template"} if self._flow.is_bot else _HIDDEN_IN_TEMPLATE
        if scope in hidden:
            return Verdict("variable:out_of_reach")
        if len(path) == 1:
            return None
        if scope in FIXED:
            return None if path[1] in FIXED[scope] else self._missing("variable:unknown", path, FIXED[scope])
        names = self._written.get(scope)
        if names is None or path[1] in names or (scope, path[1]) in self._mentioned:
            return None
        return self._missing("variable:never_written", path, names)

    def _missing(self, code: str, path: Path, names: frozenset[str]) -> Verdict:
        meant = self._flow.meant(f"{path[0]} variables", path[1], sorted(names))
        return Verdict(code, f"{path[0]}.{meant.word}", meant.sure) if meant else Verdict(code)

    @cached_property
    def _written(self) -> Mapping[str, frozenset[str]]:
        """Keys that may be written, of the scopes that only this document writes."""
        flow = self._flow
        keys: dict[str, set[str]] = {scope: set(names) for scope, names in _PRESENT.items()}
        own = "bot" if flow.is_bot else "template"
        keys[own] |= flow.document.variables.keys()
        if not isinstance(flow.document, BotDocument):
            keys[own] |= flow.document.inputs.get("properties", {}).keys()
        for variable in _writes(flow):
            scope, _, rest = variable.partition(".")
            if scope in keys:
                keys[scope].add(rest.partition(".")[0])
        return {scope: frozenset(names) for scope, names in keys.items()}

    @cached_property
    def _mentioned(self) -> frozenset[tuple[str, str]]:
        """What code names: it may write it, nobody knows."""
        codes = [place.group.code for place in self._flow.groups if place.group.code]
        return frozenset(found for code in codes for found in _mention(code))


def _writes(flow: Flow) -> Iterator[str]:
    """Of the whole document, in focus or not."""
    for place in flow.groups:
        for setting_ in place.group.set:
            yield setting_.variable
    for place in flow.connections:
        for setting_ in place.connection.set:
            yield setting_.variable
    for step in flow.document.steps:
        if step.template:
            yield from step.template.outputs.values()
