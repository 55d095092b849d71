"""Telling the clock that a schedule was changed."""

from uuid import UUID

import structlog
from fastapi import Request
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.ext.asyncio import AsyncSession

from app.runtime.streams import EMITTER, wake
from app.storage.database import after_commit

log = structlog.get_logger()


class Clock:
    """After the commit; where Redis is away the clock finds it when it next looks at the tables."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def tell(self, session: AsyncSession, emitter_id: UUID) -> None:
        after_commit(session, lambda: self._wake(emitter_id))

    async def _wake(self, emitter_id: UUID) -> None:
        try:
            await wake(self._redis, EMITTER, [emitter_id])
        except (RedisError, OSError) as away:
            log.warning("wake_failed", fault=type(away).__name__)


def clock_of(request: Request) -> Clock:
    return Clock(request.app.state.redis)
