"""However many people of a bot are due at their own times, another's reminder goes out at the first look."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from app.schedule.firing import rounds
from app.schedule.firing.portions import work_portion
from app.schedule.firing.recipients import fire_recipients
from app.schedule.firing.schedules import fire_schedules
from conversing import ECHO, World
from eventually import eventually_so
from schedule.clocks import Authors, by_date, clocks, in_time, runs, subscribe, told, tools_of

MANY = """
insert into recipient (emitter_id, person_id, channel_id, due_at, occurrence)
select e.id, gen_random_uuid(), $2, t.at, t.at
from unnest($1::uuid[]) as e(id)
cross join lateral (
    select $3::timestamptz - n * interval '1 millisecond' as at from generate_series(1, $4::int) as n
) as t
"""
PLANNING = "select pg_advisory_xact_lock(7412502)"
IN_LINE = "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = 7412502"


async def author(world: World) -> tuple[Authors, UUID]:
    authors = Authors(world, await world.bot(ECHO))
    return authors, await world.channel(authors.bot_id)


async def remind(world: World, at: datetime) -> tuple[UUID, UUID]:
    """One person of a bot of their own is due at that moment: the channel and the person."""
    authors, channel = await author(world)
    [person] = await subscribe(world, channel, 1, remind_at=at.isoformat())
    await authors.emit(by_date())
    await clocks(world).look(in_time())
    return channel, person


async def flood(world: World, emitters: int, people: int, at: datetime) -> list[UUID]:
    """So many are due before that moment at each of so many emitters of one bot."""
    authors, channel = await author(world)
    first = await authors.emit(by_date())
    await clocks(world).look(in_time())
    others = await world.rows(
        "insert into emitter (id, bot_id, name, message, audience, schedule, is_personal)"
        " select gen_random_uuid(), bot_id, name, message, audience, schedule, is_personal"
        " from emitter cross join generate_series(2, $2::int) where id = $1 returning id",
        first,
        emitters,
    )
    made = [first, *(row["id"] for row in others)]
    await world.execute(MANY, made, channel, at, people)
    return made


async def test_a_reminder_goes_out_at_the_first_look_whoever_has_many_due_before(world):
    at = in_time(hours=1)
    channel, ada = await remind(world, at)
    [loud] = await flood(world, 1, 20_000, at)

    dealt_with = await fire_recipients(tools_of(world), at)

    assert await told(world, channel, ada) == ["Hi"]
    assert dealt_with == rounds.LIMIT, "and the rest of the look is the other's"
    left = "select count(*) from recipient where emitter_id = $1 and due_at <= $2"
    assert await world.value(left, loud, at) == 20_000 - (rounds.LIMIT - 1)


async def test_nor_does_a_bot_of_many_emitters_keep_others_waiting(world):
    at = in_time(hours=1)
    channel, ada = await remind(world, at)
    await flood(world, 900, 3, at)

    await fire_recipients(tools_of(world), at)

    assert await told(world, channel, ada) == ["Hi"]


async def test_one_round_comes_to_all_emitters_however_many_there_are(world, monkeypatch):
    monkeypatch.setattr("app.schedule.firing.rounds.SEEN", 7)
    at = in_time(hours=1)
    places = [await remind(world, at) for _ in range(3)]
    await flood(world, 20, 600, at)
    tools = tools_of(world)

    for _ in range(23 // 7 + 1):
        await fire_recipients(tools, at)

    assert [await told(world, *place) for place in places] == [["Hi"]] * 3


async def test_a_look_goes_past_emitters_that_have_nobody_due(world, monkeypatch):
    monkeypatch.setattr("app.schedule.firing.rounds.SEEN", 2)
    at = in_time(hours=1)
    later = in_time(hours=2)
    await flood(world, 9, 2, later)
    tools = tools_of(world)
    assert await fire_recipients(tools, at) == 0
    assert tools.rounds.next_at == await world.value("select min(due_at) from recipient")

    channel, ada = await remind(world, at)
    while not await told(world, channel, ada):
        assert await fire_recipients(tools, at) == 1

    assert await fire_recipients(tools, at) == 0


async def test_of_a_bot_who_is_due_longest_comes_first(world):
    at = in_time(hours=1)
    authors, channel = await author(world)
    times = {0: at, 1: at - timedelta(minutes=2), 2: at - timedelta(minutes=1)}
    for minutes in times.values():
        await subscribe(world, channel, 1, remind_at=minutes.isoformat())
    await authors.emit(by_date(), message={"text": "{$user.remind_at$}"})
    await authors.emit(by_date(seconds=-1), message={"text": "{$user.remind_at$}"})
    await clocks(world).look(in_time())
    due = await world.rows("select emitter_id, person_id from recipient order by due_at")
    tools = tools_of(world)

    left = due
    while left:
        await fire_recipients(tools, at, limit=1)
        left = left[1:]
        rows = "select emitter_id, person_id from recipient where due_at is not null order by due_at"
        assert await world.rows(rows) == left


async def test_bots_take_turns_with_rules_that_take_long(world, monkeypatch):
    """A look ends when its time is over, and the next begins with who had no turn."""
    monkeypatch.setattr("app.schedule.firing.recipients.SECONDS", 0.0)
    at = in_time(hours=1)
    places = [await remind(world, at) for _ in range(3)]
    await flood(world, 1, 50, at)
    tools = tools_of(world)

    assert [await fire_recipients(tools, at) for _ in range(4)] == [1, 1, 1, 1]

    assert [await told(world, *place) for place in places] == [["Hi"]] * 3


async def test_two_clocks_share_the_people_of_one_emitter(world):
    at = in_time(hours=1)
    authors, channel = await author(world)
    people = await subscribe(world, channel, 4, remind_at=at.isoformat())
    await authors.emit(by_date())
    await clocks(world).look(in_time())

    first = "select from recipient order by emitter_id, due_at limit 3 for update"
    async with locked(world, first):
        assert await fire_recipients(tools_of(world), at, limit=3) == 1
        assert await fire_recipients(tools_of(world), at, limit=3) == 0
    assert await fire_recipients(tools_of(world), at, limit=3) == 3

    assert [await told(world, channel, one) for one in people] == [["Hi"]] * 4


async def test_people_due_are_found_by_an_index_alone(world):
    """Neither is anything sorted that grows with the table, nor read."""
    at = in_time(hours=1)
    loud = await flood(world, 1, 20_000, at)
    small = await flood(world, 40, 2, at)
    await world.execute("analyze recipient")
    emitters = [*loud, *small]

    plans = [
        await plan_of(world, rounds.NEXT, at, UUID(int=0), rounds.SEEN),
        await plan_of(world, rounds.CLAIMED, emitters, emitters, at, rounds.LIMIT, rounds.LIMIT),
    ]

    for plan in plans:
        reading = [step for step in plan if step.get("Relation Name") == "recipient"]
        assert {step["Index Name"] for step in reading} == {"ix_recipient_turn"}
        assert max(step["Actual Rows"] * step["Actual Loops"] for step in plan) < 2000


async def test_while_another_process_plans_messages_are_sent(world):
    authors, _ = await author(world)
    planned = await authors.emit(by_date())
    others, channel = await author(world)
    [ada] = await subscribe(world, channel, 1)
    await others.emit({"after": 1})
    at = in_time(seconds=2)
    while await fire_schedules(world.pool, at):
        pass
    tools = tools_of(world)

    async with locked(world, PLANNING):
        assert await work_portion(tools, at)
        assert await told(world, channel, ada) == ["Hi"]

    assert await work_portion(tools, at)
    assert [run["state"] for run in await runs(world, planned, "plan")] == ["done"]


async def test_where_nothing_is_to_be_sent_who_wants_to_plan_stands_in_line(world):
    authors, _ = await author(world)
    planned = await authors.emit(by_date())

    async with locked(world, PLANNING):
        working = asyncio.create_task(work_portion(tools_of(world), in_time()))
        await eventually_so(lambda: world.value(IN_LINE))

    assert await working
    assert [run["state"] for run in await runs(world, planned, "plan")] == ["done"]


async def plan_of(world: World, statement: str, *given: object) -> list[dict[str, Any]]:
    """What was done to answer it, each step with what it read."""
    async with world.pool.acquire() as connection, connection.transaction():
        told = await connection.fetchval(f"explain (analyze, format json) {statement}", *given)
    steps = [json.loads(told)[0]["Plan"]]
    for step in steps:
        steps.extend(step.get("Plans", ()))
    return steps


@asynccontextmanager
async def locked(world: World, statement: str):
    other = await asyncpg.connect(world.dsn)
    try:
        async with other.transaction():
            await other.fetch(statement)
            yield
    finally:
        await other.close()
