"""Ids, targets and the beginning."""

from collections.abc import Iterable, Iterator

from ..dates import zone_of
from ..document import BotDocument
from .flow import Flow
from .issue import Issue, Path

type Ids = Iterable[tuple[Path, str, str | None]]


def check_structure(flow: Flow) -> Iterator[Issue]:
    """Unknown targets and first steps, doubled ids, an unknown time zone."""
    yield from _first_step(flow)
    yield from _targets(flow)
    for ids in _families(flow):
        yield from _doubled(flow, ids)
    if isinstance(flow.document, BotDocument) and zone_of(flow.document.timezone) is None:
        yield flow.issue("bot:unknown_timezone", (*flow.under, "timezone"), found=flow.document.timezone)


def _first_step(flow: Flow) -> Iterator[Issue]:
    first = flow.document.first_step
    if not flow.steps:
        yield flow.issue("flow:no_steps", (*flow.under, "steps"))
    elif first is None:
        yield flow.issue("flow:no_first_step", (*flow.under, "first_step"))
    elif first not in flow.steps:
        near = flow.nearest(first, flow.steps)
        yield flow.issue("flow:unknown_first_step", (*flow.under, "first_step"), found=first, nearest=near)


def _targets(flow: Flow) -> Iterator[Issue]:
    for place in flow.connections:
        to = place.connection.to
        if to not in flow.steps:
            near = flow.nearest(to, flow.steps)
            yield flow.issue(
                "flow:unknown_step", (*place.at, "to"), place.group.step_id, found=to, nearest=near
            )


def _families(flow: Flow) -> Iterator[Ids]:
    document, under = flow.document, flow.under
    yield (((*under, "steps", n, "id"), step.id, step.id) for n, step in enumerate(document.steps))
    yield (((*under, "requests", n, "id"), request.id, None) for n, request in enumerate(document.requests))
    yield (((*under, "notes", n, "id"), note.id, None) for n, note in enumerate(document.notes))
    yield (((*place.at, "id"), place.group.id, place.step_id) for place in flow.groups)
    yield (((*place.at, "id"), place.connection.id, place.group.step_id) for place in flow.connections)
    if isinstance(document, BotDocument):
        yield (
            ((*under, "templates", n, "id"), f"{template.id}, {template.version}", None)
            for n, template in enumerate(document.templates)
        )


def _doubled(flow: Flow, ids: Ids) -> Iterator[Issue]:
    seen: set[str] = set()
    for at, name, step in ids:
        if name in seen:
            yield flow.issue("flow:duplicate_id", at, step, found=name)
        seen.add(name)
