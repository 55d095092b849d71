"""Firing timers: the row goes and its event enters the inbox in one transaction, so each fires once.

Several schedulers may run side by side; one at a time fires, or timers of a session could change places.
"""

from datetime import datetime
from random import random
from uuid import UUID

from redis.asyncio import Redis

from app.engine import TimerFired, dump_event
from app.kit.ids import uuid7

from . import metrics
from .postgres import Pool
from .streams import USER_MESSAGES, wake

MY_TURN = "select pg_try_advisory_xact_lock(7412501)"
CLAIMED = """
select id, session_id, due_at from timer where due_at <= $1
order by due_at, priority, ordinal limit $2 for update
"""
FIRED = "delete from timer where id = any($1::uuid[])"
QUEUED = """
insert into inbox (session_id, event)
select * from unnest($1::uuid[], $2::json[])
"""
NEXT_DUE = "select min(due_at) from timer"


async def fire_due(pool: Pool, redis: Redis, at: datetime, *, limit: int = 1000) -> int:
    """Fire what is due at `at`, in order of time due, then priority, then position; how many there were.

    0 also where another process is firing just now.
    """
    async with pool.acquire() as connection, connection.transaction():
        if not await connection.fetchval(MY_TURN):
            return 0
        due = await connection.fetch(CLAIMED, at, limit)
        if not due:
            return 0
        await connection.execute(FIRED, [row["id"] for row in due])
        events = [_event(row["id"], row["due_at"]) for row in due]
        await connection.execute(QUEUED, [row["session_id"] for row in due], events)
    for row in due:
        metrics.TIMER_LATE.observe((at - row["due_at"]).total_seconds())
    await wake(redis, USER_MESSAGES, dict.fromkeys(row["session_id"] for row in due))
    return len(due)


def _event(timer_id: UUID, due_at: datetime) -> str:
    fired = TimerFired(id=str(uuid7()), at=due_at, random=random(), timer_id=str(timer_id))  # noqa: S311
    return dump_event(fired).decode()
