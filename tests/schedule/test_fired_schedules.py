"""Emitters that fire for everybody at one time, on the real servers, at moments the test gives."""

import asyncio
from datetime import timedelta

import pytest

from app.schedule.firing.portions import work_portion
from app.schedule.firing.schedules import fire_schedules
from app.schedule.firing.tools import Tools
from conversing import ECHO
from schedule.clocks import Dying, clocks, in_time, problems_counted, runs, subscribe, tell, told, tools_of

EVERY_HOUR = {"every": 3600}


async def test_an_interval_fires_at_each_time_once(world, authors, channel):
    ada, bob = await subscribe(world, channel, 2)
    emitter = await authors.emit(EVERY_HOUR, message={"text": "It is {$system.date$}"})
    clock = clocks(world)

    await clock.look(in_time(minutes=59))
    assert await told(world, channel, ada) == []
    for _ in range(3):
        await clock.look(in_time(minutes=61))

    assert len(await told(world, channel, ada)) == len(await told(world, channel, bob)) == 1
    [run] = await runs(world, emitter)
    assert (run["state"], run["sent"], run["cause"]) == ("done", 2, "schedule")
    assert await world.value("select next_at from emitter") == run["occurrence"] + timedelta(hours=1)


async def test_a_single_time_and_a_delay_fire_once_and_never_again(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await authors.emit({"at": in_time(minutes=5).isoformat()}, message={"text": "at"})
    await authors.emit({"after": 600}, message={"text": "after"})
    clock = clocks(world)

    await clock.look(in_time(minutes=6))
    assert await told(world, channel, ada) == ["at"]
    await clock.look(in_time(minutes=11))
    await clock.look(in_time(days=30))

    assert await told(world, channel, ada) == ["at", "after"]


async def test_a_message_is_rendered_with_what_is_known_of_each_person(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, name="Ada")
    [bob] = await subscribe(world, channel, 1)
    await authors.emit({"after": 1}, message={"text": "Hi {$user.name|default:'you'$} from {$channel.name$}"})

    await clocks(world).look(in_time(minutes=1))

    assert await told(world, channel, ada) == ["Hi Ada from Here"]
    assert await told(world, channel, bob) == ["Hi you from Here"]


async def test_rules_choose_the_segment(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, plan="pro", visits=4)
    [bob] = await subscribe(world, channel, 1, plan="free", visits=9)
    rules = {
        "condition": "AND",
        "rules": [
            {"field": "user.plan", "operator": "equal", "value": "pro"},
            {"field": "user.visits", "operator": "greater", "value": 3},
        ],
    }
    emitter = await authors.emit({"after": 1}, audience={"kind": "rules", "rules": rules})

    await clocks(world).look(in_time(minutes=1))

    assert (await told(world, channel, ada), await told(world, channel, bob)) == (["Hi"], [])
    [run] = await runs(world, emitter)
    assert (run["sent"], run["passed"], run["problems"]) == (1, 1, [])


async def test_people_are_named_one_by_one(world, authors, channel):
    people = await subscribe(world, channel, 5)
    chosen = [str(people[3]), str(people[1])]
    await authors.emit({"after": 1}, audience={"kind": "people", "ids": chosen})

    await clocks(world).look(in_time(minutes=1), portion=1)

    assert [len(await told(world, channel, one)) for one in people] == [0, 1, 0, 1, 0]


async def test_who_is_in_several_channels_is_written_to_where_they_came_last(world, authors, bot, channel):
    other = await world.channel(bot)
    foreign = await world.channel(await world.bot(ECHO))
    [ada] = await subscribe(world, channel, 1)
    for place in (other, foreign):
        await world.execute(
            "insert into subscriber (id, channel_id, kind, member_id)"
            " values ('ffffffff-ffff-7fff-bfff-ffffffffffff'::uuid, $1, 'anonymous', $2)"
            if place == other
            else "insert into subscriber (id, channel_id, kind, member_id)"
            " values (gen_random_uuid(), $1, 'anonymous', $2)",
            place,
            ada,
        )
    await authors.emit({"after": 1})

    await clocks(world).look(in_time(minutes=1))

    said = [await told(world, place, ada) for place in (channel, other, foreign)]
    assert said == [[], ["Hi"], []]


async def test_in_a_group_everybody_reads_one_message(world, authors, bot):
    group = await world.channel(bot, is_group=True)
    await subscribe(world, group, 3)
    await authors.emit({"after": 1}, channel_id=group)

    await clocks(world).look(in_time(minutes=1))

    rows = await world.rows("select body ->> 'text' as text from message where thread_id = $1", group)
    assert [row["text"] for row in rows] == ["Hi"]


async def test_the_bot_hears_what_needs_processing_and_answers_the_person(world, authors, channel):
    chat = await world.chat(authors.bot_id, channel=channel)
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id)"
        " values (gen_random_uuid(), $1, 'anonymous', $2)",
        channel,
        chat.admission.person_id,
    )
    await authors.emit({"after": 1}, message={"text": "news"}, needs_message_processing=True)

    await clocks(world).look(in_time(minutes=1))
    assert await world.woken() == [chat.session_id]
    await world.handle(chat)

    assert await chat.replies() == ["1: news"]
    assert [row["sender_kind"] for row in await chat.rows()] == ["bot"], "nobody said it for the person"


async def test_a_large_segment_is_worked_off_in_portions_each_person_once(world, authors, channel):
    people = await subscribe(world, channel, 57)
    emitter = await authors.emit({"after": 1})
    at, tools = in_time(minutes=1), tools_of(world)
    await fire_schedules(world.pool, at)

    portions = 0
    while await work_portion(tools, at, limit=10):
        portions += 1

    assert portions == 6
    assert [len(await told(world, channel, one)) for one in people] == [1] * 57
    assert [(run["state"], run["sent"]) for run in await runs(world, emitter)] == [("done", 57)]


async def test_a_clock_that_dies_between_two_portions_leaves_the_rest_to_another(world, authors, channel):
    people = await subscribe(world, channel, 25)
    await authors.emit({"after": 1})
    at = in_time(minutes=1)
    await fire_schedules(world.pool, at)
    await work_portion(tools_of(world), at, limit=10)
    with pytest.raises(RuntimeError):
        await work_portion(Tools(pool=world.pool, redis=Dying()), at, limit=10)

    await clocks(world).look(in_time(minutes=2), portion=10)

    assert [len(await told(world, channel, one)) for one in people] == [1] * 25
    assert await world.value("select count(*) from outbox") == 10, "the sweeper hands these on"


async def test_clocks_side_by_side_fire_each_time_once(world, authors, channel):
    people = await subscribe(world, channel, 20)
    emitters = [await authors.emit(EVERY_HOUR) for _ in range(12)]
    at = in_time(minutes=61)

    await asyncio.gather(*(clocks(world).look(at, portion=7) for _ in range(4)))
    await clocks(world).look(at)

    assert [len(await told(world, channel, one)) for one in people] == [12] * 20
    for emitter in emitters:
        assert [run["sent"] for run in await runs(world, emitter)] == [20]


async def test_who_leaves_or_is_erased_in_the_middle_is_not_written_to(world, authors, channel):
    people = await subscribe(world, channel, 25)
    await authors.emit({"after": 1})
    at = in_time(minutes=1)
    await fire_schedules(world.pool, at)
    await work_portion(tools_of(world), at, limit=10)
    await world.execute("delete from subscriber where member_id = any($1::uuid[])", people[5:15])

    await clocks(world).look(at, portion=10)

    said = [len(await told(world, channel, one)) for one in people]
    assert said == [1] * 10 + [0] * 5 + [1] * 10


async def test_who_has_quiet_hours_is_written_to_in_the_morning_once(world, authors, channel):
    at = in_time(days=1).replace(hour=12, minute=0, second=0, microsecond=0)
    [ada] = await subscribe(world, channel, 1, timezone="Europe/Berlin")
    [bob] = await subscribe(world, channel, 1, timezone="Pacific/Auckland")
    emitter = await authors.emit(
        {"every": 1800, "start_at": at.isoformat(), "quiet": {"start": "22:00", "end": "08:00"}}
    )

    clock = clocks(world)
    for number in range(3):
        await clock.look(at + number * timedelta(minutes=30))
    assert (len(await told(world, channel, ada)), await told(world, channel, bob)) == (3, [])
    assert [run["postponed"] for run in await runs(world, emitter)] == [1, 1, 1]

    await authors.change(emitter, is_paused=False)
    [waits] = await world.rows("select person_id, due_at from recipient")
    assert waits["person_id"] == bob
    assert waits["due_at"].hour in (19, 20)
    await world.execute("update emitter set next_at = null")
    await clock.look(waits["due_at"] - timedelta(seconds=1))
    assert await told(world, channel, bob) == []
    await clock.look(waits["due_at"])
    await clock.look(waits["due_at"] + timedelta(hours=1))

    assert await told(world, channel, bob) == ["Hi"]
    assert await world.value("select count(*) from recipient") == 0


async def test_what_renders_to_nothing_is_a_problem_of_that_person_alone(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, name="Ada")
    [bob] = await subscribe(world, channel, 1)
    emitter = await authors.emit({"after": 1}, message={"text": "{$user.name$}"})

    await clocks(world).look(in_time(minutes=1))

    assert await told(world, channel, ada) == ["Ada"]
    [run] = await runs(world, emitter)
    assert (run["state"], run["sent"], run["failed"]) == ("done", 1, 1)
    assert run["problems"] == [{"code": "emitter:says_nothing", "count": 1, "person_id": str(bob)}]
    assert await problems_counted(world) == [(authors.bot_id, "emitter:says_nothing", 1)]


async def test_a_change_counts_from_the_next_portion_on(world, authors, channel):
    people = await subscribe(world, channel, 4)
    emitter = await authors.emit({"after": 1}, message={"text": "old"})
    at, tools = in_time(minutes=1), tools_of(world)
    await fire_schedules(world.pool, at)
    await work_portion(tools, at, limit=2)
    await authors.change(emitter, message={"text": "new"})
    await tell(world, people, name="Ada")
    while await work_portion(tools, at, limit=2):
        pass

    assert [await told(world, channel, one) for one in people] == [["old"], ["old"], ["new"], ["new"]]
