"""Ids of parts: unique in the bot, made where they are left out (flow-language.md 1)."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any, cast

from app.kit.errors import Conflict

from .faults import unfit
from .tree import LISTS, Json, part_id

_LETTERS = {"step": "s", "group": "g", "connection": "c", "request": "r", "note": "n"}


class Names:
    """The ids there are, by kind of part, and how often. `mark`: what those that are made end with."""

    def __init__(self, document: Json, mark: str = "") -> None:
        self._mark = mark
        self._taken: dict[str, Counter[str]] = {kind: Counter() for kind in (*_LETTERS, "template")}
        self._next: dict[str, Iterator[int]] = {kind: count(1) for kind in _LETTERS}
        for kind, part in _inside("bot", document):
            self._taken[kind][part_id(kind, part)] += 1

    def give(self, kind: str, part: Json) -> Json:
        """The part with every id it and its inner parts lack."""
        named = part if part.get("id") or kind == "template" else {**part, "id": self._free(kind)}
        if not isinstance(named.get("id"), str):
            raise unfit("An id is a text.", kind=kind)
        self._taken[kind][part_id(kind, named)] += 1
        for key, inner in LISTS.get(kind, {}).items():
            if named.get(key) is not None:
                named = {**named, key: [self.give(inner, one) for one in _parts(key, named[key])]}
        return named

    def forget(self, kind: str, part: Json) -> None:
        """The part is gone, with all that was in it."""
        self._taken[kind][part_id(kind, part)] -= 1
        for inner, one in _inside(kind, part):
            self._taken[inner][part_id(inner, one)] -= 1

    def check(self) -> None:
        """Conflict `change:id_taken` where two parts have one id."""
        for kind, taken in self._taken.items():
            for name, times in taken.items():
                if times > 1:
                    raise Conflict(
                        "change:id_taken", "Another part of this bot has this id.", kind=kind, id=name
                    )

    def _free(self, kind: str) -> str:
        taken = self._taken[kind]
        names = (f"{_LETTERS[kind]}{number}{self._mark}" for number in self._next[kind])
        return next(name for name in names if not taken[name])


def _parts(key: str, found: Any) -> list[Json]:
    """Later operations of the same change walk into these: nothing else may stand there."""
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in cast("list[Any]", found)):
        raise unfit("A list of parts is a list of objects.", key=key)
    return cast("list[Json]", found)


def _inside(kind: str, part: Json) -> Iterator[tuple[str, Json]]:
    """Every part in a part, with its kind."""
    for key, inner in LISTS.get(kind, {}).items():
        held = part.get(key)
        for one in cast("list[Any]", held) if isinstance(held, list) else []:
            if isinstance(one, dict):
                yield inner, cast("Json", one)
                yield from _inside(inner, cast("Json", one))
