"""The time all processes agree on is the database's: it is asked again and again (kit/clock.py)."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
import structlog

from app.kit import clock

from .postgres import AWAY, Pool

log = structlog.get_logger()

ASKED_AGAIN: Final = 10.0  # seconds
ASKED_SOON: Final = 1.0  # where it did not answer
APART: Final = 5.0  # seconds that are worth telling an operator
_ASKED: Final = "select clock_timestamp()"


async def agree(pool: Pool) -> None:
    """Ask once. May raise what AWAY names.

    How far apart we are is known to half the time the answer took: within that the machine's clock is right.
    """
    async with pool.acquire() as connection:
        asked = clock.elapsed()
        theirs: datetime = await connection.fetchval(_ASKED)
        answered, ours = clock.elapsed(), clock.machine()
    middle, unsure = (asked + answered) / 2, timedelta(seconds=(answered - asked) / 2)
    ours -= unsure
    clock.agree(clock.Agreed(moment=ours if abs(ours - theirs) <= unsure else theirs, since=middle))


@asynccontextmanager
async def agreed_time(pool: Pool) -> AsyncGenerator[asyncio.Event]:
    """Our clock is the database's for as long as the block lasts, once the event is set."""
    known = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(_ask(pool, known))
        try:
            yield known
        finally:
            asking.cancel()
            clock.agree(None)


async def _ask(pool: Pool, known: asyncio.Event) -> None:
    is_apart = False
    while True:
        try:
            await agree(pool)
        except (*AWAY, asyncpg.PostgresError, TimeoutError) as away:
            log.warning("server_away", fault=type(away).__name__)
            await asyncio.sleep(ASKED_SOON)
            continue
        known.set()
        apart = (clock.machine() - clock.now()).total_seconds()
        if is_apart != (is_apart := abs(apart) > APART) and is_apart:
            log.warning("clock_apart", seconds=round(apart, 1))
        await asyncio.sleep(ASKED_AGAIN)
