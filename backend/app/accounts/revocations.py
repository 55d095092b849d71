"""Sign-out and demotion, told to every API process at once; the TTL of `verify` is the net below."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.subscription import heard

CHANNEL = "revoked"
_PATIENCE_SECONDS = 15.0

type OnRevoked = Callable[[UUID | None, UUID | None], None]

_log = structlog.get_logger()


class Revocations:
    """Callbacks get (person_id, sign_in_id): one sign-in ended, or with None all of that person's to be
    checked anew; (None, None) where messages may have been missed and everyone is to be checked anew.
    `quiet`: seconds without a word after which Redis is asked whether it is still there."""

    def __init__(self, redis: Redis, *, quiet: float = _PATIENCE_SECONDS) -> None:
        self._redis = redis
        self._quiet = quiet
        self._callbacks: list[OnRevoked] = []
        self._listening: asyncio.Task[None] | None = None
        self._heard = asyncio.Event()

    def on_revoked(self, callback: OnRevoked) -> Callable[[], None]:
        """Call `callback` from now on; the answer unregisters it."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    async def tell(self, person_id: UUID, sign_in_id: UUID | None = None) -> None:
        """Here at once, elsewhere as soon as Redis carries it. Call it after the commit."""
        self._call(person_id, sign_in_id)
        told = [str(person_id), None if sign_in_id is None else str(sign_in_id)]
        try:
            await self._redis.publish(CHANNEL, orjson.dumps(told))
        except (RedisError, OSError) as fault:
            _log.warning("revocation.untold", fault=type(fault).__qualname__)

    async def start(self) -> None:
        """Listen until `stop`; returns when subscribed, or after a second without Redis."""
        self._listening = asyncio.create_task(self._listen(), name="revocations")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), 1)

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self) -> None:
        pause = 0.1
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    await pubsub.subscribe(CHANNEL)
                    async for message in heard(pubsub, self._quiet):
                        pause = 0.1
                        self._take(message)
            except (RedisError, OSError) as fault:
                _log.warning("revocation.deaf", fault=type(fault).__qualname__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5)

    def _take(self, message: dict[str, Any]) -> None:
        """Subscribed, perhaps again: who was deaf meanwhile knows nothing for sure."""
        if message["type"] == "subscribe":
            self._call(None, None)
            self._heard.set()
        elif message["type"] == "message":
            self._call(*_read(message["data"]))

    def _call(self, person_id: UUID | None, sign_in_id: UUID | None) -> None:
        for callback in tuple(self._callbacks):
            callback(person_id, sign_in_id)


def _read(payload: bytes) -> tuple[UUID | None, UUID | None]:
    """What can't be read means that anybody may have been revoked."""
    try:
        person_id, sign_in_id = orjson.loads(payload)
        return UUID(person_id), None if sign_in_id is None else UUID(sign_in_id)
    except (ValueError, TypeError, AttributeError):
        return None, None
