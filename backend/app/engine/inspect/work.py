"""What a group needs for its work, and what it says in vain."""

from collections.abc import Callable, Iterator, Mapping

from .fixing import removing, setting
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
_TOOK_WORK = frozenset({"code", "config"})


def check_work(flow: Flow) -> Iterator[Issue]:
    """Groups of bots and steps."""
    for place in flow.groups_seen:
        needs = _NEEDS.get(place.group.type)
        if needs:
            yield from needs(flow, place)
        yield from _in_vain(flow, place)
        if place.group.on == "timeout":
            yield from _timeout(flow, place)
    if flow.focus.touches("requests"):
        for place in flow.groups:
            if place.group.type == "response" and not flow.sees(place):
                yield from _response(flow, place)


def _response(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    request = place.group.request
    if not request:
        yield flow.issue("group:no_request", place.at, place.step_id)
    elif request not in flow.requests:
        at = (*place.at, "request")
        meant = flow.meant("requests", request, flow.requests)
        fix = None
        if meant and meant.sure:
            fix = setting(flow, at, meant.word, "send", name=flow.requests[meant.word].title)
        near = meant.word if meant else None
        yield flow.issue("group:unknown_request", at, place.step_id, fix=fix, found=request, nearest=near)


def _code(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    if not (place.group.code or "").strip():
        yield flow.issue("group:no_code", place.at, place.step_id)


def _integration(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    if not (place.group.integration or "").strip():
        yield flow.issue("group:no_integration", place.at, place.step_id)


_NEEDS: Mapping[str, Callable[[Flow, GroupPlace], Iterator[Issue]]] = {
    "response": _response,
    "code": _code,
    "integration": _integration,
}


def _in_vain(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    group = place.group
    known = _FIELDS[group.type]
    unused = [key for key in _SPEAKING if key not in known and getattr(group, key)]
    if group.on == "message" and group.after is not None:
        unused.append("after")
    if group.on == "message" and not group.restart:
        unused.append("restart")
    for key in unused:
        at = (*place.at, key)
        fix = None if key in _TOOK_WORK else removing(flow, at, "remove_field", name=key)
        yield flow.issue("group:unused_field", at, place.step_id, fix=fix, found=key)


def _timeout(flow: Flow, place: GroupPlace) -> Iterator[Issue]:
    if place.step is None:
        yield flow.issue("group:timeout_of_bot", (*place.at, "on"))
    elif place.group.after is None:
        yield flow.issue("group:no_after", place.at, place.step_id)
