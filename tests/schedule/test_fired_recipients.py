"""Emitters by each person's own clock and by dates that are kept of them, on the real servers."""

from datetime import UTC, time, timedelta
from zoneinfo import ZoneInfo

from app.kit.ids import uuid7
from app.schedule.firing.history import forget_runs
from schedule.clocks import (
    NINE,
    by_date,
    clocks,
    in_time,
    problems_counted,
    runs,
    subscribe,
    tell,
    told,
    tomorrow,
)

DUE = "select person_id, due_at from recipient where due_at is not null order by due_at"


async def test_nine_o_clock_comes_to_each_person_in_their_own_zone(world, authors, channel):
    zones = ["Asia/Kolkata", "America/New_York", "Pacific/Chatham"]
    people = [(await subscribe(world, channel, 1, timezone=zone))[0] for zone in zones]
    await authors.emit(NINE)
    clock = clocks(world)
    await clock.look(in_time())

    for person, zone in zip(people, zones, strict=True):
        at = await world.value("select due_at from recipient where person_id = $1", person)
        assert at.astimezone(ZoneInfo(zone)).time() == time(9)
        assert timedelta(0) < at - in_time() <= timedelta(days=1)
    for row in await world.rows(DUE):
        said = len(await told(world, channel, row["person_id"]))
        await clock.look(row["due_at"])
        assert len(await told(world, channel, row["person_id"])) == said + 1

    assert [len(await told(world, channel, one)) for one in people] == [1, 1, 1]
    for row in await world.rows(DUE):
        assert row["due_at"] > in_time(hours=20)


async def test_a_wall_clock_time_comes_once(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, timezone="Asia/Kolkata")
    at = tomorrow(18, "Asia/Kolkata")
    await authors.emit({"at_local": at.astimezone(ZoneInfo("Asia/Kolkata")).replace(tzinfo=None).isoformat()})
    clock = clocks(world)

    await clock.look(at - timedelta(seconds=1))
    assert await told(world, channel, ada) == []
    await clock.look(at)
    await clock.look(at + timedelta(days=400))

    assert await told(world, channel, ada) == ["Hi"]


async def test_who_moves_or_comes_later_has_their_time_anew(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, timezone="Europe/Berlin")
    await authors.emit(NINE)
    clock = clocks(world)
    await clock.look(in_time())

    await tell(world, [ada], timezone="Asia/Tokyo")
    [bob] = await subscribe(world, channel, 1, timezone="Asia/Kolkata")
    await clock.look(in_time())

    hours = {row["person_id"]: row["due_at"].astimezone(UTC).time() for row in await world.rows(DUE)}
    assert hours == {ada: time(0), bob: time(3, 30)}


async def test_a_date_that_is_written_moved_and_taken_away(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await authors.emit(by_date(), message={"text": "Now: {$user.remind_at$}"})
    clock = clocks(world)
    await clock.look(in_time())
    assert await world.value("select count(*) from recipient") == 0

    await tell(world, [ada], remind_at=in_time(hours=1).isoformat())
    await clock.look(in_time())
    await tell(world, [ada], remind_at=in_time(hours=5).isoformat())
    await clock.look(in_time(hours=2))
    assert await told(world, channel, ada) == []
    await tell(world, [ada], remind_at=None)
    await clock.look(in_time(hours=6))
    assert await told(world, channel, ada) == []

    await tell(world, [ada], remind_at=in_time(hours=7).isoformat())
    await clock.look(in_time(hours=6))
    await clock.look(in_time(hours=8))
    await clock.look(in_time(days=8))
    assert len(await told(world, channel, ada)) == 1


async def test_a_time_that_is_just_over_when_it_is_written_is_said_at_once_and_an_old_one_never(
    world, authors, channel
):
    ada, bob = await subscribe(world, channel, 2)
    await authors.emit(by_date())
    clock = clocks(world)
    await clock.look(in_time())

    await tell(world, [ada], remind_at=in_time(seconds=-10).isoformat())
    await tell(world, [bob], remind_at=in_time(hours=-1).isoformat())
    await clock.look(in_time())

    assert (await told(world, channel, ada), await told(world, channel, bob)) == (["Hi"], [])


async def test_what_is_no_date_is_a_clear_problem_and_nobody_else_is_lost(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, remind_at="as soon as possible")
    [bob] = await subscribe(world, channel, 1, remind_at=in_time(hours=1).isoformat())
    emitter = await authors.emit(by_date())
    clock = clocks(world)
    await clock.look(in_time())

    [planned] = await runs(world, emitter, "plan")
    assert (planned["state"], planned["sent"], planned["failed"]) == ("done", 1, 1)
    assert planned["problems"] == [{"code": "emitter:no_date", "count": 1, "person_id": str(ada)}]
    await tell(world, [ada], remind_at="31.12.2030")
    await clock.look(in_time(hours=2))
    assert (await told(world, channel, ada), await told(world, channel, bob)) == ([], ["Hi"])
    noted = [problem for run in await runs(world, emitter, "own") for problem in run["problems"]]
    assert [(one["code"], one["person_id"]) for one in noted] == [("emitter:no_date", str(ada))]
    assert await problems_counted(world) == []

    await tell(world, [ada], remind_at=in_time(hours=3).isoformat())
    await clock.look(in_time(hours=2))
    await clock.look(in_time(hours=4))
    assert await told(world, channel, ada) == ["Hi"]


async def test_a_birthday_comes_every_year_some_days_before(world, authors, channel):
    born = in_time(days=10).replace(year=1990)
    [ada] = await subscribe(world, channel, 1, remind_at=born.date().isoformat(), timezone="Europe/Moscow")
    await authors.emit(by_date(days=-3, time="10:00", repeat="year"))
    clock = clocks(world)
    await clock.look(in_time())

    for _ in range(3):
        [row] = await world.rows(DUE)
        local = row["due_at"].astimezone(ZoneInfo("Europe/Moscow"))
        assert local.time() == time(10)
        await clock.look(row["due_at"])
        await clock.look(row["due_at"] + timedelta(hours=1))

    assert len(await told(world, channel, ada)) == 3


async def test_the_bot_hears_a_reminder_and_answers(world, authors, channel):
    chat = await world.chat(authors.bot_id, channel=channel)
    who = chat.admission.person_id
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id) values ($1, $2, 'anonymous', $3)",
        uuid7(),
        channel,
        who,
    )
    await authors.emit(by_date(), message={"text": "due"}, needs_message_processing=True)
    await tell(world, [who], remind_at=in_time(hours=1).isoformat())
    clock = clocks(world)
    await clock.look(in_time())
    await clock.look(in_time(hours=2))
    await world.handle(chat)

    assert await chat.replies() == ["1: due"]


async def test_who_left_or_is_no_longer_meant_is_not_written_to(world, authors, channel):
    ada, bob, eve = await subscribe(world, channel, 3, remind_at=in_time(hours=1).isoformat())
    emitter = await authors.emit(by_date())
    clock = clocks(world)
    await clock.look(in_time())
    await world.execute("delete from subscriber where member_id = $1", ada)
    await authors.change(emitter, audience={"kind": "people", "ids": [str(bob)]})

    await clock.look(in_time(hours=1))

    assert [len(await told(world, channel, one)) for one in (ada, bob, eve)] == [0, 1, 0]
    assert await world.value("select count(*) from recipient") == 1


async def test_a_schedule_that_was_replaced_leaves_nothing_of_the_old_one(world, authors, channel):
    [ada] = await subscribe(world, channel, 1, remind_at=in_time(hours=1).isoformat())
    emitter = await authors.emit(by_date())
    clock = clocks(world)
    await clock.look(in_time())

    await authors.change(emitter, schedule={"at": in_time(hours=5).isoformat()})
    await clock.look(in_time(hours=2))
    assert await told(world, channel, ada) == []
    await clock.look(in_time(hours=6))

    assert await told(world, channel, ada) == ["Hi"]


async def test_of_an_emitter_that_is_gone_nothing_is_kept(world, authors, channel):
    await subscribe(world, channel, 5, remind_at=in_time(hours=1).isoformat())
    await authors.emit(by_date())
    await clocks(world).look(in_time())
    await world.execute("delete from emitter")

    await forget_runs(world.pool, in_time())

    assert await world.value("select count(*) from recipient") == 0


async def test_changes_of_people_are_noted_only_where_somebody_wants_to_know(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await tell(world, [ada], name="Ada")
    assert await world.value("select count(*) from person_change") == 0

    await authors.emit(NINE)
    await tell(world, [ada], name="Ada")
    assert await world.value("select count(*) from person_change") == 0, "nothing changed"
    await tell(world, [ada], name="Ada L.")

    assert await world.value("select count(*) from person_change") == 1
