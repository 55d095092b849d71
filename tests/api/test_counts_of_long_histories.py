"""However long the history of a bot is, it is counted and shown a bounded piece at a time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from talks import quiz

from app.conversations.counts import count_traces
from app.conversations.counts.drops import Bounds, Wanted, read_drops
from app.conversations.counts.reading import MOST_OF_TAIL, read_counts
from app.conversations.counts.slices import slice_end
from app.conversations.counts.watermark import BEGINNING
from conversing import World, open_world

NOW = timedelta(0)
IDLE = timedelta(hours=1)
ALL = Wanted(version=None, since=None, idle=IDLE)
LONG = 6000
# One conversation a minute, each with one turn, the newest begun two hours ago.
CONVERSATIONS = """
insert into session (id, thread_id, channel_id, person_id, person_kind, bot_id, state, created_at, updated_at)
select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'anonymous', $1,
    json_build_object('version', 1 + n % 2, 'step', case when n % 3 = 0 then 'wrong' else 'ask' end,
        'frames', json_build_array(), 'finished', n % 10 = 0, 'variables', json_build_object()),
    now() - interval '2 hours' - n * interval '1 minute', now() - interval '2 hours' - n * interval '1 minute'
from generate_series(0, $2::int - 1) as n
"""
TURNS = """
insert into trace (session_id, body, at)
select id, '{"version": 1, "entries": [["step", "ask"]], "no_match": false, "dropped": 0}', created_at
from session where bot_id = $1
"""


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


@pytest.fixture
async def bot(world):
    bot = await world.bot(quiz())
    await world.execute(CONVERSATIONS, bot, LONG)
    await world.execute(TURNS, bot)
    return bot


async def entered(world: World, bot) -> int:
    async with world.database.unit_of_work() as session:
        found = await read_counts(session, bot, ALL)
    return sum(step.entered for step in found.steps)


async def drops(world: World, bot, bounds: Bounds | None = None, wanted: Wanted = ALL):
    async with world.database.unit_of_work() as session:
        return await read_drops(session, bot, wanted, bounds)


async def test_a_long_history_is_counted_to_its_end_in_slices(world, bot):
    assert await count_traces(world.database, lag=NOW, most=700) == LONG
    assert await entered(world, bot) == LONG
    assert await count_traces(world.database, lag=NOW, most=700) == 0


async def test_what_breaks_off_keeps_the_slices_that_were_counted(world, bot):
    await world.execute("update trace set body = '{}' where at = (select max(at) from trace)")

    with pytest.raises(KeyError):
        await count_traces(world.database, lag=NOW, most=700)

    stored = await world.value("select sum(count) from step_count")
    assert LONG - 1400 <= stored < LONG
    await world.execute("delete from trace where body::text = '{}'")
    await count_traces(world.database, lag=NOW, most=700)
    assert await world.value("select sum(count) from step_count") == LONG - 1


async def test_no_slice_has_more_traces_than_it_may_but_those_of_one_moment(world, bot):
    until = datetime.now(UTC) + timedelta(hours=1)
    since, sizes = BEGINNING, []
    async with world.database.unit_of_work() as session:
        while since < until:
            end = await slice_end(session, since, until, most=700, width=timedelta(days=2))
            count = "select count(*) from trace where at >= $1 and at < $2"
            sizes.append(await world.value(count, since, end))
            since = end
        await world.execute("update trace set at = $1", BEGINNING + timedelta(days=1))
        end = await slice_end(session, BEGINNING, until, most=700)

    assert (sum(sizes), max(sizes) <= 700) == (LONG, True)
    assert end > BEGINNING
    assert await count_traces(world.database, lag=NOW, most=700) == LONG


async def test_what_is_not_summed_yet_is_looked_through_only_so_far(world, bot):
    before = await entered(world, bot)

    await count_traces(world.database, lag=NOW)

    assert 0 < before <= MOST_OF_TAIL
    assert await entered(world, bot) == LONG


async def test_drops_are_the_same_however_they_are_sliced(world, bot):
    whole, sliced = [await drops(world, bot, Bounds(at_once=n)) for n in (20_000, 700)]

    assert whole.by_place == sliced.by_place == {"ask": 3600, "wrong": 1800}
    assert (whole.complete, sliced.complete) == (True, True)


async def test_of_more_conversations_than_are_looked_at_the_newest_are_told(world, bot):
    found = await drops(world, bot, Bounds(sessions=2000, at_once=500))
    late = await drops(world, bot, Bounds(seconds=-1.0))

    assert (found.by_place.total(), found.complete) == (1800, False)
    assert (late.by_place.total(), late.complete) == (0, False)


async def test_drops_are_of_a_version_and_of_a_time(world, bot):
    since = datetime.now(UTC) - timedelta(hours=2, minutes=599, seconds=30)
    recent = Wanted(version=None, since=since, idle=IDLE)
    second = Wanted(version=2, since=since, idle=IDLE)

    assert (await drops(world, bot, None, recent)).by_place.total() == 540
    assert (await drops(world, bot, None, second)).by_place.total() == 300
