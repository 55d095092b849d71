"""What becomes of times that came while no clock ran, or the bot was not to speak."""

from datetime import timedelta

import pytest

from app.schedule.firing.portions import work_portion
from app.schedule.firing.schedules import fire_schedules
from schedule.clocks import clocks, in_time, runs, subscribe, told, tools_of

EVERY_HOUR = {"every": 3600}


async def test_a_clock_that_was_set_back_says_nothing_again(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    emitter = await authors.emit({"crons": [{"minute": "*"}]})
    clock = clocks(world)
    await clock.look(in_time(seconds=61))
    said = len(await told(world, channel, ada))

    await clock.look(in_time(hours=-2))
    await clock.look(in_time(seconds=61))

    assert len(await told(world, channel, ada)) == said >= 1
    assert len(await runs(world, emitter)) == said


@pytest.mark.parametrize(
    ("misfire", "said", "states"),
    [
        ("skip", 0, ["skipped"]),
        ("once", 1, ["done"]),
        ("all", 3, ["done"] * 3),
    ],
)
async def test_times_missed_while_no_clock_ran(world, authors, channel, misfire, said, states):
    [ada] = await subscribe(world, channel, 1)
    start = in_time(minutes=10)
    emitter = await authors.emit({"every": 3600, "start_at": start.isoformat(), "misfire": misfire})

    await clocks(world).look(start + timedelta(hours=2, minutes=30))

    assert len(await told(world, channel, ada)) == said
    assert [run["state"] for run in await runs(world, emitter)] == states
    assert await world.value("select next_at from emitter") == start + timedelta(hours=3)


async def test_each_cron_says_what_becomes_of_its_missed_times(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    crons = [{"minute": "*/10", "misfire": "all"}, {"minute": "5", "misfire": "skip"}]
    emitter = await authors.emit({"crons": crons})

    await clocks(world).look(in_time(hours=2))

    found = await runs(world, emitter)
    assert len(await told(world, channel, ada)) in (12, 13)
    assert [run["reason"] for run in found if run["state"] == "skipped"] == ["missed"]


async def test_jitter_delays_a_cron_within_its_bound(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    emitter = await authors.emit({"crons": [{"minute": "30", "jitter": 600}]})
    row = (await world.rows("select nominal_at, next_at from cron"))[0]
    assert timedelta(0) <= row["next_at"] - row["nominal_at"] < timedelta(minutes=10)

    await clocks(world).look(row["next_at"] - timedelta(microseconds=1))
    assert await told(world, channel, ada) == []
    await clocks(world).look(row["next_at"])

    assert await told(world, channel, ada) == ["Hi"]
    assert [run["occurrence"] for run in await runs(world, emitter)] == [row["nominal_at"]]


async def test_what_comes_while_a_bot_is_paused_waits_until_it_runs_again(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await authors.emit({"every": 3600, "misfire": "once"}, message={"text": "once"})
    await authors.emit({"every": 3600, "misfire": "skip"}, message={"text": "skip"})
    clock = clocks(world)
    await world.execute("update bot set status = 'paused'")
    await clock.look(in_time(hours=3, minutes=30))
    assert await told(world, channel, ada) == []

    await world.execute("update bot set status = 'active'")
    await clock.look(in_time(hours=3, minutes=31))

    assert await told(world, channel, ada) == ["once"]
    await clock.look(in_time(hours=4, seconds=20))
    assert sorted(await told(world, channel, ada)) == ["once", "once", "skip"]


async def test_an_archived_bot_says_nothing(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await authors.emit(EVERY_HOUR)
    await world.execute("update bot set status = 'archived'")

    for hour in range(1, 4):
        await clocks(world).look(in_time(hours=hour, minutes=1))

    assert await told(world, channel, ada) == []


async def test_a_bot_that_is_paused_in_the_middle_goes_on_where_it_was(world, authors, channel):
    people = await subscribe(world, channel, 25)
    await authors.emit({"after": 1})
    at = in_time(minutes=1)
    await fire_schedules(world.pool, at)
    await work_portion(tools_of(world), at, limit=10)
    await world.execute("update bot set status = 'paused'")
    await clocks(world).look(at)
    assert sum([len(await told(world, channel, one)) for one in people]) == 10

    await world.execute("update bot set status = 'active'")
    await clocks(world).look(at)

    assert [len(await told(world, channel, one)) for one in people] == [1] * 25


async def test_a_paused_emitter_leaves_what_it_was_sending(world, authors, channel):
    people = await subscribe(world, channel, 25)
    emitter = await authors.emit(EVERY_HOUR)
    at = in_time(minutes=61)
    await fire_schedules(world.pool, at)
    await work_portion(tools_of(world), at, limit=10)

    await authors.change(emitter, is_paused=True)
    await clocks(world).look(in_time(hours=5))
    assert sum([len(await told(world, channel, one)) for one in people]) == 10
    assert [(run["state"], run["reason"]) for run in await runs(world, emitter)] == [("stopped", "paused")]

    await authors.change(emitter, is_paused=False)
    await clocks(world).look(in_time(minutes=61))
    assert await world.value("select next_at from emitter") is not None
