"""What happened in a turn, for the author to look at (flow-language.md 8).

Recording is on the hot path: an entry is a tuple of its kind and its fields, shaped only when somebody asks.
"""

from collections.abc import Mapping
from typing import Any, cast

from .commands import SendMessage
from .faults import Problem
from .limits import LIMITS, Limits
from .masking import Secrets
from .paths import Path
from .text import cut
from .values import encode
from .work import RULE, TooMuchWork

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

_BETWEEN = "\n…\n"  # what is left out of a long print

_TIMES: Mapping[str, str] = {"event": "at", "timer": "due_at"}  # in UTC


class Trace:
    """Written during the turn, read after it; it is also the probe that rendering and testing write to."""

    __slots__ = (
        "_limits",
        "_problems",
        "dropped",
        "entries",
        "group",
        "left",
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
        self.left = limits.work
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
        """Takes (field, operator, value, actual, outcome); a rule is work too."""
        self.spend(RULE)
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

    def derived(self, path: Path, value: Any) -> None:
        """What filters made of a secret is one too."""
        if self.secrets is not None:
            self.secrets.derive(path, value)

    def spend(self, units: int) -> None:
        """TooMuchWork where that is more than is `left`."""
        self.left -= units
        if self.left < 0:
            raise TooMuchWork

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

    def packed(self) -> dict[str, Any]:
        """The trace as it is stored, entries as arrays, cut and masked; `shaped` unfolds it."""
        shown: dict[int, Any] = {}
        kept = [self._pack(entry, shown) for entry in self.entries]
        return {"entries": kept, "no_match": self.no_match, "dropped": self.dropped}

    def body(self) -> dict[str, Any]:
        """`{entries: [{kind, …}], no_match, dropped}`, values cut and secrets masked."""
        return shaped(self.packed())

    def _pack(self, entry: Entry, shown: dict[int, Any]) -> Entry:
        """`shown`: previews by the identity of what they show, which the entries keep alive."""
        if entry[0] == "print":
            return entry[0], self._printed(entry[1])
        surely_short = 0 if self.secrets is not None else self._limits.trace_preview // 4
        for value in entry:
            kind = value.__class__
            if (kind is str and len(value) >= surely_short) or kind is dict or kind is list:
                return entry[0], *[self._seen(part, shown) for part in entry[1:]]
        return entry

    def _seen(self, value: Any, shown: dict[int, Any]) -> Any:
        key = id(value)
        if key not in shown:
            shown[key] = self._preview(value)
        return shown[key]

    def _printed(self, text: str) -> str:
        """Its beginning and its end: what was printed last is what its author looks for."""
        seen: str = text if self.secrets is None else self.secrets.mask(text)
        most = self._limits.trace_preview
        if cut(seen, most) == seen:
            return seen
        half = (most - len(_BETWEEN.encode())) // 2
        return cut(seen, half) + _BETWEEN + seen.encode()[-half:].decode(errors="ignore")

    def _preview(self, value: Any) -> Any:
        """Masked before it is cut: half a secret is one too."""
        seen: Any = value if self.secrets is None else self.secrets.mask(value)
        kind = cast("type[Any]", type(seen))
        most = self._limits.trace_preview
        if kind is str:
            return _cut(seen, most)
        if kind is dict or kind is list:
            written = encode(seen)
            return seen if len(written) <= most else written[:most].decode(errors="ignore") + "…"
        return seen


def shaped(packed: Mapping[str, Any]) -> dict[str, Any]:
    """A stored trace with each entry's fields by name."""
    entries = [
        {"kind": kind, **dict(zip(FIELDS[kind], fields, strict=True))} for kind, *fields in packed["entries"]
    ]
    for entry in entries:
        name = _TIMES.get(entry["kind"])
        if name is not None and isinstance(entry[name], str):
            entry[name] = entry[name].removesuffix("+00:00") + "Z" * entry[name].endswith("+00:00")
    return {**packed, "entries": entries}


def _cut(text: str, most: int) -> str:
    kept = cut(text, most)
    return text if len(kept) == len(text) else kept + "…"
