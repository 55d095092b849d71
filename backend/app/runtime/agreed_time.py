"""The time all processes agree on is the database's: it is asked again and again (kit/clock.py)."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Final

import structlog

from app.kit import clock

from .postgres import AWAY, Pool

log = structlog.get_logger()

ASKED_AGAIN: Final = 10.0  # seconds
ASKED_SOON: Final = 1.0  # where it did not answer
SLOWEST: Final = 0.5  # seconds an answer may take: more says too little
APART: Final = 5.0  # seconds that are worth telling an operator
_ASKED: Final = "select clock_timestamp()"


async def agree(pool: Pool) -> bool:
    """Ask once; False where the answer was too slow to be believed. May raise what AWAY names."""
    async with pool.acquire() as connection:
        asked = time.monotonic()
        moment: datetime = await connection.fetchval(_ASKED)
        answered = time.monotonic()
    if answered - asked > SLOWEST:
        return False
    clock.agree(clock.Agreed(moment=moment, since=(asked + answered) / 2))
    return True


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
        is_known = False
        with contextlib.suppress(*AWAY, TimeoutError):  # who else asks it says so
            is_known = await agree(pool)
        if is_known:
            known.set()
            apart = (datetime.now(UTC) - clock.now()).total_seconds()
            if is_apart != (is_apart := abs(apart) > APART) and is_apart:
                log.warning("clock_apart", seconds=round(apart, 1))
        await asyncio.sleep(ASKED_AGAIN if is_known else ASKED_SOON)
