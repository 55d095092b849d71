"""Ways through the steps: what is never reached, never left, never tested, or goes round without end."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ..document import BotDocument, Group, Step
from .flow import ConnectionPlace, Flow, GroupPlace
from .issue import Issue, Path
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
    found = groupby(flow.connections, key=lambda place: place.group.at)
    return {at: sorted(places, key=lambda place: place.connection.priority) for at, places in found}


def _unreachable(flow: Flow) -> Iterator[Issue]:
    first = flow.document.first_step
    if first is None or first not in flow.steps:
        return
    bot_level = flow.document.groups if isinstance(flow.document, BotDocument) else []
    waiting: list[str] = [first, *_targets(bot_level)]
    reached: set[str] = set()
    while waiting:
        step = flow.steps.get(waiting.pop())
        if step and step.id not in reached:
            reached.add(step.id)
            waiting += _targets(step.groups)
    for number, step in enumerate(flow.document.steps):
        if step.id not in reached:
            yield flow.issue("flow:unreachable", (*flow.under, "steps", number), step.id, found=step.title)


def _targets(groups: Sequence[Group]) -> list[str]:
    return [connection.to for group in groups for connection in group.connections]


def _shadowed(flow: Flow, connections: ByGroup) -> Iterator[Issue]:
    for places in connections.values():
        taken = False
        for place in places:
            if taken:
                yield flow.issue("flow:shadowed_connection", place.at, place.group.step_id)
            taken = taken or place.always
    for _, step_places in groupby(flow.groups, key=lambda place: place.step_id):
        yield from _shadowed_groups(flow, connections, list(step_places))


def _shadowed_groups(flow: Flow, connections: ByGroup, places: Sequence[GroupPlace]) -> Iterator[Issue]:
    taken = False
    for place in sorted(
        (one for one in places if one.group.on == "message"), key=lambda one: one.group.priority
    ):
        if taken:
            yield flow.issue("flow:shadowed_group", place.at, place.step_id)
        always = next((one for one in connections.get(place.at, ()) if one.always), None)
        if always and place.step is None and not taken:
            yield flow.issue("flow:takes_every_message", always.at)
        taken = taken or always is not None


def _left(flow: Flow, connections: ByGroup) -> Iterator[Issue]:
    caught = isinstance(flow.document, BotDocument) and any(
        group.connections for group in flow.document.groups
    )
    for number, step in enumerate(flow.document.steps):
        at = (*flow.under, "steps", number)
        if step.groups and not caught and not any(group.connections for group in step.groups):
            yield flow.issue("flow:no_way_out", at, step.id, found=step.title)
        elif _may_stay_silent(step, at, connections):
            yield flow.issue("flow:no_else", at, step.id, found=step.title)


def _may_stay_silent(step: Step, at: Path, connections: ByGroup) -> bool:
    tested = [
        place
        for number, group in enumerate(step.groups)
        if group.on == "message"
        for place in connections.get((*at, "groups", number), ())
    ]
    return bool(tested) and not any(place.always for place in tested)
