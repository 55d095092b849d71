"""Operations done to a document, in their order, each with what undoes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from .faults import Refused, no_such_part, unfit
from .limits import ORDERED_AGAIN
from .naming import Names
from .operation import LAST, After, Operation, Path
from .tree import Json, Place, Tree, ids_of, index_of, part_id, position

PLACE = "#place"  # touched by a move among its siblings
ORDER = "#order"  # touched by a new order of a whole list

_USE_ADD = " A new part is made by add."


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An operation that was done. `id`: of the part it made or moved."""

    operation: Operation
    touched: tuple[Path, ...]
    inverse: tuple[Operation, ...]
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`document` may hold what is no document yet: it is for `settle` to say."""

    document: Json
    done: tuple[Done, ...]

    @property
    def touched(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(path for one in self.done for path in one.touched))

    @property
    def inverse(self) -> tuple[Operation, ...]:
        """What undoes all of it, the last operation first."""
        return tuple(operation for one in reversed(self.done) for operation in one.inverse)


def apply(document: Json, operations: Sequence[Operation], mark: str = "") -> Outcome:
    """The changed document; the given one stays as it was. An error with the operation's number where one
    cannot be done. `mark`: what ids that are made end with."""
    work = _Work(document, mark)
    done: list[Done] = []
    for number, operation in enumerate(operations):
        try:
            done.append(_ACTS[operation.op](work, operation))
        except Refused as refused:
            raise refused.at(number, operation) from None
    work.check_names()
    return Outcome(document=work.tree.document, done=tuple(done))


class _Work:
    def __init__(self, document: Json, mark: str) -> None:
        self.tree = Tree(document)
        self._mark = mark
        self._names: Names | None = None
        self._ordered: set[int] = set()
        self._room = ORDERED_AGAIN

    def take_order(self, parts: list[Json]) -> None:
        """Each order keeps the one there was: of the same list not without end."""
        if id(parts) in self._ordered:
            self._room -= len(parts)
        self._ordered.add(id(parts))
        if self._room < 0:
            raise unfit("This change puts the same lists in order too often.", limit=ORDERED_AGAIN)

    @property
    def names(self) -> Names:
        """Gathered only where ids are given or taken."""
        if self._names is None:
            self._names = Names(self.tree.document, self._mark)
        return self._names

    def check_names(self) -> None:
        """In the end only: on the way a part may stand in two places."""
        if self._names is not None:
            self._names.check()


def _add(work: _Work, operation: Operation) -> Done:
    place = work.tree.find(operation.path, make=True)
    if place.holds is None:
        return _add_element(work, operation, place)
    if not isinstance(operation.value, dict):
        raise unfit("A part is an object.")
    part = work.names.give(place.holds, cast("Json", operation.value))
    name = part_id(place.holds, part)
    _insert(work.tree.parts(place), place.holds, part, operation.after)
    path = (*operation.path, name)
    return Done(operation=operation, touched=(path,), inverse=(Operation(op="remove", path=path),), id=name)


def _add_element(work: _Work, operation: Operation, place: Place) -> Done:
    """To a list whose elements have no ids: `after` is the place of the one it comes behind."""
    in_object = isinstance(place.holder, dict)
    if place.value is None and in_object:
        place.holder[place.key] = [operation.value]
        return Done(operation=operation, touched=(place.touched,), inverse=(_back(operation, place, None),))
    if place.kind is not None or not (in_object or place.is_there) or not isinstance(place.value, list):
        raise unfit("There is no list to add to.")
    held: list[Any] = work.tree.own(place.holder, place.key)
    at = _place_behind(operation.after, len(held))
    held.insert(at, operation.value)
    back = Operation(op="remove", path=(*operation.path, at))
    return Done(operation=operation, touched=(place.touched,), inverse=(back,))


def _place_behind(after: After, length: int) -> int:
    if after is None:
        return 0
    return length if after is LAST else min(index_of(str(after)) + 1, length)


def _set(work: _Work, operation: Operation) -> Done:
    place = work.tree.find(operation.path, make=True)
    if place.holds is not None:
        raise unfit("A list of parts is changed part by part: add, remove, move, order.")
    if place.kind is not None:
        return _replace(work, operation, place)
    if isinstance(place.holder, list):
        return _set_element(operation, place)
    if place.key == "id" and place.of not in {None, "bot"}:
        raise unfit("The id of a part never changes.")
    if operation.value is None:
        back = _back(operation, place, *_dropped(place))
    else:
        back = _back(operation, place, place.value)
        _put_key(place.holder, place.key, operation.value, operation.after)
    return Done(operation=operation, touched=(place.touched,), inverse=(back,))


def _replace(work: _Work, operation: Operation, place: Place) -> Done:
    """A whole part by another of the same id."""
    kind = cast("str", place.kind)
    name = str(operation.path[-1])
    if not place.is_there:
        raise no_such_part(name, ids_of(kind, place.holder), hint=_USE_ADD)
    if not isinstance(operation.value, dict):
        raise unfit("A part is an object.")
    value = cast("Json", operation.value)
    given = value if value.get("id") or kind == "template" else {**value, "id": name}
    if part_id(kind, given) != name:
        raise unfit("The id of a part never changes.")
    before = place.value
    work.names.forget(kind, before)
    place.holder[place.key] = work.names.give(kind, given)
    return Done(operation=operation, touched=(place.touched,), inverse=(_put(operation.path, before),))


def _set_element(operation: Operation, place: Place) -> Done:
    if place.is_there:
        back = Operation(op="set", path=operation.path, value=place.value)
        place.holder[place.key] = operation.value
    elif place.key == len(place.holder):
        back = Operation(op="remove", path=operation.path)
        place.holder.append(operation.value)
    else:
        raise no_such_part(place.key)
    return Done(operation=operation, touched=(place.touched,), inverse=(back,))


def _remove(work: _Work, operation: Operation) -> Done:
    place = work.tree.find(operation.path)
    if place.kind is not None:
        return _remove_part(work, operation, place)
    if place.holds is not None:
        raise unfit("A list of parts is changed part by part: add, remove, move, order.")
    if isinstance(place.holder, list):
        return _remove_element(operation, place)
    if place.key == "id" and place.of not in {None, "bot"}:
        raise unfit("The id of a part never changes.")
    before, after = _dropped(place)
    undone = () if before is None else (_put(operation.path, before, after),)
    return Done(operation=operation, touched=(place.touched,), inverse=undone)


def _remove_part(work: _Work, operation: Operation, place: Place) -> Done:
    kind = cast("str", place.kind)
    if not place.is_there:
        raise no_such_part(operation.path[-1], ids_of(kind, place.holder))
    after = _before(place.holder, kind, place.key)
    part = place.holder.pop(place.key)
    work.names.forget(kind, part)
    back = Operation(op="add", path=operation.path[:-1], value=part, after=after)
    return Done(operation=operation, touched=(place.touched,), inverse=(back,))


def _remove_element(operation: Operation, place: Place) -> Done:
    if not place.is_there:
        raise no_such_part(place.key)
    gone = place.holder.pop(place.key)
    after = str(place.key - 1) if place.key else None
    back = Operation(op="add", path=operation.path[:-1], value=gone, after=after)
    return Done(operation=operation, touched=(place.touched,), inverse=(back,))


def _move(work: _Work, operation: Operation) -> Done:
    place = work.tree.find(operation.path)
    if place.kind is None:
        raise unfit("Only a part moves.")
    if not place.is_there:
        raise no_such_part(operation.path[-1], ids_of(place.kind, place.holder))
    source = operation.path[:-1]
    target = source if operation.to is None else operation.to
    name = str(operation.path[-1])
    before = _before(place.holder, place.kind, place.key)
    part = place.holder.pop(place.key)
    into = work.tree.find(target)
    if into.holds != place.kind:
        raise unfit("This part does not belong there.")
    _insert(work.tree.parts(into), place.kind, part, operation.after)
    path = (*target, name)
    touched = ((*path, PLACE),) if target == source else (operation.path, path)
    back = Operation(op="move", path=path, to=None if target == source else source, after=before)
    return Done(operation=operation, touched=touched, inverse=(back,), id=name)


def _order(work: _Work, operation: Operation) -> Done:
    """Parts that are not named come behind those that are, in the order they had."""
    place = work.tree.find(operation.path)
    if place.holds is None:
        raise unfit("Only a list of parts has an order.")
    kind, wanted = place.holds, operation.value
    if not isinstance(wanted, list):
        raise unfit("The order is a list of ids.")
    parts = work.tree.parts(place)
    work.take_order(parts)
    before = [part_id(kind, part) for part in parts]
    rank = {str(name): number for number, name in enumerate(cast("list[Any]", wanted))}
    parts.sort(key=lambda part: rank.get(part_id(kind, part), len(rank)))
    back = Operation(op="order", path=operation.path, value=before)
    return Done(operation=operation, touched=((*operation.path, ORDER),), inverse=(back,))


def _back(operation: Operation, place: Place, before: Any, after: After = LAST) -> Operation:
    """What brings a value back, and takes off what was made on the way to it."""
    if place.made is not None:
        return Operation(op="remove", path=place.made)
    return _put(operation.path, before, after)


def _put(path: Path, before: Any, after: After = LAST) -> Operation:
    """What brings a value back."""
    if before is None:
        return Operation(op="remove", path=path)
    return Operation(op="set", path=path, value=before, after=after)


def _dropped(place: Place) -> tuple[Any, After]:
    """The value of a key that is taken away, and the key it stood behind."""
    keys = list(place.holder)
    at = keys.index(place.key) if place.key in place.holder else 0
    return place.holder.pop(place.key, None), keys[at - 1] if at else None


def _put_key(holder: Json, key: str, value: Any, after: After) -> None:
    """A key that is there keeps its place; a new one comes last where the one it belongs behind is gone."""
    if after is LAST or key in holder or (after is not None and after not in holder):
        holder[key] = value
        return
    keys = list(holder)
    later = {name: holder.pop(name) for name in keys[0 if after is None else keys.index(str(after)) + 1 :]}
    holder[key] = value
    holder |= later


def _insert(parts: list[Json], kind: str, part: Json, after: After) -> None:
    """Behind a part that somebody else has removed means last."""
    if after is None:
        parts.insert(0, part)
        return
    place = position(parts, kind, str(after)) if after is not LAST else None
    parts.insert(len(parts) if place is None else place + 1, part)


def _before(parts: list[Json], kind: str, place: int) -> str | None:
    return part_id(kind, parts[place - 1]) if place else None


_ACTS: Mapping[str, Callable[[_Work, Operation], Done]] = {
    "add": _add,
    "set": _set,
    "remove": _remove,
    "move": _move,
    "order": _order,
}
