"""What those who have a bot open are told as it happens. Lossy by nature: what is kept is in the tables.

Workers tell of turns only where somebody watches, so a bot nobody looks at costs nothing.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.engine import values
from app.engine.masking import Secrets
from app.kit import clock

from .commit import Outcome
from .frames import timestamp

log = structlog.get_logger()

WATCHED = "watched"  # a sorted set: ids of bots as hex texts, by the second until which somebody watches
LOOK_EVERY = 1.0  # seconds
WATCH_SECONDS = 15


type News = tuple[str, bytes]
"""A channel, and what is said there."""


def live_channel(bot_id: UUID) -> str:
    """The Redis channel of a bot's news."""
    return f"live:{bot_id.hex}"


class Watched:
    """Which bots somebody watches, as it was a second ago."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis
        self._bots: frozenset[UUID] = frozenset()

    async def run(self) -> None:
        """Runs as long as the worker does."""
        while True:
            try:
                found = await self._redis.zrangebyscore(WATCHED, clock.now().timestamp(), "+inf")
                self._bots = frozenset(UUID(one.decode()) for one in found)
            except (RedisError, OSError) as away:
                log.warning("watched_unknown", fault=type(away).__name__)
            await asyncio.sleep(LOOK_EVERY)

    def news_of(self, outcomes: Iterable[Outcome], at: datetime) -> list[News]:
        """What to publish where of these committed turns."""
        if not self._bots:
            return []
        return [
            (live_channel(outcome.bot_id), turn_news(outcome, at))
            for outcome in outcomes
            if outcome.bot_id in self._bots
        ]


def turn_news(outcome: Outcome, at: datetime) -> bytes:
    """One drain of a session: its traces as they are stored, and where the session is after them."""
    session: dict[str, Any] = values.decode(outcome.state)
    return values.encode(
        {
            "type": "turn",
            "session_id": outcome.session_id,
            "channel_id": outcome.channel_id,
            "person_id": outcome.person_id,
            "at": timestamp(at),
            "traces": [msgspec.Raw(trace.encode()) for trace in outcome.traces],
            "version": session["version"],
            "step": session["step"],
            "finished": session["finished"],
            "variables": Secrets(outcome.secrets).mask(session["variables"]),
        }
    )


async def watch(redis: Redis, bot_ids: Iterable[UUID]) -> None:
    """Have workers tell of these bots' turns for the next seconds; to be repeated."""
    until = clock.now().timestamp() + WATCH_SECONDS
    names: dict[Any, Any] = {bot_id.hex: until for bot_id in bot_ids}
    client: Any = redis
    await client.zremrangebyscore(WATCHED, 0, clock.now().timestamp())
    if names:
        await client.zadd(WATCHED, names)
