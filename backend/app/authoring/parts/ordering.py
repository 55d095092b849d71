"""Lists of parts in the order in which they stand in the document."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..changes import Path, value_at
from ..changes.tree import LISTS, part_id

type Json = dict[str, Any]


def place_in(document: Json) -> Callable[[Path], tuple[int, Any]]:
    """The number of the part a path leads to, and the part, None where it is gone: looked up, for a document
    has many. What is in a step and has no id stands where the step does."""
    order = {path: (number, part) for number, (path, part) in enumerate(_paths("bot", document, ()))}

    def look(path: Path) -> tuple[int, Any]:
        if path in order:
            return order[path]
        number, step = order.get(path[:2], (len(order), None))
        return number, value_at(step, path[2:]) if step is not None and len(path) > 2 else None

    return look


def _paths(kind: str, part: Mapping[str, Any], at: Path) -> Iterator[tuple[Path, Json]]:
    for collection, inner in LISTS.get(kind, {}).items():
        for one in part.get(collection, ()):
            path = (*at, collection, part_id(inner, one))
            yield path, one
            yield from _paths(inner, one, path)
