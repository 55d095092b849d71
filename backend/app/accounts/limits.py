"""How often somebody may try: counted in the cache Redis, in this process where that is out of reach."""

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.errors import TooMany

_COUNTERS_KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`allowed` tries in `seconds`, counted from the first one; `code` is that of the error after them."""

    name: str
    allowed: int
    seconds: int
    code: str = "auth:too_many_attempts"


class RateLimits:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._own: OrderedDict[str, tuple[int, float]] = OrderedDict()

    async def take(self, limit: Limit, *of: str) -> None:
        """Count one try; TooMany with the seconds to wait when it was one too many."""
        key = _key(limit, of)
        try:
            count, left = await self._count(key, limit.seconds)
        except (RedisError, OSError):
            count, left = self._count_here(key, limit.seconds)
        if count > limit.allowed:
            wait = max(1, left)
            raise TooMany(limit.code, "Too many attempts. Wait a little.", retry_after=wait)

    async def give_back(self, limit: Limit, *of: str) -> None:
        """That try was a good one."""
        key = _key(limit, of)
        if key in self._own:
            count, ends = self._own[key]
            self._own[key] = (max(0, count - 1), ends)
        try:
            if await self._redis.exists(key):
                await self._redis.decr(key)
        except (RedisError, OSError):
            return

    async def _count(self, key: str, seconds: int) -> tuple[int, int]:
        async with self._redis.pipeline(transaction=True) as pipeline:
            pipeline.incr(key)
            pipeline.expire(key, seconds, nx=True)
            pipeline.ttl(key)
            count, _, left = await pipeline.execute()
        return cast("int", count), cast("int", left)

    def _count_here(self, key: str, seconds: int) -> tuple[int, int]:
        now = time.monotonic()
        count, ends = self._own.pop(key, (0, now + seconds))
        if ends <= now:
            count, ends = 0, now + seconds
        self._own[key] = (count + 1, ends)
        if len(self._own) > _COUNTERS_KEPT:
            self._own.popitem(last=False)
        return count + 1, int(ends - now) + 1


def _key(limit: Limit, of: tuple[str, ...]) -> str:
    """Whom it counts is a digest: addresses of people are not for the cache."""
    return f"limit:{limit.name}:{hashlib.sha256('\0'.join(of).encode()).hexdigest()[:32]}"
