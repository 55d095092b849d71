"""What a turn did, told from its trace (flow-language.md 8) in few words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .untrusted import cut

type Entry = Mapping[str, Any]
type Mark = Callable[[Any], Any]  # how a value that came from outside is shown


@dataclass(slots=True)
class Story:
    """`entered`: steps in order; `taken`: connections; `changed`: variables as they were left."""

    entered: list[str] = field(default_factory=list[str])
    taken: list[str] = field(default_factory=list[str])
    changed: dict[str, Any] = field(default_factory=dict[str, Any])
    problems: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    prints: list[Any] = field(default_factory=list[Any])

    def as_json(self) -> dict[str, Any]:
        """Without what is empty."""
        return {name: told for name in self.__slots__ if (told := getattr(self, name))}


def story_of(entries: Iterable[Entry], mark: Mark = cut) -> Story:
    """The short of it."""
    story, group = Story(), ""
    for entry in entries:
        if entry["kind"] == "group":
            group = entry["group"]
        elif entry["kind"] == "connection" and entry["taken"]:
            story.taken.append(f"{group}.{entry['connection']} -> {entry['to']}")
        elif entry["kind"] in _TELL:
            _TELL[entry["kind"]](story, entry, mark)
    return story


def reasons(entries: Iterable[Entry], mark: Mark) -> list[dict[str, Any]]:
    """Group by group, `at` the step the conversation stood at: each connection that was tried, the rules
    tested for it with what they saw, and whether it was taken."""
    groups: list[dict[str, Any]] = []
    rules: list[dict[str, Any]] = []
    for entry in entries:
        if entry["kind"] == "group":
            groups.append({"group": entry["group"], "at": entry["step"], "tried": []})
            rules = []
        elif entry["kind"] == "rule":
            rules.append(_rule(entry, mark))
        elif entry["kind"] == "connection" and groups:
            groups[-1]["tried"].append(_tried(entry, rules))
            rules = []
    return groups


def _tried(entry: Entry, rules: list[dict[str, Any]]) -> dict[str, Any]:
    called = {"name": entry["name"]} if entry.get("name") else {}
    told = {"connection": entry["connection"], **called, "to": entry["to"], "taken": entry["taken"]}
    return told | ({"rules": rules} if rules else {"why": "it has no rules: it always holds"})


def _rule(entry: Entry, mark: Mark) -> dict[str, Any]:
    said = {name: entry.get(name) for name in ("field", "operator")}
    # Its value has its placeholders filled by now: it may be what somebody said.
    compared = {"value": mark(entry.get("value")), "saw": mark(entry.get("actual"))}
    return {**cut(said), **compared, "held": entry.get("outcome")}


def _set(story: Story, entry: Entry, mark: Mark) -> None:
    story.changed[entry["variable"]] = mark(entry.get("after"))


def _problem(story: Story, entry: Entry, mark: Mark) -> None:
    told = {name: entry[name] for name in ("code", "step", "group") if entry.get(name)}
    detail = {"detail": mark(entry["detail"])} if entry.get("detail") else {}
    story.problems.append(told | detail)


def _print(story: Story, entry: Entry, mark: Mark) -> None:
    story.prints.append(mark(entry["text"]))


_TELL: Mapping[str, Callable[[Story, Entry, Mark], None]] = {
    "step": lambda story, entry, _: story.entered.append(entry["step"]),
    "print": _print,
    "set": _set,
    "problem": _problem,
}
