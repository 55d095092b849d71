"""Whose turn it is, among bots that all have something to say."""

from collections.abc import Mapping
from uuid import UUID

_KEPT = 10_000


class Turns:
    """Who had a turn least lately comes first, and before them who has had none that is known."""

    def __init__(self) -> None:
        self._had: dict[UUID, int] = {}
        self._count = 0

    def ordered(self, bots: Mapping[UUID, UUID]) -> list[UUID]:
        """The keys, by the turns of the bots they belong to; those of one bot stay in their order."""
        return sorted(bots, key=lambda one: self._had.get(bots[one], 0))

    def had(self, bot_id: UUID) -> None:
        self._count += 1
        self._had.pop(bot_id, None)
        self._had[bot_id] = self._count
        if len(self._had) > _KEPT:
            del self._had[next(iter(self._had))]
