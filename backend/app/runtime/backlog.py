"""What waits, and for how long: looked at by the clock process, for the operator's monitoring."""

from typing import Any

from redis.asyncio import Redis

from .metrics import OLDEST, PENDING, UNREAD, WAITING
from .postgres import Pool
from .streams import STREAMS

MOST = 10_000  # rows that are counted: more than that is too many in any case
QUEUES = {
    "inbox": """
        select (select count(*) from (select from inbox limit $1) as these) as waiting,
               extract(epoch from now() - (select min(since) from inbox)) as oldest
    """,
    "outbox": """
        select (select count(*) from (select from outbox limit $1) as these) as waiting,
               extract(epoch from now() - (select min(since) from outbox)) as oldest
    """,
    "commands_left_behind": """
        select (select count(*) from (select from command where leased_until < now() limit $1) as these)
                   as waiting,
               extract(epoch from now() - (select min(leased_until) from command)) as oldest
    """,
    "timers_due": """
        select (select count(*) from (select from timer where due_at <= now() limit $1) as these) as waiting,
               extract(epoch from now() - (select min(due_at) from timer)) as oldest
    """,
}


async def measure_backlog(pool: Pool, redis: Redis) -> None:
    """Bring the gauges up to date."""
    for queue, statement in QUEUES.items():
        row = await pool.fetchrow(statement, MOST)
        if row is not None:
            WAITING.labels(queue).set(row["waiting"])
            OLDEST.labels(queue).set(max(0.0, float(row["oldest"] or 0)))
    for stream in STREAMS:
        groups: Any = await redis.xinfo_groups(stream.name)
        for group in groups:
            UNREAD.labels(stream.name).set(group.get("lag") or 0)
            PENDING.labels(stream.name).set(group["pending"])
