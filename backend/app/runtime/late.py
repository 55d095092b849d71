"""Sessions whose code takes its time: each leaves its batch and is committed alone (architecture.md 4).

What waits here is in the memory of one worker only; whatever is forgotten the sweeper finds.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from itertools import islice
from time import monotonic
from typing import Any, Protocol
from uuid import UUID

import structlog

from .drain import Drained
from .loading import Loaded

log = structlog.get_logger()

PATIENCE = 0.005  # seconds a batch waits for the code of one session
SLOW = 0.05  # seconds beyond these, after which a bot is not waited for
DISTRUST = 10.0  # seconds for which it is not
AT_ONCE = 8  # sessions of one bot that are late together; the others are loaded when one is done
MOST_QUEUED = 100_000
LEAVING = 2.0  # seconds those under way have when the worker stops

LATE = Drained(outcome=None)


class Drains(Protocol):
    """Advances one session, as Drain."""

    async def run(self, *, before: int | None = None) -> Drained: ...

    def code_begun(self) -> asyncio.Future[None]: ...


class Finish(Protocol):
    """Commits what a late session came to; called with the lock held."""

    async def __call__(self, loaded: Loaded, drained: Drained) -> None: ...


class Look(Protocol):
    """Handles these sessions as a batch of their own; called with the lock held."""

    async def __call__(self, session_ids: Sequence[UUID]) -> None: ...


class Late:
    """`drained` in place of Drain.run, under the lock `alone`; `finish` is called when a late one is done.

    Those that had to wait are given to `look`, a few at a time, for as long as there are any.
    """

    def __init__(
        self, alone: asyncio.Lock, finish: Finish, look: Look, now: Callable[[], float] = monotonic
    ) -> None:
        self._alone = alone
        self._finish = finish
        self._look = look
        self._now = now
        self._late: set[UUID] = set()
        self._woken: set[UUID] = set()
        self._tasks: dict[asyncio.Task[None], list[UUID]] = {}
        self._under_way: Counter[UUID] = Counter()
        self._looking: set[UUID] = set()
        self._queued: dict[UUID, dict[UUID, None]] = {}
        self._distrusted: dict[UUID, float] = {}
        self._is_stopping = False

    def others(self, session_ids: Iterable[UUID]) -> list[UUID]:
        """Those that are not late already; the late are looked at again when they are done."""
        asked = list(session_ids)
        if not self._late:
            return asked
        self._woken.update(one for one in asked if one in self._late)
        return [one for one in asked if one not in self._late]

    async def drained(self, loaded: Loaded, drain: Drains, *, before: int | None = None) -> Drained:
        """What came of it, or LATE where its code is still running."""
        if self._under_way and self._under_way[loaded.bot_id] >= AT_ONCE:
            self._queue(loaded.bot_id, loaded.id)
            return LATE
        running = asyncio.Task(drain.run(before=before), loop=asyncio.get_running_loop(), eager_start=True)
        if not running.done():
            await self._wait(loaded.bot_id, running, drain)
        if running.done():
            return running.result()
        if self._is_stopping:
            await _cut_off([running])
            self._queue(loaded.bot_id, loaded.id)
        else:
            self._leave(loaded, running)
        return LATE

    async def stop(self) -> None:
        """Wait a little for those under way and cut off the others; from here on none is late."""
        self._is_stopping = True
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=LEAVING)
        await _cut_off(list(self._tasks))

    def take_all(self) -> list[UUID]:
        """Every session that waits here, or was cut off; none does then."""
        taken = [one for queued in self._queued.values() for one in queued]
        self._queued.clear()
        return taken

    async def _wait(self, bot_id: UUID, running: asyncio.Task[Drained], drain: Drains) -> None:
        """For code only as long as this bot is trusted; for what else a turn may need, to the end."""
        try:
            await asyncio.wait({running, drain.code_begun()}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                await asyncio.wait({running}, timeout=self._patience(bot_id))
        except asyncio.CancelledError:
            running.cancel()
            raise

    def _patience(self, bot_id: UUID) -> float:
        if self._under_way and self._under_way[bot_id]:
            return 0.0
        until = self._distrusted.get(bot_id)
        if until is None:
            return PATIENCE
        if until > self._now():
            return 0.0
        del self._distrusted[bot_id]
        return PATIENCE

    def _leave(self, loaded: Loaded, running: asyncio.Task[Drained]) -> None:
        self._under_way[loaded.bot_id] += 1
        self._late.add(loaded.id)
        self._begin(self._follow(loaded, running), loaded.bot_id, [loaded.id])

    def _begin(self, work: Coroutine[Any, Any, None], bot_id: UUID, session_ids: list[UUID]) -> None:
        task = asyncio.create_task(work)
        self._tasks[task] = session_ids
        task.add_done_callback(lambda done: self._ended(done, bot_id))

    async def _follow(self, loaded: Loaded, running: asyncio.Task[Drained]) -> None:
        began = self._now()
        try:
            drained = await running
        except BaseException:
            self._back(loaded)
            raise
        finally:
            if self._now() - began > SLOW:
                self._distrusted[loaded.bot_id] = self._now() + DISTRUST
        async with self._alone:
            # Whoever is woken from here on waits for the lock, and loads what is committed under it.
            self._back(loaded)
            await self._finish(loaded, drained)

    async def _look_at(self, bot_id: UUID, session_ids: list[UUID]) -> None:
        try:
            async with self._alone:
                await self._look(session_ids)
        finally:
            self._looking.discard(bot_id)

    def _ended(self, task: asyncio.Task[None], bot_id: UUID) -> None:
        session_ids = self._tasks.pop(task)
        if task.cancelled():
            for session_id in session_ids:
                self._queue(bot_id, session_id)
        elif fault := task.exception():
            # What it could not commit is still in the inbox; the sweeper finds it.
            log.error("late_failed", sessions=list(map(str, session_ids)), fault=type(fault).__name__)
        self._go_on(bot_id)

    def _go_on(self, bot_id: UUID) -> None:
        """Have a look at as many of those that wait as there is room for."""
        queued = self._queued.get(bot_id)
        room = AT_ONCE - self._under_way[bot_id]
        if not queued or room <= 0 or bot_id in self._looking or self._is_stopping:
            return
        session_ids = list(islice(queued, room))
        for one in session_ids:
            del queued[one]
        if not queued:
            del self._queued[bot_id]
        self._looking.add(bot_id)
        self._begin(self._look_at(bot_id, session_ids), bot_id, session_ids)

    def _back(self, loaded: Loaded) -> None:
        """It is late no longer; what it was woken for meanwhile is looked at next."""
        self._late.discard(loaded.id)
        if loaded.id in self._woken:
            self._woken.discard(loaded.id)
            self._queue(loaded.bot_id, loaded.id)
        self._under_way[loaded.bot_id] -= 1
        if not self._under_way[loaded.bot_id]:
            del self._under_way[loaded.bot_id]

    def _queue(self, bot_id: UUID, session_id: UUID) -> None:
        queued = self._queued.setdefault(bot_id, {})
        if len(queued) < MOST_QUEUED:
            queued[session_id] = None


async def _cut_off(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel them, and return when they are over."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
