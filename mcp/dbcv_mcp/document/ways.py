"""Where steps lead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .places import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A connection: of which step (None: of the bot), in which group, and the step it leads to ("" while
    open)."""

    step: str | None
    group: Mapping[str, Any]
    connection: Mapping[str, Any]
    to: str


def all_groups(document: Json) -> Iterator[tuple[str | None, Json]]:
    """Each with the id of its step; the bot's own, of no step, first."""
    yield from ((None, group) for group in document.get("groups", ()))
    for step in document.get("steps", ()):
        yield from ((step["id"], group) for group in step.get("groups", ()))


def path_of(step: str | None, group: Mapping[str, Any]) -> str:
    return f"groups.{group['id']}" if step is None else f"steps.{step}.groups.{group['id']}"


def all_ways(document: Json) -> Iterator[Way]:
    """The bot's own first, then step by step."""
    for step, group in all_groups(document):
        for connection in group.get("connections", ()):
            yield Way(step=step, group=group, connection=connection, to=str(connection.get("to") or ""))
