"""Variables that are written or declared: what is refused, what is no variable (flow-language.md 2)."""

import re
from collections.abc import Iterator

from ..document import BotDocument
from ..limits import LIMITS
from ..paths import ALL_SCOPES, WRITABLE_SCOPES, parse_path
from ..values import encode
from .fixing import setting
from .flow import Flow
from .issue import Fix, Issue, Path

_TEMPLATE_WRITES = frozenset({"template", "user", "channel"})
_wrapped = re.compile(r"\s*\{\$\s*([^\s|{}$']+)\s*\$\}\s*|\s+([^\s{}]+)\s*|([^\s{}]+)\s+").fullmatch


def check_writes(flow: Flow) -> Iterator[Issue]:
    """The writes of groups and connections, outputs of templates, initial values and secrets."""
    for place in flow.settings:
        yield from _write(flow, (*place.at, "variable"), place.step, place.setting.variable)
    for at, step in flow.steps_seen:
        outputs = step.template.outputs if step.template else {}
        for name, outer in outputs.items():
            yield from _write(flow, (*at, "template", "outputs", name), step.id, outer)
    if flow.focus.sees_bot:
        yield from _declared(flow)


def _write(flow: Flow, at: Path, step: str | None, variable: str) -> Iterator[Issue]:
    path = flow.reader.field(variable)
    if path is not None and len(path) > 1 and path[1] != "id" and path[0] in _writable(flow):
        return
    path = parse_path(variable)
    if path is None:
        yield flow.issue("variable:bad_path", at, step, fix=_unwrapped(flow, at, variable), found=variable)
    elif path[0] not in ALL_SCOPES:
        meant = flow.meant("writable scopes", path[0], WRITABLE_SCOPES)
        fix = None
        if meant and meant.sure and meant.word in _writable(flow) and path[1:] and path[1] != "id":
            name = ".".join((meant.word, *path[1:]))
            fix = setting(flow, at, name, "write", name=name)
        near = meant.word if meant else None
        yield flow.issue("variable:unknown_scope", at, step, fix=fix, found=path[0], nearest=near)
    else:
        yield flow.issue("variable:read_only", at, step, found=variable)


def _unwrapped(flow: Flow, at: Path, variable: str) -> Fix | None:
    """A placeholder, or a path with spaces around it, where the path itself is meant."""
    found = _wrapped(variable)
    name = next(filter(None, found.groups()), "") if found else ""
    path = parse_path(name)
    if path is None or len(path) < 2 or path[0] not in _writable(flow) or path[1] == "id":
        return None
    return setting(flow, at, name, "write", name=name)


def _writable(flow: Flow) -> frozenset[str]:
    return _BOT_WRITES if flow.is_bot else _TEMPLATE_WRITES


_BOT_WRITES = WRITABLE_SCOPES - {"template"}


def _bare(own: str, key: str) -> str | None:
    """Its name, where it was declared with the scope before it."""
    name = key.removeprefix(f"{own}.")
    return name if name != key and "." not in name and parse_path(key) is not None else None


def _declared(flow: Flow) -> Iterator[Issue]:
    own = "bot" if flow.is_bot else "template"
    for key, value in flow.document.variables.items():
        at = (*flow.under, "variables", key)
        if len(encode(value)) > LIMITS.variable_size:
            yield flow.issue("variable:too_large", at, found=key, most=LIMITS.variable_size // 1024)
        if parse_path(f"{own}.{key}") is None or "." in key:
            # No fix: it would tell all the values beside it, secret ones too.
            yield flow.issue("variable:bad_path", at, found=key, nearest=_bare(own, key))
    if isinstance(flow.document, BotDocument):
        for number, variable in enumerate(flow.document.secrets):
            path = parse_path(variable)
            if path is None or path[0] not in WRITABLE_SCOPES or len(path) == 1:
                at = (*flow.under, "secrets", number)
                fix = _unwrapped(flow, at, variable) if path is None else None
                yield flow.issue("variable:bad_path", at, fix=fix, found=variable)
