"""The operations that make of a part of a draft what a proposal has there, as small as they can be."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.engine.difference import ORDER, FieldChange, PartChange

from ..changes import Operation, Path, value_at

type Json = dict[str, Any]

COLLECTION = {
    "step": "steps",
    "group": "groups",
    "request": "requests",
    "note": "notes",
    "template": "templates",
}
_HOLDERS = {"steps", "groups"}
_INNER = {"groups", "connections"}  # lists of parts in parts
_DEPTHS = {4, 6}  # of their paths


def of_part(change: PartChange, document: Json) -> tuple[Operation, ...]:
    """Field by field where it was changed; `document`: the proposal's."""
    path = (COLLECTION[change.kind], change.id)
    if change.how == "removed":
        return (Operation(op="remove", path=path),)
    if change.how == "added":
        value = value_at(document, path)
        return (Operation(op="add", path=path[:1], value=value, after=change.after),)
    moved = (Operation(op="move", path=path, after=change.after),) if change.moved else ()
    if change.kind == "template":
        return (*(whole(path, document) if change.fields else ()), *moved)
    return (*of_fields(change.fields, document), *moved)


def of_fields(fields: Sequence[FieldChange], document: Json) -> tuple[Operation, ...]:
    """Each by itself."""
    return tuple(one for field in fields for one in _of_field(field, document))


def whole(path: Path, document: Json) -> tuple[Operation, ...]:
    """The part, or the field of the bot, at once."""
    value = value_at(document, path)
    return (
        Operation(op="remove", path=path) if value is None else Operation(op="set", path=path, value=value),
    )


def _of_field(field: FieldChange, document: Json) -> Iterator[Operation]:
    path = field.path
    if path[-1] == ORDER:
        yield Operation(op="order", path=path[:-1], value=field.after)
    elif field.after is None:
        yield Operation(op="remove", path=path)
    elif field.before is None and _is_inner(path):
        yield Operation(op="add", path=path[:-1], value=field.after, after=_before(path, document))
    else:
        yield Operation(op="set", path=path, value=field.after)


def _is_inner(path: Path) -> bool:
    """Whether it is a group of a step, or a connection of a group."""
    return path[0] in _HOLDERS and len(path) in _DEPTHS and _INNER.issuperset(path[2::2])


def _before(path: Path, document: Json) -> str | None:
    """The sibling it stands behind."""
    names = [part["id"] for part in value_at(document, path[:-1])]
    place = names.index(path[-1])
    return names[place - 1] if place else None
