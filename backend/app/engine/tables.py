"""Table tests of rules and placeholders (flow-language.md 9, tables)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from .paths import Path
from .placeholders import Rendered, compile_text, compile_value
from .rules import compile_rules
from .rules.comparison import same
from .text import json_text
from .values import clean
from .variables import Scopes
from .view import Probe, View

type Mode = Callable[[Any, View, Probe], Any]

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_KEYS = frozenset({"name", "context", "expect", "problems"})


class Recorder:
    """A probe that keeps what it was told."""

    __slots__ = ("problems", "rules")

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.rules: list[tuple[str, str, Any, Any, bool]] = []

    def rule(self, *tested: Any) -> None:
        self.rules.append(cast("tuple[str, str, Any, Any, bool]", tested))

    def problem(self, code: str, **_detail: Any) -> None:
        self.problems.append(code)

    def derived(self, path: Path, value: Any) -> None:
        """Nothing in a case is secret."""

    def spend(self, units: int) -> None:
        """A case is small."""


def run_case(case: Any) -> list[str]:
    """The differences between what a case expects and what is; none: it passed. Never raises."""
    faults = _malformed(case)
    if faults:
        return faults
    members = cast("dict[str, Any]", case)
    probe = Recorder()
    view = Scopes(clean(members.get("context") or {}), now=_NOW)
    actual = _outcome(members, view, probe)
    differences: list[str] = []
    if not same(actual, clean(members["expect"])):
        differences.append(f"expected {json_text(members['expect'])}, got {json_text(actual)}")
    if "problems" in members and members["problems"] != probe.problems:
        differences.append(
            f"expected problems {json_text(members['problems'])}, got {json_text(probe.problems)}"
        )
    return differences


def _outcome(case: dict[str, Any], view: Scopes, probe: Recorder) -> Any:
    if "rules" in case:
        return compile_rules(case["rules"]).test(view, probe)
    return MODES[case["mode"]](case["template"], view, probe)


def _as_json(template: Any, view: View, probe: Probe) -> Any:
    if type(template) is str:
        return compile_text(template).render_json_text(view, probe)
    return compile_value(template).render(view, probe)


def _with(render: Callable[[Rendered, View, Probe], Any]) -> Mode:
    return lambda template, view, probe: render(compile_value(template), view, probe)


MODES: dict[str, Mode] = {
    "text": _with(Rendered.render),
    "message": _with(Rendered.render_text),
    "url": _with(Rendered.render_url),
    "json": _as_json,
}


def _malformed(case: Any) -> list[str]:
    if type(case) is not dict:
        return ["a case is an object"]
    members = cast("dict[str, Any]", case)
    kind = {"rules"} if "rules" in members else {"template", "mode"}
    faults = [f"{key} is missing" for key in sorted((kind | {"expect"}) - members.keys())]
    faults += [f"unknown key {key}" for key in sorted(members.keys() - kind - _KEYS)]
    if "mode" in kind & members.keys() and members["mode"] not in list(MODES):
        faults.append(f"mode is one of {', '.join(MODES)}")
    if not isinstance(members.get("context") or {}, dict):
        faults.append("context is an object of scopes")
    return faults
