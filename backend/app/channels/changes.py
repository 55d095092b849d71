"""Telling every API process that a channel or a person was changed, so that it forgets what it knew."""

from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from .web.gateway import CHANGED

log = structlog.get_logger()


class Changes:
    """Told after the commit; where Redis is away the caches' short time is the net below."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def tell(self, changed_id: UUID) -> None:
        try:
            await self._redis.publish(CHANGED, changed_id.hex)
        except (RedisError, OSError) as away:
            log.warning("change_untold", fault=type(away).__name__)
