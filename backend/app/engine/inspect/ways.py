"""Ways through the steps: what is never reached, never left, never tested, or goes round without end."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..document import Group, Step
from .fixing import removing
from .flow import ConnectionPlace, Flow, GroupPlace
from .issue import Fix, Issue, Path
from .loops import loops

type ByGroup = Mapping[Path, Sequence[ConnectionPlace]]


def check_ways(flow: Flow) -> Iterator[Issue]:
    """Hints and warnings only, but for a loop of proxies that surely has no end."""
    connections = _by_group(flow)
    yield from _unreachable(flow)
    yield from _shadowed(flow, connections)
    yield from _left(flow, connections)
    yield from loops(flow, connections)


def _by_group(flow: Flow) -> ByGroup:
    """Connections of each group in the order they are tested."""
    return {
        at: sorted(places, key=_priority)
        for at, places in groupby(flow.connections, key=lambda one: one.group.at)
    }


def _priority(place: ConnectionPlace) -> int:
    return place.connection.priority


def _unreachable(flow: Flow) -> Iterator[Issue]:
    first = flow.document.first_step
    if first is None or first not in flow.steps:
        return
    waiting: list[str] = [first, *_targets(flow.bot_groups)]
    reached: set[str] = set()
    while waiting:
        step = flow.steps.get(waiting.pop())
        if step and step.id not in reached:
            reached.add(step.id)
            waiting += _targets(step.groups)
    for at, step in flow.steps_seen:
        if step.id not in reached:
            yield flow.issue("flow:unreachable", at, step.id, found=step.title)


def _targets(groups: Sequence[Group]) -> list[str]:
    return [connection.to for group in groups for connection in group.connections]


def _shadowed(flow: Flow, connections: ByGroup) -> Iterator[Issue]:
    for places in connections.values():
        taken: ConnectionPlace | None = None
        for place in places:
            if taken:
                fix = _doubling(flow, place, taken)
                yield flow.issue("flow:shadowed_connection", place.at, place.group.step_id, fix=fix)
            elif place.always:
                taken = place
    for _, step_places in groupby(flow.groups, key=lambda place: place.step_id):
        yield from _shadowed_groups(flow, connections, list(step_places))


def _doubling(flow: Flow, place: ConnectionPlace, taken: ConnectionPlace) -> Fix | None:
    """What leads where the one before it leads, and writes what it writes, can go."""
    this, before = place.connection, taken.connection
    if this.to != before.to or this.set != before.set:
        return None
    return removing(flow, place.at, "remove_connection")


def _shadowed_groups(flow: Flow, connections: ByGroup, places: Sequence[GroupPlace]) -> Iterator[Issue]:
    taken = False
    answering = [place for place in places if place.group.on == "message"]
    for place in sorted(answering, key=lambda one: one.group.priority):
        if taken:
            yield flow.issue("flow:shadowed_group", place.at, place.step_id)
        always = next((one for one in connections.get(place.at, ()) if one.always), None)
        if always and place.step is None and not taken:
            yield flow.issue("flow:takes_every_message", always.at)
        taken = taken or always is not None


def _left(flow: Flow, connections: ByGroup) -> Iterator[Issue]:
    caught = any(group.connections for group in flow.bot_groups)
    for at, step in flow.steps_seen:
        if step.groups and not caught and not any(group.connections for group in step.groups):
            yield flow.issue("flow:no_way_out", at, step.id, found=step.title)
        elif flow.is_bot and not caught and not step.groups and _asks(step):
            yield flow.issue("flow:unanswered", at, step.id, found=step.title)
        elif _may_stay_silent(step, at, connections):
            yield flow.issue("flow:no_else", at, step.id, found=step.title)


def _asks(step: Step) -> bool:
    """A choice, or something to fill in. A single button is how people begin anew."""
    message = step.message
    return not step.proxy and (len(message.buttons) > 1 or (message.widget is not None))


def _may_stay_silent(step: Step, at: Path, connections: ByGroup) -> bool:
    tested = False
    for number, group in enumerate(step.groups):
        for place in connections.get((*at, "groups", number), ()) if group.on == "message" else ():
            if place.always:
                return False
            tested = True
    return tested
