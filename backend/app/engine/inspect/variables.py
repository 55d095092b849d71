"""Variables: writes that are refused, reads of what is never there (flow-language.md 2)."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..document import BotDocument
from ..limits import LIMITS
from ..paths import ALL_SCOPES, WRITABLE_SCOPES, Path, parse_path
from ..values import encode
from .flow import Flow
from .issue import Issue
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
_TEMPLATE_WRITES = frozenset({"template", "user", "channel"})
_HIDDEN_IN_TEMPLATE = frozenset({"bot", "session"})


class Read(NamedTuple):
    at: At
    step: str | None
    path: Path


class Written(NamedTuple):
    """Keys of a scope; `mentioned` are those that code names: it may write them, nobody knows."""

    names: frozenset[str]
    mentioned: frozenset[str]

    def has(self, key: str) -> bool:
        return key in self.names or key in self.mentioned


def check_variables(flow: Flow) -> Iterator[Issue]:
    """Scopes of persons and places are not judged: channels and other bots write there too."""
    for place in flow.settings:
        yield from _write(flow, (*place.at, "variable"), place.step, place.setting.variable)
    for number, step in enumerate(flow.document.steps):
        outputs = step.template.outputs if step.template else {}
        for name, outer in outputs.items():
            at = (*flow.under, "steps", number, "template", "outputs", name)
            yield from _write(flow, at, step.id, outer)
    written = _written(flow)
    for read in reads(flow):
        yield from _read(flow, read, written)
    yield from _declared(flow)


def reads(flow: Flow) -> Iterator[Read]:
    """Every variable that a text or a rule reads, with its place."""
    for text in flow.texts:
        for path in text.template.paths if text.template else ():
            yield Read(text.at, text.step, path)
    for rules in flow.rule_sets:
        for path in rules.compiled.paths:
            yield Read(rules.at, rules.step, path)


def _write(flow: Flow, at: At, step: str | None, variable: str) -> Iterator[Issue]:
    path = parse_path(variable)
    if path is None:
        yield flow.issue("variable:bad_path", at, step, found=variable)
    elif path[0] not in ALL_SCOPES:
        near = flow.nearest(path[0], WRITABLE_SCOPES)
        yield flow.issue("variable:unknown_scope", at, step, found=path[0], nearest=near)
    elif path[0] not in _writable(flow) or len(path) == 1 or path[1] == "id":
        yield flow.issue("variable:read_only", at, step, found=variable)


def _writable(flow: Flow) -> frozenset[str]:
    return WRITABLE_SCOPES - {"template"} if flow.is_bot else _TEMPLATE_WRITES


def _written(flow: Flow) -> Mapping[str, Written]:
    """What may be written of the scopes that only this document writes."""
    keys: dict[str, set[str]] = {scope: set(names) for scope, names in _PRESENT.items()}
    own = "bot" if flow.is_bot else "template"
    keys[own] |= flow.document.variables.keys()
    if not isinstance(flow.document, BotDocument):
        keys[own] |= flow.document.inputs.get("properties", {}).keys()
    outputs = [
        outer for step in flow.document.steps if step.template for outer in step.template.outputs.values()
    ]
    for variable in [*(place.setting.variable for place in flow.settings), *outputs]:
        scope, _, rest = variable.partition(".")
        keys.setdefault(scope, set()).add(rest.partition(".")[0])
    mentioned = {match for place in flow.groups if place.group.code for match in _mention(place.group.code)}
    return {
        scope: Written(frozenset(keys[scope]), frozenset(key for of, key in mentioned if of == scope))
        for scope in _PRESENT
    }


def _read(flow: Flow, read: Read, written: Mapping[str, Written]) -> Iterator[Issue]:
    path = read.path
    scope, key = path[0], path[1] if len(path) > 1 else None
    shown = ".".join(path)
    if (scope == "template") is flow.is_bot and scope in {"template", *_HIDDEN_IN_TEMPLATE}:
        if scope == "template" or not flow.is_bot:
            yield flow.issue("variable:out_of_reach", read.at, read.step, found=shown)
    elif key is None:
        return
    elif scope in FIXED and key not in FIXED[scope]:
        near = _near(flow, scope, key, FIXED[scope])
        yield flow.issue("variable:unknown", read.at, read.step, found=shown, nearest=near)
    elif scope in written and not written[scope].has(key):
        near = _near(flow, scope, key, written[scope].names)
        yield flow.issue("variable:never_written", read.at, read.step, found=shown, nearest=near)


def _near(flow: Flow, scope: str, key: str, names: frozenset[str]) -> str | None:
    near = flow.nearest(key, names)
    return f"{scope}.{near}" if near else None


def _declared(flow: Flow) -> Iterator[Issue]:
    own = "bot" if flow.is_bot else "template"
    for key, value in flow.document.variables.items():
        at = (*flow.under, "variables", key)
        if len(encode(value)) > LIMITS.variable_size:
            yield flow.issue("variable:too_large", at, found=key, most=LIMITS.variable_size // 1024)
        if parse_path(f"{own}.{key}") is None or "." in key:
            yield flow.issue("variable:bad_path", at, found=key)
    if isinstance(flow.document, BotDocument):
        for number, variable in enumerate(flow.document.secrets):
            path = parse_path(variable)
            if path is None or path[0] not in WRITABLE_SCOPES or len(path) == 1:
                yield flow.issue("variable:bad_path", (*flow.under, "secrets", number), found=variable)
