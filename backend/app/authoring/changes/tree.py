"""A draft's document that is being changed: what is touched is copied first, the rest is shared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .faults import no_such_part, unfit
from .operation import Path

type Json = dict[str, Any]

# Lists whose elements are parts with an id, by what holds them.
LISTS: Mapping[str, Mapping[str, str]] = {
    "bot": {
        "steps": "step",
        "requests": "request",
        "notes": "note",
        "groups": "group",
        "templates": "template",
    },
    "step": {"groups": "group"},
    "group": {"connections": "connection"},
}


def part_id(kind: str, part: Json) -> str:
    """A bundled template is known by its id and version, every other part by its id."""
    return f"{part.get('id')}@{part.get('version')}" if kind == "template" else str(part.get("id"))


def ids_of(kind: str, parts: list[Json]) -> Iterator[str]:
    """As paths name them."""
    return (part_id(kind, part) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a path leads. `holder[key]` is there to be read and written, or is missing.

    `kind`: of the part that stands there; None inside a part. `holds`: the kind of the parts of a list of
    parts. `touched`: the path, cut where it enters a list whose elements have no ids. `made`: the path of the
    first object that had to be made on the way. `of`: the kind of the part whose own key this is.
    """

    holder: Any
    key: Any
    touched: Path
    kind: str | None = None
    holds: str | None = None
    made: Path | None = None
    of: str | None = None

    @property
    def is_there(self) -> bool:
        if isinstance(self.holder, dict):
            return self.key in self.holder
        return self.key is not None and self.key < len(self.holder)

    @property
    def value(self) -> Any:
        return self.holder[self.key] if self.is_there else None


class Tree:
    """`document` is the changed one; the one it was made from stays as it was."""

    def __init__(self, document: Json) -> None:
        self.document: Json = dict(document)
        self._own: dict[int, Any] = {id(self.document): self.document}

    def find(self, path: Path, *, make: bool = False) -> Place:
        """Refused where it leads nowhere; `make`: objects on the way are made."""
        if not path:
            raise unfit("The path is empty.")
        walk = _Walk(self, path, make=make)
        while (found := walk.step()) is None:
            pass
        return found

    def parts(self, place: Place) -> list[Json]:
        """The list of parts at the place, to be changed."""
        if not place.is_there:
            place.holder[place.key] = self._keep([])
        return self.own(place.holder, place.key)

    def own(self, holder: Any, key: Any) -> Any:
        """What is there, as a copy that may be changed."""
        child = holder[key]
        if id(child) in self._own:
            return child
        holder[key] = copied = self._keep(child.copy())
        return copied

    def _keep(self, made: Any) -> Any:
        self._own[id(made)] = made
        return made

    def make(self, holder: Json, key: str) -> Json:
        made: Json = self._keep({})
        holder[key] = made
        return made


class _Walk:
    """From the document along a path, one segment at a time."""

    def __init__(self, tree: Tree, path: Path, *, make: bool) -> None:
        self._tree = tree
        self._path = path
        self._make = make
        self._at = 0
        self._holder: Any = tree.document
        self._kind: str | None = "bot"
        self._holds: str | None = None
        self._cut: int | None = None
        self._made: Path | None = None

    def step(self) -> Place | None:
        segment = self._path[self._at]
        if isinstance(self._holder, dict):
            return self._into_object(str(segment))
        return self._into_part(segment) if self._holds else self._into_list(segment)

    @property
    def _is_last(self) -> bool:
        return self._at == len(self._path) - 1

    def _place(self, key: Any, *, kind: str | None = None, holds: str | None = None) -> Place:
        touched = self._path if self._cut is None else self._path[: self._cut]
        return Place(
            holder=self._holder,
            key=key,
            touched=touched,
            kind=kind,
            holds=holds,
            made=self._made,
            of=self._kind,
        )

    def _into_object(self, key: str) -> Place | None:
        holds = LISTS.get(self._kind or "", {}).get(key)
        if self._is_last:
            return self._place(key, holds=holds)
        if self._kind == "template":
            raise unfit("A bundled template is changed as a whole.")
        child = self._holder.get(key)
        if child is None:
            if holds is not None or not self._make:
                raise no_such_part(self._path[self._at + 1] if holds else key)
            if self._made is None:
                self._made = self._path[: self._at + 1]
            self._go_on(self._tree.make(self._holder, key))
        else:
            self._go_on(self._owned(key), holds=holds)
        return None

    def _into_part(self, name: str | int) -> Place | None:
        kind = cast("str", self._holds)
        index = position(self._holder, kind, str(name))
        if self._is_last:
            return self._place(index, kind=kind)
        if index is None:
            raise no_such_part(name, ids_of(kind, self._holder))
        self._go_on(self._owned(index), kind=kind)
        return None

    def _into_list(self, segment: str | int) -> Place | None:
        if self._cut is None:
            self._cut = self._at
        index = index_of(segment)
        if self._is_last:
            return self._place(index)
        if index >= len(self._holder):
            raise no_such_part(segment)
        self._go_on(self._owned(index))
        return None

    def _owned(self, key: Any) -> Any:
        if not isinstance(self._holder[key], dict | list):
            raise unfit("The path leads into a value that has no parts.")
        return self._tree.own(self._holder, key)

    def _go_on(self, holder: Any, *, kind: str | None = None, holds: str | None = None) -> None:
        self._holder, self._kind, self._holds = holder, kind, holds
        self._at += 1


def position(parts: list[Json], kind: str, name: str) -> int | None:
    """The place of the part of that id in its list."""
    if kind == "template":
        return next((place for place, part in enumerate(parts) if part_id(kind, part) == name), None)
    return next((place for place, part in enumerate(parts) if part["id"] == name), None)


def index_of(segment: str | int) -> int:
    """Of an element of a list without ids."""
    text = str(segment)
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise unfit("A place in this list is a number.", name=text[:80])
    return int(text)


def value_at(document: Json, path: Path) -> Any:
    """What stands at a touched path now, None where it is gone."""
    found: Any = document
    for segment in path:
        if isinstance(found, list):
            held: list[Any] = found
            found = next((part for part in held if isinstance(part, dict) and _names(part, segment)), None)
        elif isinstance(found, dict):
            found = found.get(segment)
        else:
            return None
    return found


def _names(part: Json, segment: str | int) -> bool:
    return part.get("id") == segment or f"{part.get('id')}@{part.get('version')}" == segment
