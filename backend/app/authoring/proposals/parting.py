"""A proposal taken apart into what a person can decide on: parts with ids that stay, and what each needs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.engine.difference import FieldChange, Kind, PartChange, difference, same
from app.kit.errors import Conflict, DbcvError, NotFound

from ..changes import Operation, Path, apply, value_at
from ..changes.settle import settle
from .rebuilding import COLLECTION, of_fields, of_part, whole
from .references import BOT, TESTS, VARIABLES, owners, part_of, references

type Json = dict[str, Any]
type PartKind = Kind | Literal["variables", "tests"]

_FIELD_PARTS: Mapping[str, tuple[str, PartKind]] = {
    "variables": (VARIABLES, "variables"),
    "secrets": (VARIABLES, "variables"),
    "tests": (TESTS, "tests"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPart:
    """`id`: such as `steps.hello`, the same as long as it is in the proposal. `whole`: what was added or
    removed. `operations` make it so in the draft; `needs`: the parts without which it would be broken."""

    id: str
    change: PartChange
    kind: PartKind
    whole: Any
    operations: tuple[Operation, ...]
    needs: tuple[str, ...] = ()


def parts_of(base: Json, document: Json) -> tuple[ProposedPart, ...]:
    """What `document` says otherwise than `base`; both canonical. For a thread."""
    parts = list(_parts(base, document))
    parts = _fitting(parts, base, document)
    needs = _needs(parts, base, document)
    return tuple(replace(part, needs=tuple(sorted(needs[part.id]))) for part in parts)


def done(base: Json, parts: Iterable[ProposedPart]) -> Json:
    """The canonical base with these parts made so."""
    outcome = apply(base, [one for part in parts for one in part.operations])
    return settle(outcome.document, outcome.touched).document


def chosen(parts: Sequence[ProposedPart], wanted: Collection[str] | None) -> tuple[ProposedPart, ...]:
    """Those wanted, in their order; None: all. NotFound `proposal:no_such_part`."""
    if wanted is None:
        return tuple(parts)
    known = {part.id for part in parts}
    unknown = [one for one in wanted if one not in known]
    if unknown:
        raise NotFound(
            "proposal:no_such_part", "This part is not, or no longer, in the proposal.", parts=unknown
        )
    return tuple(part for part in parts if part.id in wanted)


def with_needs(parts: Sequence[ProposedPart], some: Iterable[ProposedPart]) -> tuple[ProposedPart, ...]:
    """These, and all they need."""
    needs = {part.id: part.needs for part in parts}
    return _reached(parts, some, needs)


def with_needing(parts: Sequence[ProposedPart], some: Iterable[ProposedPart]) -> tuple[ProposedPart, ...]:
    """These, and all that need them."""
    return _reached(parts, some, needed_by(parts))


def needed_by(parts: Iterable[ProposedPart]) -> dict[str, tuple[str, ...]]:
    """Of each part those that need it."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for one in part.needs:
            found.setdefault(one, []).append(part.id)
    return {one: tuple(others) for one, others in found.items()}


def _reached(
    parts: Sequence[ProposedPart], some: Iterable[ProposedPart], edges: Mapping[str, tuple[str, ...]]
) -> tuple[ProposedPart, ...]:
    waiting = [part.id for part in some]
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += edges.get(one, ())
    return tuple(part for part in parts if part.id in found)


def refuse_lacking(some: Sequence[ProposedPart], reached: Sequence[ProposedPart]) -> None:
    """Conflict `proposal:needs_parts` where some need others that are not among them."""
    lacking = _beyond(some, reached)
    if lacking:
        raise Conflict(
            "proposal:needs_parts", "These parts are broken without others of the proposal.", parts=lacking
        )


def refuse_needed(some: Sequence[ProposedPart], reached: Sequence[ProposedPart]) -> None:
    """Conflict `proposal:needed` where parts that would stay need some of these."""
    needing = _beyond(some, reached)
    if needing:
        raise Conflict(
            "proposal:needed", "Other parts of the proposal are broken without these.", parts=needing
        )


def _beyond(some: Sequence[ProposedPart], reached: Sequence[ProposedPart]) -> list[str]:
    among = {part.id for part in some}
    return [part.id for part in reached if part.id not in among]


def _parts(base: Json, document: Json) -> Iterator[ProposedPart]:
    for change in difference(base, document):
        if change.kind == "bot":
            yield from _of_bot(change, document)
        else:
            path = (COLLECTION[change.kind], change.id)
            value = {"added": document, "removed": base}.get(change.how)
            yield ProposedPart(
                id=part_of(*path),
                change=change,
                kind=change.kind,
                whole=None if value is None else value_at(value, path),
                operations=of_part(change, document),
            )


def _of_bot(change: PartChange, document: Json) -> Iterator[ProposedPart]:
    """Its variables, its tests and all else of it, each by itself."""
    grouped: dict[tuple[str, PartKind], list[FieldChange]] = {}
    for field in change.fields:
        grouped.setdefault(_FIELD_PARTS.get(str(field.path[0]), (BOT, "bot")), []).append(field)
    for (name, kind), fields in grouped.items():
        yield ProposedPart(
            id=name,
            change=replace(change, fields=tuple(fields)),
            kind=kind,
            whole=None,
            operations=of_fields(fields, document),
        )


def _fitting(parts: list[ProposedPart], base: Json, document: Json) -> list[ProposedPart]:
    """Where field by field does not make the very same (a null, another order of keys), the whole at once."""
    try:
        made = done(base, parts)
    except DbcvError:
        return [_whole(part, document) for part in parts]
    return [part if _is_made(part, made, document) else _whole(part, document) for part in parts]


def _is_made(part: ProposedPart, made: Json, document: Json) -> bool:
    return all(same(value_at(made, at), value_at(document, at)) for at in places(part))


def places(part: ProposedPart) -> tuple[Path, ...]:
    """The paths in a document that it is about."""
    if part.kind in COLLECTION:
        return ((COLLECTION[part.kind], part.change.id),)
    return tuple(dict.fromkeys(field.path[:1] for field in part.change.fields))


def _whole(part: ProposedPart, document: Json) -> ProposedPart:
    if part.change.how in {"added", "removed"}:
        return part
    moves = [one for one in part.operations if one.op == "move"]
    wholes = [one for path in places(part) for one in whole(path, document)]
    return replace(part, operations=(*wholes, *moves))


def _needs(parts: Sequence[ProposedPart], base: Json, document: Json) -> dict[str, set[str]]:
    """A part needs those it newly leads to that are new too; one that is removed needs those that let go of
    it; and who takes over a group or a connection needs the part that gives it up."""
    needs: dict[str, set[str]] = {part.id: set() for part in parts}
    how = {part.id: part.change.how for part in parts}
    old, new = references(base), references(document)
    nothing: frozenset[str] = frozenset()
    for part in parts:
        led, leads = old.get(part.id, nothing), new.get(part.id, nothing)
        needs[part.id] |= {one for one in leads - led if how.get(one) == "added"}
        for one in led - leads:
            if how.get(one) == "removed":
                needs[one].add(part.id)
    held = owners(base)
    for name, owner in owners(document).items():
        before = held.get(name, owner)
        if before != owner and owner in needs and before in needs:
            needs[owner].add(before)
    for part in parts:
        needs[part.id].discard(part.id)
    return needs
