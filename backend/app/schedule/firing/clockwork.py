"""The loops of the clock process that fire emitters, and what wakes them.

Everything is in PostgreSQL; the stream only says that somebody changed something, so that nobody has to look
often. Each loop has a rhythm of its own: a large audience keeps no reminder waiting.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit import clock
from app.runtime.postgres import AWAY, MAY_SUCCEED_AGAIN, Pool
from app.runtime.streams import BUSY, EMITTER, USER_MESSAGES, backlog_of

from . import schedules
from .changes import take_changes
from .history import plan_daily
from .portions import work_portion
from .recipients import fire_recipients
from .rounds import LIMIT
from .schedules import fire_schedules
from .tools import Tools

log = structlog.get_logger()

LEAST = 0.05  # seconds between two looks, so that what falls due meanwhile shares a round trip
LONGEST = 1.0
PLAN_AGAIN = 3600.0
READ = 100

type Look = Callable[[], Awaitable[float]]
"""Does what there is to do; the seconds until there may be more."""


class Clockwork:
    """Fires emitters. Several run side by side, in one process or many."""

    def __init__(self, pool: Pool, redis: Redis, consumer: str) -> None:
        self._pool = pool
        self._redis = redis
        self._consumer = consumer
        self._tools = Tools(pool=pool, redis=redis)
        self._wakings: list[asyncio.Event] = []

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; what is under way is finished first."""
        async with asyncio.TaskGroup() as group:
            for look in (self._schedules, self._portions, self._recipients, self._changes, self._daily):
                group.create_task(self._loop(look, stop))
            group.create_task(self._listen(stop))

    # --- looks

    async def _schedules(self) -> float:
        fired = await fire_schedules(self._pool, clock.now())
        due = await schedules.next_due(self._pool)
        if not fired:
            return _until(due)
        self._wake()
        is_behind = due is not None and (clock.now() - due).total_seconds() > LEAST
        return 0.0 if is_behind else LEAST

    async def _portions(self) -> float:
        is_busy = await self._is_busy()
        return 0.0 if await work_portion(self._tools, clock.now(), is_busy=is_busy) else LONGEST

    async def _recipients(self) -> float:
        if await fire_recipients(self._tools, clock.now()) >= LIMIT:
            return 0.0
        return _until(self._tools.rounds.next_at)

    async def _changes(self) -> float:
        return 0.0 if await take_changes(self._tools, clock.now()) else LONGEST / 2

    async def _daily(self) -> float:
        await plan_daily(self._pool, clock.now())
        return PLAN_AGAIN

    # --- rhythm

    async def _loop(self, look: Look, stop: asyncio.Event) -> None:
        woken = asyncio.Event()
        self._wakings.append(woken)
        ended = asyncio.create_task(stop.wait())
        while not stop.is_set():
            woken.clear()
            pause = await self._looked(look)
            if pause:
                waking = asyncio.create_task(woken.wait())
                await asyncio.wait((ended, waking), timeout=pause, return_when=asyncio.FIRST_COMPLETED)
                waking.cancel()
            else:
                await asyncio.sleep(0)

    async def _looked(self, look: Look) -> float:
        """A server that is away is waited for; what a deadlock undid is done again."""
        try:
            return await look()
        except (*AWAY, *MAY_SUCCEED_AGAIN, RedisError, TimeoutError) as away:
            log.warning("server_away", fault=type(away).__name__)
            return LONGEST

    def _wake(self) -> None:
        for waking in self._wakings:
            waking.set()

    async def _listen(self, stop: asyncio.Event) -> None:
        """Whoever of several reads a wake-up acts on it: all look at the same tables."""
        while not stop.is_set():
            try:
                await self._read()
            except (RedisError, OSError, TimeoutError) as away:
                log.warning("server_away", fault=type(away).__name__)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), LONGEST)

    async def _read(self) -> None:
        client: Any = self._redis
        found: Any = await client.xreadgroup(
            EMITTER.group, self._consumer, {EMITTER.name: ">"}, count=READ, block=int(LONGEST * 1000)
        )
        for _, entries in found or ():
            self._wake()
            await client.xack(EMITTER.name, EMITTER.group, *(entry_id for entry_id, _ in entries))

    async def _is_busy(self) -> bool:
        """What bots are to hear of emitters waits until they have heard what people say."""
        try:
            return (await backlog_of(self._redis, USER_MESSAGES)).unread > BUSY
        except (RedisError, OSError) as away:
            log.warning("server_away", fault=type(away).__name__)
            return False  # what is stored now is found by the sweepers


def _until(due: datetime | None) -> float:
    """Seconds until then, not too few and not too many."""
    if due is None:
        return LONGEST
    return min(max((due - clock.now()).total_seconds(), LEAST), LONGEST)
