"""Asking the database for the time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asyncpg import InvalidPasswordError, QueryCanceledError

from app.kit import clock
from app.kit.clock import TOLERANCE, Agreed
from app.runtime.agreed_time import agree, agreed_time
from conversing import World


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    clock.agree(None)


async def test_a_clock_that_was_wrong_is_right_once_the_database_was_asked(world: World):
    clock.agree(Agreed(moment=datetime.now(UTC) + timedelta(hours=1), since=clock.elapsed()))
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


class Answering:
    """A pool whose database tells what `tell` does."""

    def __init__(self, tell: Callable[[], datetime]) -> None:
        self._tell = tell

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator["Answering"]:
        yield self

    async def fetchval(self, _query: str) -> datetime:
        return self._tell()


@pytest.mark.parametrize("hours", [-1, 1])
async def test_the_database_is_believed_and_the_machine_is_not(hours: int):
    apart = timedelta(hours=hours)

    await agree(Answering(lambda: datetime.now(UTC) + apart))

    assert abs(clock.now() - datetime.now(UTC) - apart) < TOLERANCE


@pytest.mark.parametrize("fault", [QueryCanceledError, InvalidPasswordError, OSError, TimeoutError])
async def test_it_is_asked_again_whatever_it_refuses(fault: type[Exception], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.runtime.agreed_time.ASKED_SOON", 0.01)
    refusals = [fault("no"), fault("no")]

    def tell() -> datetime:
        if refusals:
            raise refusals.pop()
        return datetime.now(UTC)

    async with agreed_time(Answering(tell)) as known, asyncio.timeout(60):
        await known.wait()

    assert not refusals


async def test_the_machines_clock_is_the_one_again_in_the_end(world: World):
    async with agreed_time(world.pool) as known:
        await known.wait()
        assert clock._Clock.agreed is not None

    assert clock._Clock.agreed is None
