"""What happened in a turn, for the author to look at (flow-language.md 8).

Recording is on the hot path: an entry is a tuple of its kind and its fields, shaped only when somebody asks.
"""

from collections.abc import Mapping
from typing import Any, cast

from .commands import SendMessage
from .faults import Problem
from .limits import LIMITS, Limits
from .masking import Secrets
from .text import cut, json_text
from .values import encode

type Entry = tuple[Any, ...]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "event": ("type", "at", "content"),
    "step": ("step",),
    "group": ("group", "type", "on", "step"),
    "work": ("group", "result"),
    "rule": ("field", "operator", "value", "actual", "outcome"),
    "connection": ("connection", "name", "to", "taken"),
    "handled": ("group", "elapsed_us"),
    "set": ("variable", "op", "before", "after"),
    "message": ("id", "text", "buttons"),
    "problem": ("code", "step", "group", "detail"),
    "print": ("text",),
    "no_match": ("step",),
    "timer": ("change", "id", "group", "due_at"),
    "finish": ("step",),
}


class Trace:
    """Written during the turn, read after it; it is also the probe that rendering and testing write to."""

    __slots__ = (
        "_limits",
        "_problems",
        "dropped",
        "entries",
        "group",
        "secrets",
        "step",
        "taken",
        "unmatched",
    )

    def __init__(self, limits: Limits = LIMITS, secrets: Secrets | None = None) -> None:
        self._limits = limits
        self._problems: list[Problem] = []
        self.entries: list[Entry] = []
        self.dropped = 0
        self.secrets = secrets
        self.step: str | None = None
        self.group: str | None = None
        self.taken = False
        self.unmatched = False

    def add(self, *entry: Any) -> None:
        """An entry of FIELDS: its kind, then its fields."""
        if len(self.entries) < self._limits.trace_entries:
            self.entries.append(entry)
        else:
            self.dropped += 1

    def rule(self, *tested: Any) -> None:
        """Takes (field, operator, value, actual, outcome)."""
        if len(self.entries) < self._limits.trace_entries:
            self.entries.append(("rule", *tested))
        else:
            self.dropped += 1

    def problem(self, code: str, **detail: Any) -> None:
        """Met at the step and group the trace stands at."""
        problem = Problem(code=code, step=self.step, group=self.group, detail=detail)
        if len(self._problems) < self._limits.trace_entries:
            self._problems.append(problem)
        self.add("problem", code, self.step, self.group, detail)

    def sent(self, message: SendMessage) -> None:
        self.add("message", message.id, message.text, message.buttons)

    def nothing_taken(self, place: str | None) -> None:
        self.unmatched = True
        self.add("no_match", place)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """In the order they were met."""
        return tuple(self._problems)

    @property
    def no_match(self) -> bool:
        """Groups were handled and nothing was taken in the whole turn."""
        return self.unmatched and not self.taken

    def body(self) -> dict[str, Any]:
        """`{entries: [{kind, …}], no_match, dropped}`, values cut and secrets masked, ready to be stored."""
        shown = [self._shape(entry) for entry in self.entries]
        return {"entries": shown, "no_match": self.no_match, "dropped": self.dropped}

    def _shape(self, entry: Entry) -> dict[str, Any]:
        kind = entry[0]
        shaped: dict[str, Any] = {"kind": kind}
        surely_short = 0 if self.secrets is not None else self._limits.trace_preview // 4
        for name, value in zip(FIELDS[kind], entry[1:], strict=True):
            plain = value is None or type(value) is bool
            plain = plain or (type(value) is str and len(value) < surely_short)
            shaped[name] = value if plain else self._preview(value)
        return shaped

    def _preview(self, value: Any) -> Any:
        """Masked before it is cut: half a secret is one too."""
        seen: Any = value if self.secrets is None else self.secrets.mask(value)
        kind = cast("type[Any]", type(seen))
        most = self._limits.trace_preview
        if kind is str:
            return _cut(seen, most)
        if kind is dict or kind is list:
            return seen if len(encode(seen)) <= most else _cut(json_text(seen), most)
        return seen


def _cut(text: str, most: int) -> str:
    kept = cut(text, most)
    return text if len(kept) == len(text) else kept + "…"
