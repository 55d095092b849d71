"""Wake-ups whose batch takes long stay with the worker that has them.

Others take up what nobody has touched for a while (reclaim.py), and hold it against the event at hand that a
worker died over it: a database that is away for a minute must not look like that.
"""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from .streams import Wakes

log = structlog.get_logger()

PAUSE = 5.0  # seconds


class Holding:
    """The batch a worker has under way."""

    def __init__(self, redis: Redis, consumer: str) -> None:
        self._redis = redis
        self._consumer = consumer
        self._under_way: Wakes | None = None

    @contextmanager
    def batch(self, wakes: Wakes) -> Generator[None]:
        """Hold these wake-ups for as long as the block runs."""
        self._under_way = wakes
        try:
            yield
        finally:
            self._under_way = None

    async def run(self) -> None:
        """Runs as long as the worker does; a batch that is done between two looks costs nothing."""
        before = None
        while True:
            await asyncio.sleep(PAUSE)
            if self._under_way is not None and self._under_way is before:
                await self.renew()
            before = self._under_way

    async def renew(self) -> None:
        """Let the patience of others begin anew."""
        wakes = self._under_way
        if wakes is None or not wakes.entries:
            return
        stream = wakes.stream
        try:
            await self._redis.xclaim(
                stream.name, stream.group, self._consumer, 0, list(wakes.entries), justid=True
            )
        except RedisError as away:
            log.warning("not_held", fault=type(away).__name__)
