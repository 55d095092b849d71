"""From the workers to the sockets: frames come over Redis and go to whoever reads their thread here."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.runtime.frames import GATEWAY, Frame, unpack
from app.runtime.postgres import Pool

from .listener import Listener

log = structlog.get_logger()

CHANGED = "changed"  # ids of channels and people that were changed, as hex texts
COUNTING = 2.0  # seconds
READING = 16  # sockets that read the database at once, when many come back together


class Gateway:
    """Every listener of this process, by thread."""

    def __init__(self, pool: Pool, redis: Redis) -> None:
        self._redis = redis
        self._forget: list[Callable[[UUID], None]] = []
        self._listeners: dict[bytes, set[Listener]] = {}
        self.reading = asyncio.Semaphore(READING)
        self.pool = pool
        self.is_alone = False  # no other process has readers: frames need not travel

    def on_change(self, forget: Callable[[UUID], None]) -> None:
        """Have `forget` told of what was changed elsewhere."""
        self._forget.append(forget)

    def enter(self, listener: Listener) -> None:
        self._listeners.setdefault(listener.thread_id.bytes, set()).add(listener)

    def leave(self, listener: Listener) -> None:
        key = listener.thread_id.bytes
        there = self._listeners.get(key, set())
        there.discard(listener)
        if not there:
            self._listeners.pop(key, None)

    async def run(self) -> None:
        """Runs as long as the API does. After an interruption every listener looks for what it missed."""
        pause = 0.05
        while True:
            try:
                async with self._redis.pubsub() as published:
                    await published.subscribe(GATEWAY, CHANGED)
                    pause = 0.05
                    async for message in published.listen():
                        self._take(message)
            except (RedisError, OSError) as away:
                log.warning("gateway_away", fault=type(away).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0)

    def _all_behind(self) -> None:
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.fall_behind()

    def _take(self, message: dict[str, object]) -> None:
        payload = message["data"]
        if message["type"] == "subscribe":
            # Confirmed, perhaps again: the client reconnects by itself, and what was said meanwhile is lost.
            self._all_behind()
        if message["type"] != "message" or not isinstance(payload, bytes):
            return
        if message["channel"] == CHANGED.encode():
            self._forget_changed(payload)
            return
        try:
            frames = unpack(payload)
        except msgspec.DecodeError:
            log.warning("gateway_unreadable")
            return
        self.offer(frames)

    def offer(self, frames: list[Frame]) -> None:
        """Hand frames to whoever reads their threads in this process."""
        for thread, seq, text in frames:
            for listener in self._listeners.get(thread, ()):
                listener.offer(seq, text)

    async def count_gateways(self) -> None:
        """Runs as long as the API does. A gateway that comes in between two counts reads what it missed."""
        while True:
            try:
                counted: Any = await self._redis.pubsub_numsub(GATEWAY)
                self.is_alone = counted[0][1] == 1
            except (RedisError, OSError):
                self.is_alone = False
            await asyncio.sleep(COUNTING)

    def _forget_changed(self, payload: bytes) -> None:
        try:
            changed_id = UUID(payload.decode())
        except ValueError:
            log.warning("change_unreadable")
            return
        for forget in self._forget:
            forget(changed_id)
