"""The rows in which two documents differ. Parts that are one and the same object are not looked into."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.engine.difference import same

from .rows import PARTS, Document, Row, Rows, take_part

# How a table's rows are known, by its name in Rows.
KEYS: dict[str, tuple[str, ...]] = {
    "step": ("key",),
    "connection_group": ("key",),
    "connection": ("key",),
    "request": ("key",),
    "note": ("key",),
    "bundled_template": ("key", "version"),
    "widget": ("step",),
    "template_instance": ("step",),
}
_TOP = {
    "steps": "step",
    "requests": "request",
    "notes": "note",
    "groups": "connection_group",
    "templates": "bundled_template",
}

type Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDelta:
    """`changed`: rows to be written; `gone`: keys of rows to be deleted; `moved`: ordinals by key."""

    changed: list[Row] = field(default_factory=list[Row])
    gone: list[Key] = field(default_factory=list[Key])
    moved: dict[Key, int] = field(default_factory=dict[Key, int])

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.gone or self.moved)


def delta(before: Document, after: Document) -> dict[str, TableDelta]:
    """What has to be written for the draft to say `after`, by table."""
    old, new = Rows(), Rows()
    moved: dict[str, dict[Key, int]] = {table: {} for table in KEYS}
    for collection in PARTS:
        for part, ordinal in _parted(before, after, collection):
            take_part(old, collection, part, ordinal)
        for part, ordinal in _parted(after, before, collection):
            take_part(new, collection, part, ordinal)
        moved[_TOP[collection]] = dict(_moved(before, after, collection))
    return {table: _table(table, old, new, moved[table]) for table in KEYS}


def _parted(mine: Document, theirs: Document, collection: str) -> Iterator[tuple[Document, int]]:
    """The parts of `mine` that are not, as the same object, in `theirs`, with their places."""
    there = {id(part) for part in theirs.get(collection, ())}
    for ordinal, part in enumerate(mine.get(collection, ())):
        if id(part) not in there:
            yield part, ordinal


def _moved(before: Document, after: Document, collection: str) -> Iterator[tuple[Key, int]]:
    """Parts that stayed what they are and stand elsewhere now."""
    places = {id(part): ordinal for ordinal, part in enumerate(before.get(collection, ()))}
    for ordinal, part in enumerate(after.get(collection, ())):
        if places.get(id(part), ordinal) != ordinal:
            key = (part["id"], part["version"]) if collection == "templates" else (part["id"],)
            yield key, ordinal


def _table(table: str, old: Rows, new: Rows, moved: dict[Key, int]) -> TableDelta:
    names = KEYS[table]
    before = {tuple(row[name] for name in names): row for row in getattr(old, table)}
    after = {tuple(row[name] for name in names): row for row in getattr(new, table)}
    return TableDelta(
        changed=[row for key, row in after.items() if not same(before.get(key), row)],
        gone=[key for key in before if key not in after],
        moved=moved,
    )
