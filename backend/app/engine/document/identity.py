"""Ids for the groups, connections and notes that were written without one (flow-language.md 1).

The same for the same document: g1, g2 … for groups, c1 … for connections, n1 … for notes, in order, each the
first that is free in the bot. A template has ids of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Protocol

from .bot import BotDocument
from .group import Group
from .note import Note
from .step import Step
from .template import TemplateDocument


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def with_ids[Document: (BotDocument, TemplateDocument)](document: Document) -> Document:
    """The document with every id made that was missing."""
    bot_groups: list[Group] = document.groups if isinstance(document, BotDocument) else []
    groups = [*bot_groups, *(group for step in document.steps for group in step.groups)]
    connections = [connection for group in groups for connection in group.connections]
    changes: dict[str, object] = {}
    if not all(part.id for part in (*groups, *connections)):
        made = _Made(_free("g", groups), _free("c", connections))
        changes["groups"] = made.groups(bot_groups)
        changes["steps"] = [made.step(step) for step in document.steps]
    if not all(note.id for note in document.notes):
        changes["notes"] = _notes(document.notes)
    if isinstance(document, BotDocument):
        changes["templates"] = [with_ids(template) for template in document.templates]
    else:
        changes.pop("groups", None)
    return document.model_copy(update=changes)


class _Made:
    def __init__(self, group_ids: Iterator[str], connection_ids: Iterator[str]) -> None:
        self._group_ids = group_ids
        self._connection_ids = connection_ids

    def step(self, step: Step) -> Step:
        return step.model_copy(update={"groups": self.groups(step.groups)}) if step.groups else step

    def groups(self, groups: Sequence[Group]) -> list[Group]:
        return [self._group(group) for group in groups]

    def _group(self, group: Group) -> Group:
        connections = [
            connection if connection.id else connection.model_copy(update={"id": next(self._connection_ids)})
            for connection in group.connections
        ]
        return group.model_copy(update={"id": group.id or next(self._group_ids), "connections": connections})


def _notes(notes: Sequence[Note]) -> list[Note]:
    free = _free("n", notes)
    return [note if note.id else note.model_copy(update={"id": next(free)}) for note in notes]


def _free(letter: str, parts: Iterable[_Named]) -> Iterator[str]:
    taken = {part.id for part in parts}
    return (name for number in count(1) if (name := f"{letter}{number}") not in taken)
