"""Visitors without an account of whom nothing was heard for long are forgotten, and nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest

from app.accounts.departures import Departures
from app.kit.clock import now
from conversing import ECHO, Chat, World, open_world

LONG_AGO = now() - timedelta(days=200)
SESSIONS_AGE = "update session set created_at = $1, updated_at = $1"


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


async def age(world: World) -> None:
    """All that was done so far was done long ago."""
    await world.execute("update anonymous_user set created_at = $1, updated_at = $1", LONG_AGO)
    await world.execute("update message set created_at = $1", LONG_AGO)
    await world.execute(SESSIONS_AGE, LONG_AGO)


async def forgotten(world: World, **bounds: int) -> int:
    return await Departures(world.pool).forget(now() - timedelta(days=180), **bounds)


async def people(world: World) -> set[UUID]:
    return {row["id"] for row in await world.rows("select id from anonymous_user")}


async def spoke(world: World, *, is_group: bool = False) -> Chat:
    chat = await world.chat(await world.bot(ECHO), is_group=is_group)
    await chat.say("hello")
    await world.handle(chat)
    return chat


async def test_who_was_silent_for_long_is_forgotten_and_what_was_said_stays(world: World):
    chat = await spoke(world)
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id)"
        " values (gen_random_uuid(), $1, 'anonymous', $2)",
        chat.admission.channel_id,
        chat.admission.person_id,
    )
    await age(world)

    assert await forgotten(world) == 1
    assert await people(world) == set()
    assert await world.value("select count(*) from subscriber where kind = 'anonymous'") == 0
    assert [row["seq"] for row in await chat.rows()] == [1, 2]


async def test_who_has_just_come_is_known(world: World):
    await world.chat(await world.bot(ECHO))

    assert await forgotten(world) == 0


@pytest.mark.parametrize("is_group", [False, True])
async def test_who_said_something_lately_is_known_also_where_no_bot_has_heard_it(
    world: World, *, is_group: bool
):
    chat = await spoke(world, is_group=is_group)
    other = await spoke(world, is_group=is_group)
    await age(world)
    await chat.say("again")
    await world.execute(SESSIONS_AGE, LONG_AGO)

    assert await forgotten(world) == 1
    assert await people(world) == {chat.admission.person_id}
    assert other.admission.person_id != chat.admission.person_id


async def test_who_was_written_to_lately_is_known(world: World):
    chat = await spoke(world)
    await age(world)
    await world.execute("update message set created_at = now() where sender_kind = 'bot'")

    assert await forgotten(world) == 0
    assert await people(world) == {chat.admission.person_id}


async def test_who_has_a_sign_in_or_a_timer_is_known(world: World):
    signed_in, waits = await spoke(world), await spoke(world)
    await world.execute(
        "insert into sign_in (id, kind, person_id) values (gen_random_uuid(), 'anonymous', $1)",
        signed_in.admission.person_id,
    )
    await world.execute(
        "insert into timer (id, session_id, due_at, priority, ordinal)"
        " values (gen_random_uuid(), $1, now() + interval '1 year', 0, 0)",
        waits.session_id,
    )
    await age(world)

    assert await forgotten(world) == 0


async def test_one_run_looks_at_so_many_and_the_next_goes_on(world: World):
    bot = await world.bot(ECHO)
    all_there = sorted([(await world.chat(bot)).admission.person_id for _ in range(7)])
    await age(world)
    await world.execute(
        "update anonymous_user set updated_at = now() where id = any($1::uuid[])",
        all_there[:3],
    )
    departures = Departures(world.pool)
    before = now() - timedelta(days=180)

    counts = [await departures.forget(before, batch=2, batches=1) for _ in range(5)]

    assert counts == [0, 1, 2, 1, 0]
    assert await people(world) == set(all_there[:3])
