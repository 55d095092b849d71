"""Telling the workers that sessions of a bot have something to do."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends, Request
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.errors import Conflict
from app.runtime.changes import Changes
from app.runtime.dead_letters import Replay, replay
from app.runtime.postgres import Pool
from app.runtime.streams import USER_MESSAGES, Stream, wake

log = structlog.get_logger()


class Waker:
    """Plugged in by the composition root."""

    def __init__(self, pool: Pool, redis: Redis) -> None:
        self._pool = pool
        self._redis = redis

    async def wake(self, session_ids: Sequence[UUID]) -> None:
        """Have these sessions looked at now; where Redis is away the sweeper finds them later."""
        await self._tell(USER_MESSAGES, session_ids)

    async def replay(self, letter_id: UUID) -> Replay:
        """Put a dead letter back where it came from; Conflict where that was done before."""
        put_back = await replay(self._pool, letter_id)
        if put_back is None:
            raise Conflict("dead_letter:replayed", "It was replayed before, or cannot be.")
        await self._tell(put_back.stream, [put_back.id])
        return put_back

    async def tell_deleted(self, bot_id: UUID) -> None:
        """Have every API process forget whom it would have sent to that bot."""
        await Changes(self._redis).tell(bot_id)

    async def _tell(self, stream: Stream, ids: Sequence[UUID]) -> None:
        try:
            if ids:
                await wake(self._redis, stream, ids)
        except (RedisError, OSError) as away:
            log.warning("wake_failed", fault=type(away).__name__)


def _waker(request: Request) -> Waker:
    return request.app.state.waker


Waking = Annotated[Waker, Depends(_waker)]
