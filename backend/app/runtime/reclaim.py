"""Wake-ups that a worker took and never finished: somebody else takes them up.

FastStream acknowledges a batch when its handler returns: what stays pending belonged to a worker that died.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from .postgres import AWAY
from .streams import BATCH, MAX_LENGTH, Stream, ids_of

log = structlog.get_logger()

IDLE_MS = 15_000
PAUSE = 5.0  # seconds
DELIVERIES = 10
FORGOTTEN_MS = 600_000


class Reclaim:
    """Takes over pending wake-ups of one stream, one id at a time: among them is what a worker died over."""

    def __init__(
        self,
        redis: Redis,
        stream: Stream,
        consumer: str,
        handle: Callable[[UUID], Awaitable[None]],
        *,
        idle_ms: int = IDLE_MS,
    ) -> None:
        self._redis = redis
        self._stream = stream
        self._consumer = consumer
        self._handle = handle
        self._idle_ms = idle_ms

    async def run(self) -> None:
        """Runs as long as the worker does."""
        while True:
            await asyncio.sleep(PAUSE)
            try:
                await self.once()
            except (RedisError, *AWAY, TimeoutError) as away:
                log.warning("reclaim_failed", stream=self._stream.name, fault=type(away).__name__)

    async def once(self) -> int:
        """Take up what has been pending too long; how many wake-ups that were."""
        name, group = self._stream.name, self._stream.group
        reply: Any = await self._redis.xautoclaim(
            name, group, self._consumer, min_idle_time=self._idle_ms, start_id="0-0", count=BATCH
        )
        entries: list[tuple[bytes, dict[bytes, bytes]]] = reply[1]
        for entry_id, fields in entries:
            await self._take_up(entry_id, {key.decode(): value.decode() for key, value in fields.items()})
        await self._forget_consumers()
        return len(entries)

    async def _take_up(self, entry_id: bytes, fields: dict[str, str]) -> None:
        name, group = self._stream.name, self._stream.group
        pending: Any = await self._redis.xpending_range(name, group, entry_id, entry_id, 1)
        if pending and pending[0]["times_delivered"] > DELIVERIES:
            await self._redis.xadd(self._stream.dead, {**fields}, maxlen=MAX_LENGTH, approximate=True)
        else:
            for one in ids_of(self._stream, [fields]):
                await self._handle(one)
        await self._redis.xack(name, group, entry_id)

    async def _forget_consumers(self) -> None:
        """Consumers have a name of their own each; those long gone, with nothing pending, are removed."""
        consumers: Any = await self._redis.xinfo_consumers(self._stream.name, self._stream.group)
        for consumer in consumers:
            if consumer["pending"] == 0 and consumer["idle"] > FORGOTTEN_MS:
                await self._redis.xgroup_delconsumer(self._stream.name, self._stream.group, consumer["name"])
