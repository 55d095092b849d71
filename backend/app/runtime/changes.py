"""Telling every API process that a channel, a person or a bot was changed, so that it forgets it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

CHANGED = "changed"  # ids as hex texts

type Forget = Callable[[UUID | None], None]
"""Called with what was changed; with None where anything may have been."""


class Changes:
    """Told after the commit; where Redis is away the caches' short time is the net below."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    async def tell(self, changed_id: UUID) -> None:
        try:
            await self._redis.publish(CHANGED, changed_id.hex)
        except (RedisError, OSError) as away:
            log.warning("change_untold", fault=type(away).__name__)


def read_change(payload: bytes) -> UUID | None:
    """What cannot be read means that anything may have been changed."""
    try:
        return UUID(payload.decode())
    except ValueError:
        log.warning("change_unreadable")
        return None
