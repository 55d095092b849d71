"""What one bot has the clock do keeps no other bot waiting."""

import asyncio
from contextlib import asynccontextmanager

import asyncpg
import pytest

from app.schedule.firing.portions import work_portion
from app.schedule.firing.schedules import fire_schedules
from conversing import ECHO, World
from eventually import PATIENCE
from schedule.clocks import Authors, clocks, in_time, runs, subscribe, told, tools_of

BUSY = 250  # emitters: more than are looked at together


async def author(world: World) -> tuple[Authors, object, object]:
    """Of a bot with one person in its channel."""
    authors = Authors(world, await world.bot(ECHO))
    channel = await world.channel(authors.bot_id)
    [person] = await subscribe(world, channel, 1)
    return authors, channel, person


@pytest.fixture
async def loud(world):
    return await author(world)


@pytest.fixture
async def calm(world):
    return await author(world)


async def emit_each_second(world: World, authors: Authors, count: int) -> None:
    first = await authors.emit({"every": 1})
    await world.execute(
        "insert into emitter (id, bot_id, name, message, audience, schedule, next_at)"
        " select gen_random_uuid(), bot_id, name, message, audience, schedule, next_at"
        " from emitter cross join generate_series(2, $2) where id = $1",
        first,
        count,
    )


@pytest.fixture
async def flood(world, loud):
    """Hundreds of emitters that fire every second."""
    authors, _, _ = loud
    await emit_each_second(world, authors, BUSY)


async def test_a_bot_that_fires_every_second_keeps_no_other_from_firing(world, flood, calm):
    authors, _, _ = calm
    at = in_time(seconds=30)
    emitter = await authors.emit({"at": at.isoformat()})

    await fire_schedules(world.pool, at)  # a look at fewer than are due

    assert [run["state"] for run in await runs(world, emitter)] == ["open"]
    assert await world.value("select count(*) from emitter where next_at <= $1", at) > 0


async def test_what_a_bot_has_piled_up_is_not_worked_off_before_others_are_heard(world, flood, calm):
    authors, channel, ada = calm
    for seconds in range(2, 20):
        await clocks_fire(world, in_time(seconds=seconds))
    piled_up = await world.value("select count(*) from emitter_run where state = 'open'")
    assert 2 * BUSY <= piled_up < 8 * BUSY
    at = in_time(seconds=25)
    await authors.emit({"at": at.isoformat()})
    await clocks_fire(world, at)

    tools = tools_of(world)
    for _ in range(3):
        await work_portion(tools, at)

    assert await told(world, channel, ada) == ["Hi"]


async def clocks_fire(world: World, at) -> None:
    while await fire_schedules(world.pool, at):
        pass


async def test_bots_take_turns_however_many_runs_each_has(world):
    loud, calm = await author(world), await author(world)
    for authors, _, _ in (loud, loud, loud, loud, calm, calm):
        await authors.emit({"after": 1})
    at = in_time(seconds=2)
    await clocks_fire(world, at)
    tools = tools_of(world)

    heard = []
    for _ in range(4):
        await work_portion(tools, at)
        heard.append([len(await told(world, channel, person)) for _, channel, person in (loud, calm)])

    assert heard == [[1, 0], [1, 1], [2, 1], [2, 2]] or heard == [[0, 1], [1, 1], [1, 2], [2, 2]]


async def test_two_clocks_share_the_runs_of_one_bot(world, loud):
    authors, channel, ada = loud
    for _ in range(2):
        await authors.emit({"after": 1})
    at = in_time(seconds=2)
    await clocks_fire(world, at)
    oldest = await world.value("select id from emitter_run order by updated_at limit 1")

    async with locked(world, "select from emitter_run where id = $1 for update", oldest):
        assert await work_portion(tools_of(world), at)
        assert await told(world, channel, ada) == ["Hi"]
        assert not await work_portion(tools_of(world), at)


async def test_an_emitter_that_is_held_by_somebody_stops_no_clock(world, loud, calm):
    """It was put aside while its bot rested, and its author's change of it is under way."""
    authors, _, _ = loud
    emitter = await authors.emit({"every": 60})
    await world.execute("update emitter set held_at = next_at, next_at = null where id = $1", emitter)
    others, channel, ada = calm
    await others.emit({"after": 1})

    async with locked(world, "select from emitter where id = $1 for update", emitter):
        async with asyncio.timeout(PATIENCE):
            await clocks(world).look(in_time(seconds=2))
        assert await told(world, channel, ada) == ["Hi"]
    await clocks(world).look(in_time(seconds=2))
    assert await world.value("select held_at is null from emitter where id = $1", emitter)


async def test_a_message_that_cannot_be_read_stops_no_clock(world, loud, calm):
    """As another release may have written it."""
    authors, _, _ = loud
    unread = [await authors.emit(one) for one in ({"after": 1}, {"date": {"variable": "user.none"}})]
    await world.execute("update emitter set message = '{\"text\": [5]}' where id = any($1::uuid[])", unread)
    others, channel, ada = calm
    await others.emit({"after": 1})

    await clocks(world).look(in_time(seconds=2))

    assert await told(world, channel, ada) == ["Hi"]
    [run] = await runs(world, unread[0])
    assert (run["state"], run["failed"], run["problems"][0]["code"]) == ("done", 1, "emitter:says_nothing")


@asynccontextmanager
async def locked(world: World, statement: str, row: object):
    other = await asyncpg.connect(world.dsn)
    try:
        async with other.transaction():
            await other.fetch(statement, row)
            yield
    finally:
        await other.close()


async def test_a_look_ends_where_times_take_long_to_find(world, loud, monkeypatch):
    """Others have their turn in between: what was not come to is found at the next look."""
    authors, _, _ = loud
    await emit_each_second(world, authors, 3)
    monkeypatch.setattr("app.schedule.firing.schedules.SECONDS", 0.0)
    at = in_time(seconds=2)

    assert [await fire_schedules(world.pool, at) for _ in range(4)] == [1, 1, 1, 0]
