"""Ids, targets and the beginning."""

from collections.abc import Iterable, Iterator

from ..dates import zone_of
from ..document import BotDocument
from .fixing import setting
from .flow import Flow
from .issue import Issue, Path

_REGIONS = ("Europe", "Asia", "America", "Africa", "Australia", "Pacific", "Atlantic", "Indian")
_LONGEST = 64
type Ids = Iterable[tuple[Path, str, str | None]]


def check_structure(flow: Flow) -> Iterator[Issue]:
    """Unknown targets and first steps, doubled ids, an unknown time zone."""
    yield from _first_step(flow)
    yield from _targets(flow)
    if flow.has_doubled_ids or _has_doubled_templates(flow):
        for ids in _families(flow):
            yield from _doubled(flow, ids)
    if isinstance(flow.document, BotDocument) and zone_of(flow.document.timezone) is None:
        yield _timezone(flow, flow.document.timezone)


def _first_step(flow: Flow) -> Iterator[Issue]:
    first = flow.document.first_step
    at = (*flow.under, "first_step")
    if not flow.steps:
        yield flow.issue("flow:no_steps", (*flow.under, "steps"))
    elif first is None:
        only = _only_beginning(flow)
        fix = setting(flow, at, only, "begin_with", name=flow.steps[only].title) if only else None
        yield flow.issue("flow:no_first_step", at, fix=fix)
    elif first not in flow.steps:
        meant = flow.meant("steps", first, flow.steps)
        fix = None
        if meant and meant.sure:
            fix = setting(flow, at, meant.word, "begin_with", name=flow.steps[meant.word].title)
        near = meant.word if meant else None
        yield flow.issue("flow:unknown_first_step", at, fix=fix, found=first, nearest=near)


def _only_beginning(flow: Flow) -> str | None:
    """The only step that no other leads to: a conversation can begin nowhere else and see all of it."""
    led_to = {place.connection.to for place in flow.connections if place.group.step_id != place.connection.to}
    beginnings = [name for name in flow.steps if name not in led_to]
    return beginnings[0] if len(beginnings) == 1 else None


def _targets(flow: Flow) -> Iterator[Issue]:
    for place in flow.connections:
        to = place.connection.to
        if to in flow.steps:
            continue
        at = (*place.at, "to")
        if not to.strip():
            yield flow.issue("flow:no_target", at, place.group.step_id)
            continue
        meant = flow.meant("steps", to, flow.steps)
        fix = None
        if meant and meant.sure:
            fix = setting(flow, at, meant.word, "lead_to", name=flow.steps[meant.word].title)
        near = meant.word if meant else None
        yield flow.issue("flow:unknown_step", at, place.group.step_id, fix=fix, found=to, nearest=near)


def _timezone(flow: Flow, name: str) -> Issue:
    at = (*flow.under, "timezone")
    words = name.strip().replace(" ", "_").title()
    likely = [words, name.strip().upper(), *(f"{region}/{words}" for region in _REGIONS)]
    known = [zone for zone in likely if zone and zone_of(zone) is not None]
    fix = setting(flow, at, known[0], "write", name=known[0]) if known and len(name) <= _LONGEST else None
    return flow.issue("bot:unknown_timezone", at, fix=fix, found=name, nearest=known[0] if known else None)


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


def _has_doubled_templates(flow: Flow) -> bool:
    templates = flow.document.templates if isinstance(flow.document, BotDocument) else []
    return len({(one.id, one.version) for one in templates}) < len(templates)
