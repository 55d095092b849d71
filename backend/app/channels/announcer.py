"""Telling the gateway and the workers of what was accepted: after the commit, many at a time.

Nobody waits for it: what is not told is found by the sweeper.
"""

import asyncio
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.runtime.frames import GATEWAY, Frame, pack
from app.runtime.streams import USER_MESSAGES, Backlog, backlog_of, wake

from .web.gateway import Gateway

log = structlog.get_logger()


class Announcer:
    """One round at a time; what comes meanwhile shares the next."""

    def __init__(self, redis: Redis, gateway: Gateway) -> None:
        self._redis = redis
        self._gateway = gateway
        self._frames: list[Frame] = []
        self._sessions: dict[UUID, None] = {}
        self._telling: asyncio.Task[None] | None = None

    def announce(self, frame: Frame | None, session_id: UUID | None) -> None:
        """Tell soon of a message for the gateway, of a session with something in its inbox, or both."""
        if frame is not None and self._gateway.is_alone:
            self._gateway.offer([frame], can_wait=True)
        elif frame is not None:
            self._frames.append(frame)
        if session_id is not None:
            self._sessions[session_id] = None
        if self._telling is None and (self._frames or self._sessions):
            self._telling = asyncio.create_task(self._tell())

    async def backlog(self) -> Backlog:
        """What the workers have not read yet."""
        return await backlog_of(self._redis, USER_MESSAGES)

    async def finish(self) -> None:
        """Wait until all is told."""
        if self._telling is not None:
            await self._telling

    async def _tell(self) -> None:
        try:
            while self._frames or self._sessions:
                frames, self._frames = self._frames, []
                sessions, self._sessions = self._sessions, {}
                if sessions:
                    await wake(self._redis, USER_MESSAGES, sessions)
                if frames:
                    await self._redis.publish(GATEWAY, pack(frames))
        except (RedisError, OSError) as away:
            log.warning("announce_failed", fault=type(away).__name__)
            self._gateway.roll.owe()
        finally:
            self._telling = None
