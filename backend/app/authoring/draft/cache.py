"""Drafts that were read a short time ago. A draft is known by its revision: a changed one is read anew."""

from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from app.engine import BotDocument
from app.storage.database import Afterwards

from .rows import Document

MOST_PARTS = 60_000  # steps, groups and connections kept in all, about 60 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft in both its forms, and its bytes. It is shared: nothing in it is to be changed."""

    document: Document
    parsed: BotDocument
    size: int


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    draft: Draft
    parts: int


class DraftCache:
    """Bounded by the parts they hold."""

    def __init__(self, most: int = MOST_PARTS) -> None:
        self._most = most
        self._kept: OrderedDict[UUID, _Kept] = OrderedDict()
        self._parts = 0

    def get(self, bot_id: UUID, revision: int) -> Draft | None:
        found = self._kept.get(bot_id)
        if found is None or found.revision != revision:
            return None
        self._kept.move_to_end(bot_id)
        return found.draft

    def keep(self, bot_id: UUID, revision: int, draft: Draft) -> None:
        """Only what is committed: a revision that came to nothing would be given to another change."""
        known = self._kept.get(bot_id)
        if known is not None and known.revision > revision:
            return
        self._drop(bot_id)
        kept = _Kept(revision, draft, _count(draft.document))
        self._kept[bot_id] = kept
        self._parts += kept.parts
        while self._parts > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, bot_id: UUID) -> None:
        gone = self._kept.pop(bot_id, None)
        if gone is not None:
            self._parts -= gone.parts


def keeping(bot_id: UUID, revision: int, draft: Draft) -> Afterwards:
    """For `after_commit`."""

    async def keep() -> None:
        DRAFTS.keep(bot_id, revision, draft)

    return keep


def _count(document: Document) -> int:
    groups = [group for step in document.get("steps", ()) for group in step.get("groups", ())]
    groups += document.get("groups", [])
    connections = sum(len(group.get("connections", ())) for group in groups)
    return 1 + len(document.get("steps", ())) + len(groups) + connections


DRAFTS = DraftCache()
