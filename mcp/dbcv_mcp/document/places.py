"""Paths as changes take them: parts are named by their ids, other list elements by their place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..lessons import unknown_name
from ..values import is_array, is_object

type Json = dict[str, Any]
type Path = tuple[str, ...]

# Lists of parts that have ids, by what holds them.
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
ALL = "all"
HEAD = "head"
_FIXED = {"dbcv", "kind", *LISTS["bot"]}


def segments(path: str | Sequence[str | int]) -> Path:
    """A dotted path, or one given as a list."""
    return tuple(path.split(".")) if isinstance(path, str) else tuple(str(one) for one in path)


def written(path: Sequence[str]) -> str | list[str]:
    """Dotted, or a list where a segment has a dot in it."""
    return list(path) if any("." in one or not one for one in path) else ".".join(path)


def name_of(kind: str, part: Json) -> str:
    """As paths name it: a bundled template by id and version."""
    return f"{part.get('id')}@{part.get('version')}" if kind == "template" else str(part.get("id"))


def value_at(document: Json, path: Path) -> tuple[Any, str | None]:
    """What stands there, and of which kind the parts of the list are where it is one; Taught where nothing
    is."""
    holder: Any = document
    kind: str | None = "bot"
    holds: str | None = None
    for at, segment in enumerate(path):
        if is_array(holder):
            holder = _element(holder, segment, holds, path[:at])
            kind, holds = holds, None
        elif is_object(holder) and segment in holder:
            holds = LISTS.get(kind or "", {}).get(segment)
            holder, kind = holder[segment], None if holds is None else kind
        else:
            raise _nothing(segment, holder if is_object(holder) else (), path[:at])
    return holder, holds


def spread(document: Json, path: Path) -> Iterator[tuple[Path, Any]]:
    """The parts a path stands for: itself, or each of a list of parts; `all` and `head` as they say."""
    if path in {(ALL,), (HEAD,)}:
        yield from (((key,), value) for key, value in document.items() if key not in _FIXED)
    if path == (ALL,):
        for collection in LISTS["bot"]:
            yield from spread(document, (collection,)) if document.get(collection) else ()
    elif path != (HEAD,):
        value, holds = value_at(document, path)
        if holds is None:
            yield path, value
        else:
            yield from (((*path, name_of(holds, part)), part) for part in value)


def _element(holder: list[Any], segment: str, holds: str | None, before: Path) -> Any:
    if holds is None:
        if segment.isascii() and segment.isdigit() and int(segment) < len(holder):
            return holder[int(segment)]
        raise _nothing(segment, map(str, range(len(holder))), before)
    names = [name_of(holds, part) for part in holder]
    if segment in names:
        return holder[names.index(segment)]
    raise _nothing(segment, names, before)


def _nothing(segment: str, known: Any, before: Path) -> Exception:
    where = f" in {'.'.join(before)}" if before else " in this bot"
    return unknown_name("change:no_such_part", f"There is no “{segment[:80]}”{where}.", segment, known)
