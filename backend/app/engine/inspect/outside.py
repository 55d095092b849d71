"""What a document needs of the place it runs in: credentials, integrations, presets."""

from collections.abc import Collection, Iterator

from .fixing import setting
from .flow import Flow
from .issue import Fix, Issue, Path

type Named = tuple[Path, str | None, str]

# Another credential is another account, and the config of one preset is not that of another.
_NEVER_GUESSED = frozenset({"credential:unknown", "preset:unknown"})


def check_outside(flow: Flow) -> Iterator[Issue]:
    """Only against what is known of the surroundings."""
    known = flow.surroundings.integrations
    for named in _integrations(flow) if known is not None else ():
        yield from _unknown(flow, named, "group:unknown_integration", known or ())
    known = flow.surroundings.credentials
    # A request finds the default of a service by the word of the service; a group does without it.
    by_requests = None if known is None else {*known, *(flow.surroundings.defaults or ())}
    for named, among in ((_of_groups(flow), known), (_of_requests(flow), by_requests)):
        for at, step, name in named:
            if not name.strip():
                yield flow.issue("credential:empty", at, step)
            elif among is not None:
                yield from _unknown(flow, (at, step, name), "credential:unknown", among)
    known = flow.surroundings.presets
    for named in _presets(flow) if known is not None else ():
        yield from _unknown(flow, named, "preset:unknown", known or ())


def _presets(flow: Flow) -> Iterator[Named]:
    for at, step in flow.steps_seen:
        if step.preset is not None:
            yield (*at, "preset", "id"), step.id, step.preset.id


def _integrations(flow: Flow) -> Iterator[Named]:
    for place in flow.groups_seen:
        name = place.group.integration
        if place.group.type == "integration" and name and name.strip():
            yield (*place.at, "integration"), place.step_id, name


def _of_groups(flow: Flow) -> Iterator[Named]:
    for place in flow.groups_seen:
        if place.group.credential is not None:
            yield (*place.at, "credential"), place.step_id, place.group.credential


def _of_requests(flow: Flow) -> Iterator[Named]:
    for at, request in flow.requests_seen:
        if request.credential is not None:
            yield (*at, "credential"), None, request.credential


def _unknown(flow: Flow, named: Named, code: str, known: Collection[str]) -> Iterator[Issue]:
    at, step, name = named
    if name in known:
        return
    meant = flow.meant(code, name, known)
    fix: Fix | None = None
    if meant and meant.sure and code not in _NEVER_GUESSED:
        fix = setting(flow, at, meant.word, "use", name=meant.word)
    yield flow.issue(code, at, step, fix=fix, found=name, nearest=meant.word if meant else None)
