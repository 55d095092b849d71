"""The operations that make one document of another, a part at a time: how an import becomes a change."""

from collections.abc import Iterator
from typing import Any

from app.engine.difference import same

from .operation import Operation
from .tree import LISTS, Json, part_id

PARTS = LISTS["bot"]


def difference(before: Json, after: Json) -> list[Operation]:
    """Both canonical. Parts are matched by their ids."""
    return [*_removals(before, after), *_head(before, after), *_parts(before, after)]


def _head(before: Json, after: Json) -> Iterator[Operation]:
    for key in {**before, **after}:
        if key not in PARTS and not same(before.get(key), after.get(key)):
            if key in after:
                yield Operation(op="set", path=(key,), value=after[key])
            else:
                yield Operation(op="remove", path=(key,))


def _by_id(document: Json, collection: str, kind: str) -> dict[str, Any]:
    return {part_id(kind, part): part for part in document.get(collection, ())}


def _removals(before: Json, after: Json) -> Iterator[Operation]:
    for collection, kind in PARTS.items():
        kept = _by_id(after, collection, kind)
        for name in _by_id(before, collection, kind):
            if name not in kept:
                yield Operation(op="remove", path=(collection, name))


def _parts(before: Json, after: Json) -> Iterator[Operation]:
    for collection, kind in PARTS.items():
        old, new = _by_id(before, collection, kind), _by_id(after, collection, kind)
        for name, part in new.items():
            if name not in old:
                yield Operation(op="add", path=(collection,), value=part)
            elif not same(old[name], part):
                yield Operation(op="set", path=(collection, name), value=part)
        stayed = [name for name in old if name in new]
        if [*stayed, *(name for name in new if name not in old)] != [*new]:
            yield Operation(op="order", path=(collection,), value=[*new])
