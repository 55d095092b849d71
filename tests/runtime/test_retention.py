"""What is said is kept as long as the operator wants, and what waits is never old."""

from datetime import timedelta

import pytest

from app.kit import clock
from app.runtime.retention import BY_AGE, OLD_MESSAGES, OLD_TRACES, forget_old, forget_said
from conversing import ECHO, World

MONTH = timedelta(days=30)
AGED = "update message set created_at = now() - interval '40 days' where thread_id = $1"


async def talked(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.start()
    await chat.say("one")
    await world.handle(chat)
    return chat


async def test_messages_that_are_older_go_and_conversations_go_on(world: World):
    old, young = await talked(world), await talked(world)
    await world.execute("delete from outbox")
    await world.execute(AGED, old.thread_id)

    await forget_said(world.pool, clock.now() - MONTH)

    assert await old.rows() == []
    assert await young.replies() == ["Say something.", "1: one"]
    await old.say("two")
    await world.handle(old)
    assert await old.replies() == ["2: two"]
    assert [row["seq"] for row in await old.rows()] == [4, 5]


async def test_what_is_not_delivered_yet_is_not_forgotten(world: World):
    chat = await world.chat(await world.bot(ECHO), kind="webhook")
    await chat.start()
    await world.handle(chat)
    await world.execute(AGED, chat.thread_id)

    await forget_said(world.pool, clock.now() - MONTH)

    assert await chat.replies() == ["Say something."]


async def test_letters_that_are_older_go_too(world: World):
    letter = """
    insert into dead_letter (id, kind, payload, error, attempts, created_at)
    select gen_random_uuid(), 'event', '{}', 'x', 5, now() - age * interval '1 day'
    from unnest(array[1, 40]) age
    """
    await world.execute(letter)

    await forget_said(world.pool, clock.now() - MONTH)

    assert await world.value("select count(*) from dead_letter") == 1


async def test_traces_that_are_older_go(world: World):
    chat = await talked(world)
    count = "select count(*) from trace where session_id = $1"
    assert await world.value(count, chat.session_id) == 2
    await world.execute(
        "update trace set at = now() - interval '40 days' where session_id = $1", chat.session_id
    )

    await forget_old(world.pool, clock.now() - MONTH)

    assert await world.value(count, chat.session_id) == 0


MESSAGES = """
insert into message (thread_id, seq, id, sender_kind, sender_id, body, created_at)
select gen_random_uuid(), n, gen_random_uuid(), 'bot', gen_random_uuid(), '{}',
       now() - interval '41 days' + n * interval '100 seconds'
from generate_series(1, 30000) n
"""
TRACES = """
insert into trace (session_id, at, body)
select gen_random_uuid(), now() - age * interval '1 day', '{}'
from generate_series(1, 100100) n cross join lateral (values (case when n < 100 then 1 else 40 end)) a(age)
"""


@pytest.mark.parametrize(
    ("rows", "statement", "index"),
    [(MESSAGES, OLD_MESSAGES, "ix_message_created_at"), (TRACES, OLD_TRACES, "ix_trace_at")],
)
async def test_what_is_old_is_found_without_reading_all_there_is(world: World, rows, statement, index):
    await world.execute(rows)
    await world.execute("vacuum analyze message, trace")

    async with world.pool.acquire() as connection, connection.transaction():
        await connection.execute(BY_AGE)
        plan = await connection.fetch(f"explain {statement}", clock.now() - timedelta(days=40.5))

    assert any(index in line["QUERY PLAN"] for line in plan)


async def test_however_much_is_old_goes_at_once(world: World):
    await world.execute(TRACES)

    await forget_old(world.pool, clock.now() - MONTH)

    assert await world.value("select count(*) from trace") == 99
