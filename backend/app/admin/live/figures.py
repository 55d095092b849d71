"""What waits and for how long, how full Redis is, whose bots meet problems: from where metrics have it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit import clock
from app.runtime.backlog import waiting_rows
from app.runtime.postgres import AWAY, Pool
from app.runtime.streams import STREAMS, backlog_of

EVERY = 2.0  # seconds
PATIENCE = 5.0
WITHIN = timedelta(hours=1)
SHOWN = 20
# The clock process counts them, so they come some seconds later than the rest.
PROBLEMS = """
select most.bot_id, b.name, most.problems
from (
    select bot_id, sum(count)::bigint as problems from problem_count
    where minute >= $1 group by bot_id order by 2 desc, 1 limit $2
) as most join bot b on b.id = most.bot_id
order by most.problems desc, most.bot_id
"""

log = structlog.get_logger()

type Figures = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    pool: Pool
    redis: Redis


class Board:
    """One look is for everybody who watches: more of them ask no more of the servers."""

    def __init__(self, sources: Sources, every: float = EVERY) -> None:
        self.every = every
        self._sources = sources
        self._looking = asyncio.Lock()
        self._newest: Figures = {}
        self._good_until = 0.0

    async def newest(self) -> Figures:
        """Figures no older than `every`."""
        async with self._looking:
            if time.monotonic() >= self._good_until:
                self._newest = await look(self._sources)
                self._good_until = time.monotonic() + self.every * 0.9
        return self._newest


async def look(sources: Sources) -> Figures:
    """One frame. What could not be looked at is null, and `away` names whose fault that is."""
    pool, redis = sources.pool, sources.redis
    rows, problems = await _asked(lambda: _rows(pool)), await _asked(lambda: _problems(pool))
    streams, memory = await _asked(lambda: _streams(redis)), await _asked(lambda: _memory(redis))
    parts = {"database": (rows, problems), "redis": (streams, memory)}
    return {
        "type": "status",
        "at": clock.now().isoformat(),
        "queues": rows,
        "streams": streams,
        "redis": memory,
        "problems": problems,
        "problems_minutes": int(WITHIN.total_seconds() // 60),
        "away": [name for name, found in parts.items() if None in found],
    }


async def _asked[T](part: Callable[[], Awaitable[T]]) -> T | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await part()
    except (*AWAY, RedisError, TimeoutError) as away:
        log.warning("server_away", what="status", fault=type(away).__name__)
        return None


async def _rows(pool: Pool) -> list[dict[str, Any]]:
    return [{"queue": queue, **asdict(found)} for queue, found in (await waiting_rows(pool)).items()]


async def _problems(pool: Pool) -> list[dict[str, Any]]:
    rows = await pool.fetch(PROBLEMS, clock.now() - WITHIN, SHOWN)
    return [
        {"bot_id": str(row["bot_id"]), "name": row["name"], "problems": int(row["problems"])} for row in rows
    ]


async def _streams(redis: Redis) -> list[dict[str, Any]]:
    found = [(stream.name, await backlog_of(redis, stream)) for stream in STREAMS]
    return [{"stream": name, "unread": seen.unread, "pending": seen.pending} for name, seen in found]


async def _memory(redis: Redis) -> dict[str, int]:
    """Bytes; a `limit` of 0 is none."""
    told: Any = await redis.info("memory")
    return {
        "used": int(told["used_memory"]),
        "peak": int(told["used_memory_peak"]),
        "limit": int(told.get("maxmemory") or 0),
    }
