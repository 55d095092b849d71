"""What two documents differ in: parts added, removed, changed and moved, field by field."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from .values import encode

type Json = dict[str, Any]
type Path = tuple[str | int, ...]
type Kind = Literal["bot", "step", "group", "request", "note", "template"]
type How = Literal["added", "removed", "changed", "moved"]

ORDER = "#order"  # ends the path of a new order of groups or connections

# Lists whose elements are known by their ids, by what holds them.
_PARTS: Mapping[str, Mapping[str, str]] = {
    "bot": {
        "steps": "step",
        "groups": "group",
        "requests": "request",
        "notes": "note",
        "templates": "template",
    },
    "template": {"steps": "step", "requests": "request", "notes": "note"},
    "step": {"groups": "group"},
    "group": {"connections": "connection"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """`path` names parts by their ids; `before` and `after` are None where nothing was or is."""

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """`id` of a template is `id@version`, of the bot itself empty. `after`: the part it stands behind now,
    None for the first. `fields` are empty where the whole of it was added or removed."""

    kind: Kind
    id: str
    name: str
    how: How
    moved: bool = False
    after: str | None = None
    fields: tuple[FieldChange, ...] = ()


def difference(before: Json, after: Json) -> tuple[PartChange, ...]:
    """Both canonical, of whichever kind; in the order of the document, what was removed first."""
    kind = "template" if after.get("kind") == "template" else "bot"
    fields = tuple(_fields(kind, before, after, (), skip=_PARTS[kind]))
    whole = PartChange(kind=kind, id="", name=_name(after, ""), how="changed", fields=fields)
    parts = [
        change
        for key, inner in _PARTS[kind].items()
        for change in _parts(key, cast("Kind", inner), before, after)
    ]
    return (*([whole] if fields else []), *parts)


def _parts(key: str, kind: Kind, before: Json, after: Json) -> Iterator[PartChange]:
    old, new = _by_id(kind, before.get(key)), _by_id(kind, after.get(key))
    for name, part in old.items():
        if name not in new:
            yield PartChange(kind=kind, id=name, name=_name(part, name), how="removed")
    moved = _moved([*old], [*new])
    behind: str | None = None
    for name, part in new.items():
        place = behind if name in moved or name not in old else None
        fields = tuple(_fields(kind, old[name], part, (key, name))) if name in old else ()
        how = _how(is_new=name not in old, is_changed=bool(fields), is_moved=name in moved)
        if how is not None:
            yield PartChange(
                kind=kind,
                id=name,
                name=_name(part, name),
                how=how,
                moved=name in moved,
                after=place,
                fields=fields,
            )
        behind = name


def _how(*, is_new: bool, is_changed: bool, is_moved: bool) -> How | None:
    if is_new:
        return "added"
    return "changed" if is_changed else "moved" if is_moved else None


def _fields(
    kind: str, before: Json, after: Json, under: Path, skip: Mapping[str, str] | None = None
) -> Iterator[FieldChange]:
    """`skip`: keys whose parts are told by themselves."""
    if same(before, after):
        return
    held = _PARTS.get(kind, {})
    for key in {**before, **after}:
        if skip and key in skip:
            continue
        if key in held:
            yield from _inner(held[key], before.get(key), after.get(key), (*under, key))
        else:
            yield from _values(before.get(key), after.get(key), (*under, key))


def _inner(kind: str, before: Any, after: Any, under: Path) -> Iterator[FieldChange]:
    """Parts in a part."""
    old, new = _by_id(kind, before), _by_id(kind, after)
    for name in {**old, **new}:
        if name not in old or name not in new:
            yield FieldChange(path=(*under, name), before=old.get(name), after=new.get(name))
        else:
            yield from _fields(kind, old[name], new[name], (*under, name))
    if _moved([*old], [*new]):
        yield FieldChange(path=(*under, ORDER), before=[*old], after=[*new])


def _values(before: Any, after: Any, path: Path) -> Iterator[FieldChange]:
    """Into objects, and into lists that are as long as before; what has another shape is told whole."""
    if same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = cast("Json", before), cast("Json", after)
        for key in {**old, **new}:
            yield from _values(old.get(key), new.get(key), (*path, key))
    elif _alike(before, after):
        pairs = zip(cast("list[Any]", before), cast("list[Any]", after), strict=True)
        for place, (one, other) in enumerate(pairs):
            yield from _values(one, other, (*path, place))
    else:
        yield FieldChange(path=path, before=before, after=after)


def same(before: Any, after: Any) -> bool:
    """Whether both are written alike: true is not 1, and objects keep the order of their keys."""
    return before is after or (before == after and encode(before) == encode(after))


def _alike(before: Any, after: Any) -> bool:
    if not isinstance(before, list) or not isinstance(after, list):
        return False
    return len(cast("list[Any]", before)) == len(cast("list[Any]", after))


def _by_id(kind: str, parts: Any) -> dict[str, Json]:
    held: list[Json] = parts or []
    if kind == "template":
        return {f"{part.get('id')}@{part.get('version')}": part for part in held}
    return {str(part.get("id")): part for part in held}


def _name(part: Json, otherwise: str) -> str:
    return str(part.get("name") or otherwise)


def _moved(before: list[str], after: list[str]) -> frozenset[str]:
    """The fewest whose moving makes one order of the other, among those in both."""
    places = {name: place for place, name in enumerate(before)}
    stayed = [name for name in after if name in places]
    ranks = [places[name] for name in stayed]
    if ranks == sorted(ranks):
        return frozenset()
    kept = _longest_rising(ranks)
    return frozenset(name for number, name in enumerate(stayed) if number not in kept)


def _longest_rising(ranks: list[int]) -> set[int]:
    """Places of the longest run of rising numbers, gaps allowed."""
    tops: list[int] = []
    ends: list[int] = []
    behind: list[int] = []
    for place, rank in enumerate(ranks):
        length = bisect_left(tops, rank)
        behind.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [rank]
        ends[length : length + 1] = [place]
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = behind[place]
    return found
