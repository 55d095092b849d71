"""Sessions that leave their batch: none is forgotten, none runs twice, and waiting costs nothing."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from app.runtime.drain import Drained
from app.runtime.late import AT_ONCE, LATE, Late
from eventually import eventually_so

NOTHING = Drained(outcome=None)


class Turns:
    """A drain that comes to code, where there is any, and goes on when it is told to."""

    def __init__(self, *, has_code: bool, until: Callable[[], Awaitable[object]]) -> None:
        self._begun = asyncio.get_running_loop().create_future()
        self._has_code = has_code
        self._until = until

    def code_begun(self) -> asyncio.Future[None]:
        return self._begun

    async def run(self, *, before: int | None = None) -> Drained:
        if self._has_code:
            self._begun.set_result(None)
        await self._until()
        return NOTHING


class Bench:
    """Sessions of one bot. `slow` ones run code until `go_on`, the others are done at once."""

    def __init__(self) -> None:
        self.bot = uuid4()
        self.alone = asyncio.Lock()
        self.late = Late(self.alone, self._finish, self._look)
        self.slow: set[UUID] = set()
        self.fails: set[UUID] = set()
        self.handled: list[UUID] = []
        self.running: list[UUID] = []
        self.go_on = asyncio.Event()

    async def handle(self, *session_ids: UUID) -> None:
        async with self.alone:
            await self._look(session_ids)

    async def _look(self, session_ids) -> None:
        for one in self.late.others(session_ids):
            loaded = SimpleNamespace(id=one, bot_id=self.bot)
            if await self.late.drained(loaded, self._turns(one)) is not LATE:
                self.handled.append(one)

    async def _finish(self, loaded, _drained) -> None:
        await asyncio.sleep(0)
        if loaded.id in self.fails:
            raise RuntimeError
        self.handled.append(loaded.id)

    def _turns(self, one: UUID) -> Turns:
        async def until() -> None:
            assert one not in self.running
            self.running.append(one)
            try:
                await (self.go_on.wait() if one in self.slow else asyncio.sleep(0))
            finally:
                self.running.remove(one)

        return Turns(has_code=one in self.slow, until=until)

    async def are_handled(self, count: int) -> bool:
        return len(set(self.handled)) == count


@pytest.fixture
async def bench() -> Bench:
    return Bench()


def sessions(count: int) -> list[UUID]:
    return sorted(uuid4() for _ in range(count))


async def test_those_that_waited_are_all_handled_where_they_need_no_code_themselves(bench: Bench):
    many = sessions(5 * AT_ONCE)
    bench.slow.update(many[:AT_ONCE])
    await bench.handle(*many)
    assert bench.handled == []
    bench.go_on.set()
    await eventually_so(lambda: bench.are_handled(len(many)))


async def test_one_that_fails_takes_none_of_those_that_waited_with_it(bench: Bench):
    many = sessions(2 * AT_ONCE)
    bench.slow.update(many[:AT_ONCE])
    bench.fails.update(many[:AT_ONCE])
    await bench.handle(*many)
    bench.go_on.set()
    await eventually_so(lambda: bench.are_handled(AT_ONCE))


async def test_one_that_is_woken_meanwhile_is_looked_at_again_although_it_failed(bench: Bench):
    (one,) = sessions(1)
    bench.slow.add(one)
    bench.fails.add(one)
    await bench.handle(one)
    await bench.handle(one)
    bench.slow.clear()
    bench.go_on.set()
    await eventually_so(lambda: bench.are_handled(1))


async def test_one_whose_code_is_over_is_late_until_it_has_the_lock(bench: Bench):
    (one,) = sessions(1)
    bench.slow.add(one)
    await bench.handle(one)
    async with bench.alone:
        bench.go_on.set()
        for _ in range(5):
            await asyncio.sleep(0)
        assert bench.running == []
        assert bench.late.others([one]) == []
    await eventually_so(lambda: bench.are_handled(1))


async def test_those_that_are_cut_off_or_wait_are_handed_on_when_it_ends(bench: Bench, monkeypatch):
    monkeypatch.setattr("app.runtime.late.LEAVING", 0.01)
    many = sessions(AT_ONCE + 3)
    bench.slow.update(many)
    await bench.handle(*many)
    await bench.late.stop()
    assert sorted(bench.late.take_all()) == many
    assert bench.late.take_all() == []
    await bench.handle(many[0])
    assert bench.late.take_all() == [many[0]]


async def test_waiting_for_what_is_no_code_costs_nothing_however_little_a_bot_is_trusted(bench: Bench):
    (one,) = sessions(1)
    bench.slow.add(one)
    await bench.handle(one)
    took = 0.0

    async def database_is_away() -> None:
        nonlocal took
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.call_later(0.2, over.set)
        began = time.process_time()
        await over.wait()
        took = time.process_time() - began

    turns = Turns(has_code=False, until=database_is_away)
    assert await bench.late.drained(SimpleNamespace(id=uuid4(), bot_id=bench.bot), turns) is NOTHING
    assert took < 0.05
    bench.go_on.set()
    await eventually_so(lambda: bench.are_handled(1))
