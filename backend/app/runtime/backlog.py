"""What waits, and for how long: looked at by the clock process, for the operator's monitoring, and for
administrators who watch."""

from dataclasses import dataclass

from redis.asyncio import Redis

from .metrics import OLDEST, PENDING, UNREAD, WAITING
from .postgres import Pool
from .streams import STREAMS, backlog_of

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


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRows:
    """Counted to MOST."""

    waiting: int
    oldest_seconds: float


async def waiting_rows(pool: Pool) -> dict[str, WaitingRows]:
    """By queue."""
    found: dict[str, WaitingRows] = {}
    for queue, statement in QUEUES.items():
        row = await pool.fetchrow(statement, MOST)
        if row is not None:
            oldest = max(0.0, float(row["oldest"] or 0))
            found[queue] = WaitingRows(waiting=row["waiting"], oldest_seconds=oldest)
    return found


async def measure_backlog(pool: Pool, redis: Redis) -> None:
    """Bring the gauges up to date."""
    for queue, found in (await waiting_rows(pool)).items():
        WAITING.labels(queue).set(found.waiting)
        OLDEST.labels(queue).set(found.oldest_seconds)
    for stream in STREAMS:
        seen = await backlog_of(redis, stream)
        UNREAD.labels(stream.name).set(seen.unread)
        PENDING.labels(stream.name).set(seen.pending)
