"""How large a document is: the bytes of its pieces as JSON. A change measures only those it touched."""

from collections.abc import Iterator
from typing import Any

from app.engine import values

from .rows import PARTS, Document


def size_of(document: Document) -> int:
    """Bytes of the document as JSON, but for a few of its brackets."""
    return sum(len(values.encode(piece)) + 1 for piece in _only_in(document, {}))


def resized(size: int, before: Document, after: Document) -> int:
    """The size of `after`, where `before` had that size; one and the same object is not looked into."""
    gone = sum(len(values.encode(piece)) + 1 for piece in _only_in(before, after))
    return size - gone + sum(len(values.encode(piece)) + 1 for piece in _only_in(after, before))


def _only_in(mine: Document, theirs: Document) -> Iterator[Any]:
    """The parts, and the other keys with their values, that are not the same objects there."""
    for name, value in mine.items():
        there = theirs.get(name)
        if value is there and name in theirs:
            continue
        if name in PARTS:
            known = {id(part) for part in there or ()}
            yield from (part for part in value if id(part) not in known)
        else:
            yield {name: value}
