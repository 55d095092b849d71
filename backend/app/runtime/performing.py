"""Performing what a committed turn awaits: at once by the worker that committed it, else by who finds it.

A command is leased for a short time, and the lease renewed while it is performed. One whose lease ran out
belongs to a worker that died: it may or may not have been performed (flow-language.md 6).
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.engine import Answer, Work, dump_event, load_command

from . import metrics
from .commit import Awaited
from .ports import Origin, Performer
from .postgres import Pool, until_it_is_back
from .shares import Shares
from .streams import EFFECTS, USER_MESSAGES, wake

log = structlog.get_logger()

LEASE = timedelta(seconds=15)
RENEWAL = 4.0  # seconds
ATTEMPTS = 5  # at a command left behind, before its session is told that nobody knows
ANSWERED = """
with answered as (delete from command where id = $1 returning session_id)
insert into inbox (session_id, event, answers) select session_id, $2, $1 from answered returning session_id
"""
RENEWED = "update command set leased_until = now() + $2::interval where id = any($1::uuid[])"
CLAIMED = """
with claimed as (
    update command set leased_until = now() + $2::interval, attempts = attempts + 1
    where id = any($1::uuid[]) and leased_until < now()
    returning id, command, attempts, session_id
)
select c.*, s.bot_id, b.workspace_id
from claimed c left join session s on s.id = c.session_id left join bot b on b.id = s.bot_id
"""
FORGOTTEN = "delete from command where id = any($1::uuid[])"
LEFT_BEHIND = "select id from command where leased_until < now() order by leased_until limit 500"


class Performing:
    """The commands this process has under way, so many at once in all and of a bot; the others wait."""

    def __init__(
        self,
        pool: Pool,
        redis: Redis,
        performers: dict[type, Performer[Any]],
        *,
        at_once: int = 500,
        of_bot: int = 50,
    ) -> None:
        self._pool = pool
        self._redis = redis
        self._performers = performers
        self._shares = Shares(total=at_once, each=of_bot)
        self._under_way: dict[UUID, asyncio.Task[None]] = {}

    def begin(self, awaited: Sequence[Awaited]) -> None:
        """Perform commands that were just committed."""
        for one in awaited:
            self._start(one, takeovers=0)

    async def take_over(self, ids: Sequence[UUID]) -> None:
        """Perform, or answer for, commands whose lease ran out."""
        others = [one for one in ids if one not in self._under_way]
        rows = await self._pool.fetch(CLAIMED, others, LEASE)
        orphans = [row["id"] for row in rows if row["workspace_id"] is None]
        if orphans:  # their bot was removed while they were committed, and nobody awaits them
            await self._pool.execute(FORGOTTEN, orphans)
        for row in rows:
            if row["workspace_id"] is None:
                continue
            found = Awaited(id=row["id"], origin=_origin(row), command=row["command"])
            self._start(found, takeovers=row["attempts"])

    async def renew_leases(self) -> None:
        """Runs as long as the worker does."""
        while True:
            await asyncio.sleep(RENEWAL)
            if self._under_way:
                ids = list(self._under_way)
                await until_it_is_back(
                    lambda ids=ids: self._pool.execute(RENEWED, ids, LEASE), what="renew_leases"
                )

    async def finish(self, patience: float) -> None:
        """Wait `patience` seconds for what is under way; the rest is found by others when its lease ends."""
        if self._under_way:
            await asyncio.wait(list(self._under_way.values()), timeout=patience)

    def _start(self, awaited: Awaited, *, takeovers: int) -> None:
        task = asyncio.create_task(self._perform(awaited, takeovers))
        self._under_way[awaited.id] = task
        task.add_done_callback(lambda done: self._ended(awaited.id, done))

    def _ended(self, command_id: UUID, task: asyncio.Task[None]) -> None:
        self._under_way.pop(command_id, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("command_failed", command=str(command_id), fault=type(fault).__name__)

    async def _perform(self, awaited: Awaited, takeovers: int) -> None:
        command = cast("Work", load_command(awaited.command))
        async with self._shares.place(awaited.origin.bot_id):
            with metrics.PERFORM.labels(type(command).__name__).time():
                answer = await self._answer(command, awaited.origin, takeovers)
        event = dump_event(answer).decode()
        session_id = await until_it_is_back(
            lambda: self._pool.fetchval(ANSWERED, awaited.id, event), what="answer"
        )
        if session_id is not None:
            await self._wake(session_id)

    async def _answer(self, command: Work, origin: Origin, takeovers: int) -> Answer:
        performer = self._performers[type(command)]
        if takeovers > ATTEMPTS:
            return performer.give_up(command)
        return await (performer.after_crash if takeovers else performer.perform)(command, origin)

    async def _wake(self, session_id: UUID) -> None:
        try:
            await wake(self._redis, USER_MESSAGES, [session_id])
        except RedisError as away:
            # The answer is stored; the sweeper wakes its session.
            log.warning("wake_failed", session=str(session_id), fault=type(away).__name__)


def _origin(row: Mapping[str, Any]) -> Origin:
    return Origin(bot_id=row["bot_id"], session_id=row["session_id"], workspace_id=row["workspace_id"])


async def wake_left_behind(pool: Pool, redis: Redis) -> int:
    """Tell the workers of commands whose lease ran out; how many there were."""
    ids = [row["id"] for row in await pool.fetch(LEFT_BEHIND)]
    if ids:
        await wake(redis, EFFECTS, ids)
    return len(ids)
