"""From the workers to the sockets: frames come over Redis and go to whoever reads their thread here."""

import asyncio
from typing import Any
from uuid import UUID

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.subscription import heard
from app.runtime.changes import CHANGED, Forget, read_change
from app.runtime.frames import GATEWAY, Frame, unpack
from app.runtime.postgres import Pool

from .listener import Listener
from .roll import ROLL, Roll

log = structlog.get_logger()

QUIET = 5.0  # seconds without a word after which Redis is asked whether it is there
READING = 16  # sockets that read the database at once, when many come back together


class Gateway:
    """Every listener of this process, by thread."""

    def __init__(self, pool: Pool, redis: Redis, *, quiet: float = QUIET) -> None:
        self._redis = redis
        self._quiet = quiet
        self._forget: list[Forget] = []
        self._listeners: dict[bytes, set[Listener]] = {}
        self.roll = Roll(redis, self._all_behind)
        self.reading = asyncio.Semaphore(READING)
        self.pool = pool

    @property
    def is_alone(self) -> bool:
        """No other process has readers: frames need not travel."""
        return self.roll.is_alone

    def on_change(self, forget: Forget) -> None:
        """Have `forget` told of what was changed elsewhere; None: something may have been missed."""
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
                    await published.subscribe(GATEWAY, CHANGED, ROLL)
                    async for message in heard(published, self._quiet):
                        pause = 0.05
                        self._take(message)
            except (RedisError, OSError) as away:
                log.warning("gateway_away", fault=type(away).__name__)
            self.roll.end()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0)

    def _all_behind(self) -> None:
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.fall_behind()

    def _take(self, message: dict[str, Any]) -> None:
        kind, channel, payload = message["type"], message["channel"], message["data"]
        if kind == "subscribe":
            self._begin(channel)
        if kind != "message" or not isinstance(payload, bytes):
            return
        if channel == CHANGED.encode():
            self._forget_changed(read_change(payload))
        elif channel == ROLL.encode():
            self.roll.hear(payload)
        else:
            self._pass_on(payload)

    def _begin(self, channel: bytes) -> None:
        """Confirmed, perhaps again: the client reconnects by itself, and what was said meanwhile is lost."""
        if channel == ROLL.encode():  # the last one
            self._all_behind()
            self._forget_changed(None)
            self.roll.begin()

    def _pass_on(self, payload: bytes) -> None:
        try:
            frames = unpack(payload)
        except msgspec.DecodeError:
            log.warning("gateway_unreadable")
            return
        self.offer(frames)

    def offer(self, frames: list[Frame], *, can_wait: bool = False) -> None:
        """Hand frames to whoever reads their threads in this process."""
        for thread, seq, text in frames:
            for listener in self._listeners.get(thread, ()):
                listener.offer(seq, text, can_wait=can_wait)

    def _forget_changed(self, changed_id: UUID | None) -> None:
        for forget in self._forget:
            forget(changed_id)
