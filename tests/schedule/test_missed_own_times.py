"""People's own times that came while no clock ran, at night, or while the bot was not to speak."""

import asyncio
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.schedule.firing.history import plan_daily
from app.schedule.firing.recipients import fire_recipients
from app.schedule.firing.tools import Tools
from schedule.clocks import (
    NIGHT,
    Dying,
    by_date,
    clocks,
    in_time,
    problems_counted,
    runs,
    subscribe,
    tell,
    told,
    tools_of,
)

DUE = "select person_id, due_at from recipient where due_at is not null order by due_at"


async def test_quiet_hours_over_midnight_put_off_until_morning_once(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, timezone="Europe/Berlin")
    await authors.emit({"crons": [{"hour": "23,0-3", "minute": "30"}], "own_zone": True, "quiet": NIGHT})
    clock = clocks(world)
    await clock.look(in_time())

    for _ in range(2):
        [row] = await world.rows(DUE)
        assert row["due_at"].astimezone(ZoneInfo("Europe/Berlin")).time() == time(8)
        said = len(await told(world, channel, ada))
        await clock.look(row["due_at"])
        await clock.look(row["due_at"] + timedelta(hours=5))
        assert len(await told(world, channel, ada)) == said + 1


@pytest.mark.parametrize(("misfire", "said"), [("skip", 0), ("once", 1), ("all", 4)])
async def test_own_times_missed_while_no_clock_ran(world, authors, channel, misfire, said):
    [ada] = await subscribe(world, channel, 1, timezone="Asia/Kolkata")
    crons = [{"hour": "*", "minute": "30"}]
    emitter = await authors.emit({"crons": crons, "own_zone": True, "misfire": misfire})
    await clocks(world).look(in_time())
    [row] = await world.rows(DUE)

    await clocks(world).look(row["due_at"] + timedelta(hours=3, minutes=30))

    assert len(await told(world, channel, ada)) == said
    assert await world.value("select due_at from recipient") == row["due_at"] + timedelta(hours=4)
    [own] = await runs(world, emitter, "own")
    assert [problem["code"] for problem in own["problems"]] == ["emitter:missed"] * (misfire == "skip")
    assert await problems_counted(world) == [(authors.bot_id, "emitter:missed", 1)] * (misfire == "skip")


async def test_clocks_side_by_side_speak_to_each_person_once(world, authors, channel):
    people = await subscribe(world, channel, 200, remind_at=in_time(hours=1).isoformat())
    emitter = await authors.emit(by_date())
    await clocks(world).look(in_time())
    at = in_time(hours=1)

    async def clock_process() -> None:
        tools = tools_of(world)
        while await fire_recipients(tools, at, limit=17):
            pass

    await asyncio.gather(*(clock_process() for _ in range(4)))
    await clocks(world).look(at)

    assert [len(await told(world, channel, one)) for one in people] == [1] * 200
    assert [run["sent"] for run in await runs(world, emitter, "own")] == [200]


async def test_a_clock_that_dies_leaves_the_rest_to_another(world, authors, channel):
    people = await subscribe(world, channel, 30, remind_at=in_time(hours=1).isoformat())
    await authors.emit(by_date())
    await clocks(world).look(in_time())
    with pytest.raises(RuntimeError):
        await fire_recipients(Tools(pool=world.pool, redis=Dying()), in_time(hours=1), limit=10)

    await clocks(world).look(in_time(hours=1))

    assert [len(await told(world, channel, one)) for one in people] == [1] * 30


async def test_a_clock_that_was_set_back_speaks_to_nobody_again(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, timezone="Asia/Kolkata")
    await authors.emit({"crons": [{"minute": "30"}], "own_zone": True})
    clock = clocks(world)
    await clock.look(in_time())
    [row] = await world.rows(DUE)
    await clock.look(row["due_at"])

    await tell(world, [ada], timezone="Asia/Kolkata", name="Ada")
    await plan_daily(world.pool, row["due_at"] + timedelta(days=2))
    await clock.look(row["due_at"] - timedelta(minutes=10))
    await clock.look(row["due_at"])

    assert len(await told(world, channel, ada)) == 1
    assert await world.value("select due_at from recipient") == row["due_at"] + timedelta(hours=1)


async def test_what_comes_while_the_bot_is_paused_is_said_when_it_runs_again(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, remind_at=in_time(hours=1).isoformat())
    await authors.emit(by_date(), message={"text": "late"})
    await authors.emit({**by_date(), "misfire": "skip"}, message={"text": "skipped"})
    clock = clocks(world)
    await clock.look(in_time())
    await world.execute("update bot set status = 'paused'")
    await clock.look(in_time(hours=2))
    assert await told(world, channel, ada) == []

    await world.execute("update bot set status = 'active'")
    await clock.look(in_time(hours=3))
    await clock.look(in_time(hours=4))

    assert await told(world, channel, ada) == ["late"]


async def test_a_paused_emitter_goes_on_with_the_next_time(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, timezone="Asia/Kolkata")
    emitter = await authors.emit({"crons": [{"hour": "*"}], "own_zone": True})
    clock = clocks(world)
    await clock.look(in_time())
    await authors.change(emitter, is_paused=True)
    await clock.look(in_time(hours=3))
    assert await told(world, channel, ada) == []

    await authors.change(emitter, is_paused=False)
    await clock.look(in_time(hours=3))
    await clock.look(in_time(hours=4))

    assert len(await told(world, channel, ada)) == 1
