"""Whether the workers keep up. Where they do not, people are asked to wait rather than kept waiting."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

import structlog
from redis.exceptions import RedisError

from app.kit.errors import TooMany
from app.runtime.streams import Backlog

log = structlog.get_logger()

BETWEEN_LOOKS = 0.25  # seconds
LONGEST_WAIT = 30  # seconds anybody is asked to wait
STALE = 5.0  # seconds after which what was seen says nothing of now


class Congestion:
    """Looks, while people speak, at how many wake-ups no worker has read. `limit` may be; 0: any number."""

    def __init__(self, look: Callable[[], Awaitable[Backlog]], limit: int) -> None:
        self._backlog = look
        self._limit = limit
        self._seen = Backlog()
        self._seen_at = 0.0
        self._wait = 1
        self._looking: asyncio.Task[None] | None = None

    def check(self) -> None:
        """TooMany `channel:busy`, with the seconds after which half of the limit will be free."""
        if not self._limit:
            return
        age = time.monotonic() - self._seen_at
        if self._looking is None and age > BETWEEN_LOOKS:
            self._looking = asyncio.create_task(self._look())
        if self._seen.unread > self._limit and age < STALE:
            raise TooMany(
                "channel:busy", "Too much is going on; try again in a moment.", retry_after=self._wait
            )

    async def finish(self) -> None:
        """Wait for a look that is under way."""
        if self._looking is not None:
            await self._looking

    async def _look(self) -> None:
        """Where Redis is away nobody is refused: what is accepted is kept, and found by the sweeper."""
        try:
            seen = await self._backlog()
        except (RedisError, OSError) as away:
            log.warning("not_looked_at_workers", fault=type(away).__name__)
            seen = Backlog()
        finally:
            self._looking = None
        now = time.monotonic()
        if self._seen_at:
            self._wait = _seconds_until(seen, self._limit // 2, self._seen, now - self._seen_at)
        self._seen, self._seen_at = seen, now


def _seconds_until(seen: Backlog, wanted: int, before: Backlog, passed: float) -> int:
    """How long, at the pace since the look before, until no more than `wanted` are unread."""
    a_second = (seen.read - before.read) / passed
    if a_second <= 0:
        return 1 if seen.unread <= wanted else LONGEST_WAIT
    return max(1, min(LONGEST_WAIT, math.ceil((seen.unread - wanted) / a_second)))
