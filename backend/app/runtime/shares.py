"""Places for work that may hang: bounded in all, and for each owner, so that nobody takes every one."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary


class Shares:
    """At most `total` at once, and of one owner `each`; the others wait for their turn."""

    def __init__(self, *, total: int, each: int) -> None:
        self._total = asyncio.Semaphore(total)
        self._each = each
        self._own: WeakValueDictionary[UUID, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def place(self, owner: UUID) -> AsyncGenerator[None]:
        """A place for as long as the block runs."""
        own = self._own.get(owner)
        if own is None:
            own = self._own[owner] = asyncio.Semaphore(self._each)
        async with own, self._total:
            yield
