"""What a group needs for its work, and what it says in vain."""

from collections.abc import Callable, Iterator, Mapping

from ..document import Group
from .flow import Flow, GroupPlace
from .issue import Issue

# The fields that speak of one kind of work.
_FIELDS: Mapping[str, frozenset[str]] = {
    "message": frozenset(),
    "response": frozenset({"request"}),
    "code": frozenset({"code"}),
    "integration": frozenset({"integration", "config", "credential"}),
}
_SPEAKING = ("request", "code", "integration", "config", "credential")


def check_work(flow: Flow) -> Iterator[Issue]:
    """Groups of bots and steps."""
    for place in flow.groups:
        yield from _NEEDS[place.group.type](flow, place)
        yield from _in_vain(flow, place)
        yield from _timeout(flow, place)
        if place.group.credential is not None and not place.group.credential.strip():
            yield flow.issue("credential:empty", (*place.at, "credential"), place.step_id)


def _message(_flow: Flow, _place: GroupPlace) -> Iterator[Issue]:
    return iter(())


def _response(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    request = place.group.request
    if not request:
        yield flow.issue("group:no_request", place.at, place.step_id)
    elif request not in flow.requests:
        near = flow.nearest(request, flow.requests)
        at = (*place.at, "request")
        yield flow.issue("group:unknown_request", at, place.step_id, found=request, nearest=near)


def _code(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    if not (place.group.code or "").strip():
        yield flow.issue("group:no_code", place.at, place.step_id)


def _integration(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    if not (place.group.integration or "").strip():
        yield flow.issue("group:no_integration", place.at, place.step_id)


_NEEDS: Mapping[str, Callable[[Flow, GroupPlace], Iterator[Issue]]] = {
    "message": _message,
    "response": _response,
    "code": _code,
    "integration": _integration,
}


def _in_vain(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    group = place.group
    unused = [key for key in _SPEAKING if key not in _FIELDS[group.type] and getattr(group, key)]
    if group.on == "message":
        unused += [
            key for key, said in (("after", group.after is not None), ("restart", not group.restart)) if said
        ]
    for key in unused:
        yield flow.issue("group:unused_field", (*place.at, key), place.step_id, found=key)


def _timeout(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    if not _is_timeout(place.group):
        return
    if place.step is None:
        yield flow.issue("group:timeout_of_bot", (*place.at, "on"))
    elif place.group.after is None:
        yield flow.issue("group:no_after", place.at, place.step_id)


def _is_timeout(group: Group) -> bool:
    return group.on == "timeout"
