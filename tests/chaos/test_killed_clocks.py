"""Clock processes killed with -9, again and again, while timers and reminders fall due: each fires once."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.kit.ids import uuid7
from chaos.single_processes import Processes
from conversing import ECHO, World, open_world
from eventually import eventually_so

TIMERS, PEOPLE = 10_000, 400
SPREAD = 6.0  # seconds over which all fall due
CLOCKS = ("scheduler.one", "scheduler.two")
pytestmark = pytest.mark.timeout(600)

EMITTED = (
    "insert into emitter (id, bot_id, channel_id, name, message, audience, schedule, is_personal, next_at)"
    " values ($1, $2, $3, 'News', $4, $5, $6, $7, $8)"
)
SAID = "select count(*) from message where body ->> 'text' = $1"
ONCE_EACH = (
    "select count(*), count(distinct thread_id) from message where body ->> 'text' = $1 and sender_id = $2"
)


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


@pytest.fixture
def processes(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(folder=tmp_path, database_url=database_url, redis_url=redis_url)
    processes.prepare()
    yield processes
    processes.stop()


def spread(count: int, begin: datetime) -> list[datetime]:
    return [begin + timedelta(seconds=SPREAD * number / count) for number in range(count)]


async def set_timers(world: World, begin: datetime) -> None:
    await world.execute(
        "insert into timer (id, session_id, due_at, priority, ordinal)"
        " select i.id, i.id, i.due_at, 0, 0 from unnest($1::uuid[], $2::timestamptz[]) as i(id, due_at)",
        [uuid4() for _ in range(TIMERS)],
        spread(TIMERS, begin),
    )


async def emitter(world: World, place: tuple[UUID, UUID], text: str, schedule: Any, at: Any) -> UUID:
    made = uuid7()
    bot, channel = place
    message, audience = json.dumps({"text": text}), json.dumps({"kind": "all"})
    fields = (made, bot, channel, message, audience, json.dumps(schedule), at is None, at)
    await world.execute(EMITTED, *fields)
    return made


async def set_reminders(world: World, begin: datetime) -> UUID:
    """To each person one at a time of their own, and one to all of them in the middle: the bot."""
    bot = await world.bot(ECHO)
    channel = await world.channel(bot, kind="webhook")
    people = [uuid7() for _ in range(PEOPLE)]
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id)"
        " select gen_random_uuid(), $1, 'anonymous', p.id from unnest($2::uuid[]) as p(id)",
        channel,
        people,
    )
    # What is planned and what planning anew would find are the same.
    await world.execute(
        "insert into user_variables (workspace_id, person_id, variables)"
        " select $1, p.id, json_build_object('due', p.due) from unnest($2::uuid[], $3::text[]) as p(id, due)",
        world.workspace,
        people,
        [moment.isoformat() for moment in spread(PEOPLE, begin)],
    )
    own = await emitter(world, (bot, channel), "own", {"date": {"variable": "user.due"}}, None)
    await world.execute(
        "insert into recipient (emitter_id, person_id, channel_id, due_at, occurrence)"
        " select $1, p.id, $2, p.due_at, p.due_at"
        " from unnest($3::uuid[], $4::timestamptz[]) as p(id, due_at)",
        own,
        channel,
        people,
        spread(PEOPLE, begin),
    )
    middle = begin + timedelta(seconds=SPREAD / 2)
    await emitter(world, (bot, channel), "all", {"at": middle.isoformat()}, middle)
    return bot


async def fired(world: World) -> int:
    """How much of all there is has come to pass."""
    timers = await world.value("select count(*) from inbox")
    return timers + await world.value(SAID, "own") + await world.value(SAID, "all")


async def test_whatever_falls_due_while_clocks_are_killed_fires_once(world: World, processes: Processes):
    begin = datetime.now(UTC) + timedelta(seconds=3)
    await set_timers(world, begin)
    bot = await set_reminders(world, begin)
    for name in CLOCKS:
        processes.start(name)

    everything = TIMERS + 2 * PEOPLE
    for number, share in enumerate((0.05, 0.2, 0.35, 0.5, 0.65, 0.8)):

        async def has_come(least: float = share * everything) -> bool:
            return await fired(world) >= least

        await eventually_so(has_come, 120)
        name = CLOCKS[number % 2]
        processes.kill(name)
        processes.start(name)

    async def is_over() -> bool:
        return await fired(world) >= everything

    await eventually_so(is_over, 120)

    assert await world.value("select count(*) from timer") == 0
    events = [json.loads(row["event"]) for row in await world.rows("select event from inbox")]
    assert len(events) == len({event["timer_id"] for event in events}) == TIMERS
    for text in ("own", "all"):
        row = (await world.rows(ONCE_EACH, text, bot))[0]
        assert tuple(row.values()) == (PEOPLE, PEOPLE), text
    assert await world.value("select count(*) from recipient where due_at is not null") == 0
    runs = await world.rows("select kind, state, sum(sent) as sent from emitter_run group by kind, state")
    told = {(row["kind"], row["state"]): row["sent"] for row in runs if row["kind"] != "plan"}
    assert told == {("send", "done"): PEOPLE, ("own", "done"): PEOPLE}
