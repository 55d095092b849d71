"""How often steps were entered and left: each turn counts once, whatever is done twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from talks import ask, quiz, visit

from app.conversations.counts import count_traces
from app.conversations.counts.drops import Wanted
from app.conversations.counts.reading import read_counts
from conversing import World, open_world

NOW = timedelta(0)
ALL = Wanted(version=None, since=None, idle=timedelta(hours=1))


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


async def counts(world: World, bot, wanted: Wanted = ALL) -> dict:
    async with world.database.unit_of_work() as session:
        found = await read_counts(session, bot, wanted)
    return {
        step.step: (
            step.entered,
            {f"{one.group}/{one.connection}": one.count for one in step.left},
            step.no_match,
            step.dropped,
        )
        for step in found.steps
    }


EXPECTED = {
    "ask": (3, {"g/else": 1, "g/right": 1}, 0, 0),
    "right": (1, {}, 0, 0),
    "wrong": (1, {"again/back": 1}, 0, 0),
}


async def talk(world: World, bot) -> None:
    """hello, 5, back, 4: and then the end; one more only says hello."""
    one, other = await world.chat(bot), await world.chat(bot)
    for text in ("hello", "5", "back", "4"):
        await one.say(text)
    await other.say("hello")
    await world.all_told()
    await world.handle(one, other)


async def test_counts_add_up_before_and_after_they_are_summed(world):
    bot = await world.bot(quiz())
    await talk(world, bot)
    before = await counts(world, bot)

    summed = await count_traces(world.database, lag=NOW)

    assert before == await counts(world, bot) == EXPECTED
    assert summed == 5


async def test_nothing_is_counted_twice_by_those_who_count_at_once_or_again(world):
    bot = await world.bot(quiz())
    await talk(world, bot)

    summed = await asyncio.gather(*(count_traces(world.database, lag=NOW) for _ in range(4)))
    again = await count_traces(world.database, lag=NOW)

    assert (sum(summed), again) == (5, 0)
    assert await counts(world, bot) == EXPECTED


async def test_a_batch_that_is_handled_again_and_by_two_workers_at_once_counts_once(world):
    bot = await world.bot(quiz())
    chat = await world.chat(bot)
    for text in ("hello", "5", "back", "4"):
        await chat.say(text)
    await world.all_told()

    async with world.worker() as one, world.worker() as other:
        ids = [chat.session_id]
        await asyncio.gather(*(worker.wake(ids) for worker in (one, other, one, other)))
    await count_traces(world.database, lag=NOW)

    assert (await counts(world, bot))["ask"] == (2, {"g/else": 1, "g/right": 1}, 0, 0)


async def test_a_trace_whose_transaction_is_still_open_is_counted_once_it_is_seen(world):
    bot = await world.bot(quiz())
    chat = await world.chat(bot)
    await chat.say("hello")
    await world.all_told()
    await world.handle(chat)
    async with world.pool.acquire() as connection:
        late = connection.transaction()
        await late.start()
        body = '{"version": 1, "entries": [["step", "late"]], "no_match": false, "dropped": 0}'
        await connection.execute(
            "insert into trace (session_id, body) values ($1, $2)", chat.session_id, body
        )
        # What comes after it is committed before it.
        await chat.say("5")
        await world.all_told()
        await world.handle(chat)
        await count_traces(world.database, lag=NOW)
        await late.commit()
    seen = await counts(world, bot)
    await count_traces(world.database, lag=NOW)

    assert seen == await counts(world, bot)
    assert [seen[step][0] for step in ("ask", "wrong", "late")] == [1, 1, 1]


async def test_versions_and_days_are_counted_apart(world):
    bot = await world.bot(quiz())
    await talk(world, bot)
    await world.execute("update trace set at = at - interval '3 days'")
    await count_traces(world.database, lag=NOW)
    await world.publish(bot, quiz(right="Yes!"), "finish")
    chat = await world.chat(bot)
    await chat.say("hello")
    await world.all_told()
    await world.handle(chat)
    yesterday = await world.value("select now() - interval '1 day'")

    second = Wanted(version=2, since=None, idle=timedelta(hours=1))
    recent = Wanted(version=None, since=yesterday, idle=timedelta(hours=1))

    assert (await counts(world, bot, second))["ask"][0] == 1
    assert (await counts(world, bot, recent))["ask"][0] == 1
    assert (await counts(world, bot))["ask"][0] == 4


async def test_silent_unfinished_conversations_are_dropped_where_they_stand(world):
    bot = await world.bot(quiz())
    await talk(world, bot)
    assert {of[3] for of in (await counts(world, bot)).values()} == {0}

    await world.execute("update session set updated_at = updated_at - interval '2 hours'")

    dropped = {step: of[3] for step, of in (await counts(world, bot)).items()}
    assert dropped == {"ask": 1, "right": 0, "wrong": 0}


async def test_counts_of_templates_are_by_place_and_master_groups_by_where_they_were_taken(world):
    helped = {"field": "message.text", "operator": "equal", "value": "help"}
    master = {
        "id": "master",
        "connections": [{"id": "to-help", "rules": {"condition": "AND", "rules": [helped]}, "to": "right"}],
    }
    bot = await world.bot(quiz(groups=[master]))
    chat = await world.chat(bot)
    for text in ("help", "hello", "help"):
        await chat.say(text)
    await world.all_told()
    await world.handle(chat)

    found = await counts(world, bot)

    assert found[None] == (0, {"master/to-help": 1}, 0, 0)
    assert found["ask"] == (1, {"master/to-help": 1}, 0, 0)
    assert found["right"][0] == 2


async def test_counts_go_with_their_bot_and_hinder_nobody_who_counts(author, worker, app):
    ada = await visit(author, await author.published(quiz()))
    await ada.talk("hello", "5")
    await count_traces(app.state.database, lag=NOW)
    assert (await ask(author, f"/bots/{ada.bot}/counts"))["steps"][0] == {
        "step": "ask",
        "entered": 1,
        "no_match": 0,
        "dropped": 0,
        "left": [{"group": "g", "connection": "else", "count": 1}],
    }
    await ada.say("back")
    await ada.replies(3)

    assert (await author.call("DELETE", f"/bots/{ada.bot}")).status_code == 204

    assert await count_traces(app.state.database, lag=NOW) == 0
