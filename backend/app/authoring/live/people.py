"""Who has a bot open, and which steps they hold: soft locks that warn and never stand in the way.

Kept in Redis for as long as it is renewed: losing it loses nothing but the warning.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit import clock
from app.kit.errors import Conflict
from app.runtime.frames import timestamp

log = structlog.get_logger()

PRESENT_SECONDS = 30
LOCK_SECONDS = 30
LOCKS_OF_PERSON = 50  # on one bot
FORGOTTEN_AFTER = 3600  # seconds after which an unused bot's keys go by themselves

type Shown = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """One open socket of a person."""

    socket_id: str
    person_id: UUID
    name: str | None


class People:
    """Presence and locks by bot."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis

    async def here(self, bot_id: UUID, someone: Someone, step: str | None) -> None:
        """They have it open, at this step; to be repeated."""
        shown = {
            "socket_id": someone.socket_id,
            "person_id": someone.person_id,
            "name": someone.name,
            "step": step,
            "until": clock.now().timestamp() + PRESENT_SECONDS,
        }
        await self._put(_present(bot_id), someone.socket_id, shown)

    async def gone(self, bot_id: UUID, someone: Someone) -> list[str]:
        """They closed it: the steps they held, which are free."""
        await self._ask(self._redis.hdel(_present(bot_id), someone.socket_id), None)
        locks = await self.locks(bot_id)
        freed = [lock["step"] for lock in locks if lock["socket_id"] == someone.socket_id]
        if freed:
            await self._ask(self._redis.hdel(_locks(bot_id), *freed), None)
        return freed

    async def present(self, bot_id: UUID) -> list[Shown]:
        return await self._alive(_present(bot_id))

    async def lock(self, bot_id: UUID, someone: Someone, step: str) -> Shown:
        """The lock of the step as it is now: theirs, or still somebody else's. Conflict `lock:too_many`."""
        locks = await self.locks(bot_id)
        held = next((one for one in locks if one["step"] == step), None)
        own = [one for one in locks if one["person_id"] == str(someone.person_id)]
        if held is not None and held not in own:
            return held
        if held is None and len(own) >= LOCKS_OF_PERSON:
            raise Conflict("lock:too_many", "Nobody holds so many steps at once.", limit=LOCKS_OF_PERSON)
        lock: Shown = {
            "step": step,
            "socket_id": someone.socket_id,
            "person_id": str(someone.person_id),
            "name": someone.name,
            "until": clock.now().timestamp() + LOCK_SECONDS,
        }
        await self._put(_locks(bot_id), step, lock)
        return _shown(lock)

    async def unlock(self, bot_id: UUID, someone: Someone, step: str) -> bool:
        """Whether it was theirs."""
        held = next((one for one in await self.locks(bot_id) if one["step"] == step), None)
        if held is None or held["person_id"] != str(someone.person_id):
            return False
        await self._ask(self._redis.hdel(_locks(bot_id), step), None)
        return True

    async def locks(self, bot_id: UUID) -> list[Shown]:
        return await self._alive(_locks(bot_id))

    async def _ask(self, asked: Awaitable[Any], otherwise: Any) -> Any:
        """What Redis answers, or `otherwise` where it is away."""
        try:
            return await asked
        except (RedisError, OSError) as away:
            log.warning("presence_unknown", fault=type(away).__name__)
            return otherwise

    async def _put(self, key: str, field: str, shown: Shown) -> None:
        await self._ask(self._redis.hset(key, field, msgspec.json.encode(shown)), None)
        await self._ask(self._redis.expire(key, FORGOTTEN_AFTER), None)

    async def _alive(self, key: str) -> list[Shown]:
        now = clock.now().timestamp()
        found: dict[bytes, bytes] = await self._ask(self._redis.hgetall(key), {})
        read = {field: msgspec.json.decode(value) for field, value in found.items()}
        over = [field for field, shown in read.items() if shown["until"] < now]
        if over:
            await self._ask(self._redis.hdel(key, *over), None)
        return [_shown(one) for one in read.values() if one["until"] >= now]


def _shown(kept: Shown) -> Shown:
    """With its time as times are told."""
    return kept | {"until": timestamp(datetime.fromtimestamp(kept["until"], UTC))}


def _present(bot_id: UUID) -> str:
    return f"present:{bot_id.hex}"


def _locks(bot_id: UUID) -> str:
    return f"locks:{bot_id.hex}"
