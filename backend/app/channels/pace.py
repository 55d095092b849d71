"""How fast one person may speak in one channel: so many at once, and then so many a minute."""

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from app.kit.errors import TooMany

KEPT = 100_000
PORTION = 16 * 1024  # bytes of a message that count as one; a longer one counts as several


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Messages: `backlog` of a conversation may wait; `rate` a minute (0: any number) and `burst` at once.

    `queue`: wake-ups that may wait for the workers in all (0: any number). `size`: bytes each may have.
    """

    backlog: int = 1000
    queue: int = 0
    rate: int = 0
    burst: int = 1
    size: int = 256 * 1024


class Pace:
    """A token bucket for each (channel, person) of this process, kept as the moment when it is full again."""

    def __init__(self, limits: Limits) -> None:
        self._each = 60 / limits.rate if limits.rate else 0.0  # seconds one message costs
        self._depth = self._each * limits.burst
        self._full: OrderedDict[tuple[UUID, UUID], float] = OrderedDict()

    def take(self, channel_id: UUID, person_id: UUID, size: int = 0) -> None:
        """One message of so many bytes; TooMany `channel:too_fast` with the seconds to wait."""
        if not self._each:
            return
        now, key = time.monotonic(), (channel_id, person_id)
        full = max(self._full.pop(key, now), now)
        price = min(self._each * max(1.0, size / PORTION), self._depth)
        ahead = full + price - now - self._depth
        self._full[key] = full if ahead > 0 else full + price
        if len(self._full) > KEPT:
            self._full.popitem(last=False)
        if ahead > 0:
            raise TooMany("channel:too_fast", "Too many messages at once.", retry_after=math.ceil(ahead))
