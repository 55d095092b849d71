"""Telling the workers that sessions of a bot have something to do."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends, Request
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.errors import Conflict
from app.runtime.dead_letters import replay
from app.runtime.postgres import Pool
from app.runtime.streams import USER_MESSAGES, wake

log = structlog.get_logger()


class Waker:
    """Plugged in by the composition root."""

    def __init__(self, pool: Pool, redis: Redis) -> None:
        self._pool = pool
        self._redis = redis

    async def wake(self, session_ids: Sequence[UUID]) -> None:
        """Have these sessions looked at now; where Redis is away the sweeper finds them later."""
        try:
            if session_ids:
                await wake(self._redis, USER_MESSAGES, session_ids)
        except (RedisError, OSError) as away:
            log.warning("wake_failed", fault=type(away).__name__)

    async def replay(self, letter_id: UUID) -> UUID:
        """Put a dead letter back into its inbox; Conflict where that was done before."""
        session_id = await replay(self._pool, letter_id)
        if session_id is None:
            raise Conflict("dead_letter:replayed", "It was replayed before, or cannot be.")
        await self.wake([session_id])
        return session_id


def _waker(request: Request) -> Waker:
    return request.app.state.waker


Waking = Annotated[Waker, Depends(_waker)]
