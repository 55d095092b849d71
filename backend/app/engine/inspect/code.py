"""Python source: read by whoever can, never here."""

from collections.abc import Iterator, Sequence

from .flow import Flow, GroupPlace
from .issue import Issue
from .surroundings import CodeFault, CodeUnread


def check_code(flow: Flow) -> Iterator[Issue]:
    """What was not read is told once."""
    read, places = flow.surroundings.read_code, code_places(flow)
    if read is None or not places:
        return
    unread: list[GroupPlace] = []
    verdicts = read([place.group.code or "" for place in places])
    for place, verdict in zip(places, verdicts, strict=True):
        if isinstance(verdict, CodeFault):
            at, fault = (*place.at, "code"), verdict
            yield flow.issue("group:code_syntax", at, place.step_id, line=fault.line, reason=fault.message)
        elif isinstance(verdict, CodeUnread):
            unread.append(place)
    if unread:
        at, step = (*unread[0].at, "code"), unread[0].step_id
        yield flow.issue("group:code_unread", at, step, count=len(unread))


def code_places(flow: Flow) -> Sequence[GroupPlace]:
    """The groups in focus that hold source."""
    return [
        place
        for place in flow.groups_seen
        if place.group.type == "code" and place.group.code and place.group.code.strip()
    ]
