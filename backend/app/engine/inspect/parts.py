"""Issues of the parts that were touched."""

from .flow import Flow
from .issue import Issue

_PARTS = frozenset({"steps", "requests", "groups", "notes", "templates"})
# Codes that say: something leads to what is not there; `found` is its id.
_LOST = {"flow:unknown_step": "steps", "group:unknown_request": "requests"}


def is_seen(flow: Flow, issue: Issue) -> bool:
    """Whether the issue is of a part in focus, or of a way to a part in focus that is gone."""
    collection = _LOST.get(issue.code)
    if collection and flow.focus.sees(collection, str(issue.detail.get("found"))):
        return True
    if len(issue.at) < 2 or issue.at[0] not in _PARTS or not isinstance(issue.at[1], int):
        return flow.focus.sees_bot
    collection = str(issue.at[0])
    part = getattr(flow.document, collection)[issue.at[1]]
    name = f"{part.id}@{part.version}" if collection == "templates" else part.id
    return flow.focus.sees(collection, name)
