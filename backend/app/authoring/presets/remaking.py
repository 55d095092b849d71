"""A preset made anew with another config, with what the author did to its parts meanwhile.

Three are looked at: what the preset had made (`old`), what it makes now (`new`), what stands there (`mine`).
What only the author changed stays, what the preset changed is changed. Where both did, the preset wins, but
for where a connection leads, names, notes and places: those are the author's.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from app.engine.difference import same
from app.kit.errors import Conflict

from .parts import Json, Made

_AUTHORS = frozenset({"to", "name", "note", "position"})
_LISTS = frozenset({"groups", "connections"})
_OBJECTS = frozenset({"message"})


def remade(document: Json, old: Made, new: Made) -> Json:
    """The document with the parts of one preset made anew; Conflict `preset:id_taken` where one can't be."""
    was = {step["id"] for step in old.steps}
    will = {step["id"] for step in new.steps}
    if was:
        _check_free(document, will - was)
    mine = [step for step in document["steps"] if step["id"] in was | will]
    made = {step["id"]: step for step in _list(mine, old.steps, new.steps)}
    gone = {step["id"] for step in mine} - made.keys() - _led_to(document, was | will)
    steps = [made.pop(step["id"], step) for step in document["steps"] if step["id"] not in gone]
    return {**document, "steps": [*steps, *made.values()], "requests": _requests(document, old, new)}


def _check_free(document: Json, wanted: set[str]) -> None:
    taken = sorted(wanted & {step["id"] for step in document["steps"]})
    if taken:
        raise Conflict("preset:id_taken", "Another step has the id that is needed.", id=taken[0])


def _led_to(document: Json, without: set[str]) -> set[str]:
    """Steps that something outside leads to: they stay, whatever the preset makes."""
    outside = [step for step in document["steps"] if step["id"] not in without]
    groups = [group for holder in (document, *outside) for group in holder.get("groups", ())]
    return {connection["to"] for group in groups for connection in group.get("connections", ())}


def _requests(document: Json, old: Made, new: Made) -> list[Json]:
    ours = {request["id"] for request in (*old.requests, *new.requests)}
    there = list(document.get("requests", ()))
    made = _list([one for one in there if one["id"] in ours], old.requests, new.requests)
    return [*(one for one in there if one["id"] not in ours), *made]


def _part(mine: Json, old: Json, new: Json) -> Json:
    found = {key: _value(key, mine.get(key), old.get(key), new.get(key)) for key in {**new, **mine}}
    return {key: value for key, value in found.items() if value is not None}


def _value(key: str, mine: Any, old: Any, new: Any) -> Any:
    if key in _LISTS:
        return _list(mine or [], old or [], new or [])
    if key in _OBJECTS:
        return _part(mine or {}, old or {}, new or {})
    is_authors = not same(mine, old)
    is_presets = not same(old, new)
    if is_authors and (key in _AUTHORS or not is_presets):
        return mine
    return new


def _list(mine: Sequence[Json], old: Sequence[Json], new: Sequence[Json]) -> list[Json]:
    """Parts by their ids, in the preset's order; those the author added stay behind those they follow."""
    here, were = _by_id(mine), _by_id(old)
    result: list[Json] = []
    for part in new:
        name = part["id"]
        if name in here:
            result.append(_part(here[name], were.get(name, {}), part))
        elif name not in were or not same(were[name], part):
            result.append(part)
    made = were.keys() | _by_id(new).keys()
    for place, part in enumerate(mine):
        if part["id"] not in made:
            result.insert(_behind(result, mine[:place]), part)
    return result


def _behind(result: list[Json], before: Sequence[Json]) -> int:
    """The place behind the last of those before that are still there."""
    places = {part["id"]: number for number, part in enumerate(result)}
    return next((places[part["id"]] + 1 for part in reversed(before) if part["id"] in places), 0)


def _by_id(parts: Sequence[Json]) -> Mapping[str, Json]:
    return {cast("str", part["id"]): part for part in parts}
