"""The parts of a bot that presets are made of, as they are written in its document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .words import Words

type Json = dict[str, Any]
type Number = int | float | Decimal
type Place = tuple[Number, Number]

OPEN = ""  # where a connection leads whose target is still to be chosen
ACROSS, DOWN = 320, 200  # how far apart steps stand on the canvas
HERE = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a preset makes; the first step is the one that keeps the preset."""

    steps: list[Json]
    requests: list[Json] = field(default_factory=list[Json])


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the parts of one preset are to stand. Their ids are made of `id`, that of its first step."""

    id: str
    name: str
    at: Place
    language: str

    def of(self, role: str = "") -> str:
        """The id of the part with that role; without one, of the first step."""
        return f"{self.id}_{role}" if role else self.id

    def own(self, what: str) -> str:
        """A variable of the preset's own."""
        return f"session.{self.of(what)}"

    def say(self, words: Words) -> str:
        return words.in_language(self.language)

    def step(
        self, role: str = "", title: Words | None = None, at: tuple[int, int] = HERE, **parts: Any
    ) -> Json:
        """`at`: how many places across and down from the first step; empty parts are left out."""
        across, down = at
        return {
            "id": self.of(role),
            "name": self.name if title is None else f"{self.name}: {self.say(title)}",
            "position": {"x": self.at[0] + across * ACROSS, "y": self.at[1] + down * DOWN},
            **{key: part for key, part in parts.items() if part},
        }

    def group(self, ways: Sequence[Json], role: str = "", **parts: Any) -> Json:
        """`role`: that of its step, with a word of its own where the step has several groups."""
        return {"id": self.of(role), **{k: v for k, v in parts.items() if v}, "connections": [*ways]}

    def way(self, role: str, name: Words | str, to: str = OPEN, **parts: Any) -> Json:
        """A connection; `rules` and `set` as in the document."""
        shown = name if isinstance(name, str) else self.say(name)
        return {"id": self.of(role), "name": shown, **{k: v for k, v in parts.items() if v}, "to": to}


def rule(name: str, operator: str, value: Any = None, **more: Any) -> Json:
    """One comparison of the variable `name`."""
    given = {} if value is None else {"value": value}
    return {"field": name, "operator": operator, **given, **more}


def all_of(*rules: Json) -> Json:
    return {"condition": "AND", "rules": [*rules]}


def any_of(*rules: Json) -> Json:
    return {"condition": "OR", "rules": [*rules]}


def put(variable: str, value: Any) -> Json:
    return {"variable": variable, "value": value}


def add(variable: str, value: Any) -> Json:
    return {"variable": variable, "op": "add", "value": value}


def clear(variable: str) -> Json:
    return {"variable": variable, "op": "clear"}


def shows(path: str) -> str:
    """The placeholder of a variable, perhaps with filters."""
    return f"{{${path}$}}"
