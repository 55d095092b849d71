"""How fast one socket may speak: so many frames at once, then so many a second."""

import asyncio
from collections.abc import Callable
from time import monotonic

AT_ONCE = 60
A_SECOND = 20


class Pace:
    """A token bucket, kept as the moment when it is full again."""

    def __init__(
        self, at_once: int = AT_ONCE, a_second: float = A_SECOND, now: Callable[[], float] = monotonic
    ) -> None:
        self._each = 1 / a_second
        self._depth = at_once / a_second
        self._now = now
        self._full = now()

    def price(self) -> float:
        """Take one; the seconds to wait before it may be used."""
        now = self._now()
        self._full = max(self._full, now) + self._each
        return max(0.0, self._full - now - self._depth)

    async def take(self) -> None:
        """Who is too fast waits, and is not read meanwhile."""
        wait = self.price()
        if wait:
            await asyncio.sleep(wait)
