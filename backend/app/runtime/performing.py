"""Performing what a committed turn awaits: at once by the worker that committed it, else by who finds it.

A command is leased for a short time, and the lease renewed while it is performed. One whose lease ran out
belongs to a worker that died: it may or may not have been performed (flow-language.md 6).
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.engine import Answer, Work, dump_event, load_command

from .commit import Awaited
from .ports import Performer
from .postgres import Pool, until_it_is_back
from .streams import EFFECTS, USER_MESSAGES, wake

log = structlog.get_logger()

LEASE = timedelta(seconds=15)
RENEWAL = 4.0  # seconds
ANSWERED = """
with answered as (delete from command where id = $1 returning session_id)
insert into inbox (session_id, event, answers) select session_id, $2, $1 from answered returning session_id
"""
RENEWED = "update command set leased_until = now() + $2::interval where id = any($1::uuid[])"
CLAIMED = """
update command set leased_until = now() + $2::interval, attempts = attempts + 1
where id = any($1::uuid[]) and leased_until < now()
returning id, command
"""
LEFT_BEHIND = "select id from command where leased_until < now() order by leased_until limit 500"


class Performing:
    """The commands this process has under way, at most `limit` at once; the others wait for their turn."""

    def __init__(
        self, pool: Pool, redis: Redis, performers: dict[type, Performer[Any]], *, limit: int = 200
    ) -> None:
        self._pool = pool
        self._redis = redis
        self._performers = performers
        self._slots = asyncio.Semaphore(limit)
        self._under_way: dict[UUID, asyncio.Task[None]] = {}

    def begin(self, awaited: Sequence[Awaited]) -> None:
        """Perform commands that were just committed."""
        for one in awaited:
            self._start(one.id, one.command, after_crash=False)

    async def take_over(self, ids: Sequence[UUID]) -> None:
        """Perform, or answer for, commands whose lease ran out."""
        others = [one for one in ids if one not in self._under_way]
        for row in await self._pool.fetch(CLAIMED, others, LEASE):
            self._start(row["id"], row["command"], after_crash=True)

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

    def _start(self, command_id: UUID, text: str, *, after_crash: bool) -> None:
        command = cast("Work", load_command(text))
        task = asyncio.create_task(self._perform(command_id, command, after_crash=after_crash))
        self._under_way[command_id] = task
        task.add_done_callback(lambda done: self._ended(command_id, done))

    def _ended(self, command_id: UUID, task: asyncio.Task[None]) -> None:
        self._under_way.pop(command_id, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("command_failed", command=str(command_id), fault=type(fault).__name__)

    async def _perform(self, command_id: UUID, command: Work, *, after_crash: bool) -> None:
        performer = self._performers[type(command)]
        async with self._slots:
            work = performer.after_crash(command) if after_crash else performer.perform(command)
            answer: Answer = await work
        event = dump_event(answer).decode()
        session_id = await until_it_is_back(
            lambda: self._pool.fetchval(ANSWERED, command_id, event), what="answer"
        )
        if session_id is not None:
            await self._wake(session_id)

    async def _wake(self, session_id: UUID) -> None:
        try:
            await wake(self._redis, USER_MESSAGES, [session_id])
        except RedisError as away:
            # The answer is stored; the sweeper wakes its session.
            log.warning("wake_failed", session=str(session_id), fault=type(away).__name__)


async def wake_left_behind(pool: Pool, redis: Redis) -> int:
    """Tell the workers of commands whose lease ran out; how many there were."""
    ids = [row["id"] for row in await pool.fetch(LEFT_BEHIND)]
    if ids:
        await wake(redis, EFFECTS, ids)
    return len(ids)
