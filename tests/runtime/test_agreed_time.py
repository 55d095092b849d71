"""Asking the database for the time."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.kit import clock
from app.kit.clock import TOLERANCE, Agreed
from app.runtime.agreed_time import agree, agreed_time
from conversing import World


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    clock.agree(None)


async def test_a_clock_that_was_wrong_is_right_once_the_database_was_asked(world: World):
    clock.agree(Agreed(moment=datetime.now(UTC) + timedelta(hours=1), since=time.monotonic()))
    assert clock.now() - datetime.now(UTC) > timedelta(minutes=59)

    await agree(world.pool)

    assert abs(clock.now() - datetime.now(UTC)) < TOLERANCE


async def test_an_answer_that_took_long_is_doubted_and_not_the_machine(world: World):
    """Half of the time is as much as an answer may be off."""

    class Slow:
        """What asks the database, and is then kept waiting for the answer."""

        def acquire(self) -> Any:
            return self

        async def __aenter__(self) -> Any:
            return self

        async def __aexit__(self, *_: object) -> None:
            pass

        async def fetchval(self, query: str) -> datetime:
            told: datetime = await world.value(query)
            await world.value("select pg_sleep(1.5)")
            return told

    await agree(Slow())

    assert abs(clock.now() - datetime.now(UTC)) < TOLERANCE


async def test_the_machines_clock_is_the_one_again_in_the_end(world: World):
    async with agreed_time(world.pool) as known:
        await known.wait()
        assert clock._Clock.agreed is not None

    assert clock._Clock.agreed is None
