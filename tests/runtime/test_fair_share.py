"""Bots whose turns are expensive wait for the others (architecture.md 1.2)."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

import app.runtime.drain
from app.engine import MessageReceived, advance
from app.runtime.catalog import Catalog
from app.runtime.conversation import Conversations
from app.runtime.fair_share import AT_ONCE, EXPENSIVE, PATIENCE, FairShare
from app.runtime.outbox import Outbox
from conversing import ECHO, Chat, World, bot_document
from eventually import eventually_so

EVERYWHERE = r"(\p{L}\p{M}?.{3}){60}z"
SLOW: dict[str, Any] = bot_document(
    {
        "id": "a",
        "message": {"text": "go"},
        "groups": [
            {
                "connections": [
                    {
                        "rules": {"field": "message.text", "operator": "matches", "value": EVERYWHERE},
                        "to": "b",
                    },
                    {"to": "a"},
                ]
            }
        ],
    },
    {"id": "b"},
)


@pytest.fixture
def order(monkeypatch) -> list[str]:
    """What was said, in the order in which it was handled."""
    heard: list[str] = []

    def listening(bot, session, event, context):
        if isinstance(event, MessageReceived) and event.message.text != "hi":
            heard.append(event.message.text[:5])
        return advance(bot, session, event, context)

    monkeypatch.setattr(app.runtime.drain, "advance", listening)
    return heard


async def chats(world: World, bot: Any, count: int) -> list[Chat]:
    return [await world.chat(bot) for _ in range(count)]


async def say(many: list[Chat], text: str) -> None:
    """After a word that begins the conversation."""
    for chat in many:
        await chat.say_at_once("hi", text)


async def is_done(many: list[Chat]) -> bool:
    return not any([await chat.waiting() for chat in many])


async def test_the_others_are_answered_before_the_rest_of_an_expensive_bot(world: World, order):
    slow = await chats(world, await world.bot(SLOW), 8)
    quick = await world.chat(await world.bot(ECHO))
    await say(slow, "a" * 10_000)
    await quick.say("hello")

    async with world.worker() as worker:
        await worker.conversations.handle([chat.session_id for chat in slow])
        handled = len(order)
        await worker.conversations.handle([quick.session_id, *[chat.session_id for chat in slow]])
        assert 0 < handled < 8
        assert order[handled:] == ["hello"]
        catching_up = asyncio.create_task(worker.conversations.catch_up())
        await eventually_so(lambda: is_done(slow))
        catching_up.cancel()


async def test_what_was_set_aside_is_handed_back_in_the_end(world: World, order):
    slow = await chats(world, await world.bot(SLOW), 8)
    await say(slow, "a" * 10_000)
    async with world.worker() as worker:
        await worker.conversations.handle([chat.session_id for chat in slow])
        await worker.conversations.hand_back()
        assert len(await world.woken()) == 8 - len(order)


HELD = "select 1 from session where id = any($1::uuid[]) for update"
WAITS = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"


async def test_what_a_worker_was_catching_up_with_when_it_was_told_to_end_is_handed_back_too(
    world: World, order
):
    slow = await chats(world, await world.bot(SLOW), 8)
    await say(slow, "a" * 10_000)
    async with world.worker() as worker, world.pool.acquire() as other:
        await worker.conversations.handle([chat.session_id for chat in slow])
        left = 8 - len(order)

        async def is_held_up() -> bool:
            return bool(await world.pool.fetchval(WAITS))

        async with other.transaction():
            await other.fetch(HELD, [chat.session_id for chat in slow])
            catching_up = asyncio.create_task(worker.conversations.catch_up())
            await eventually_so(is_held_up)
            catching_up.cancel()
            await asyncio.gather(catching_up, return_exceptions=True)
            await worker.conversations.hand_back()

        assert len(await world.woken()) == left


async def test_a_document_that_is_being_compiled_keeps_nobody_waiting(world: World):
    large = await world.chat(await world.bot(ECHO))
    await large.say("hello")
    async with world.worker() as worker:
        catalog = Catalog(world.pool, patience=0)
        conversations = Conversations(world.pool, catalog, Outbox(world.redis), worker.performing)
        await conversations.handle([large.session_id])
        assert await large.replies() == []
        catching_up = asyncio.create_task(conversations.catch_up())
        await eventually_so(large.replies)
        catching_up.cancel()


def test_what_a_bot_has_used_is_forgiven_in_time():
    now = [0.0]
    share = FairShare(now=lambda: now[0])
    bot = uuid4()
    share.spend(bot, 0.3)
    assert share.is_over(bot)
    now[0] = 1.5
    assert share.is_over(bot)
    now[0] = 2.5
    assert not share.is_over(bot)
    assert not share.is_over(uuid4())


def test_ordinary_turns_are_not_counted_however_many_they_are():
    share = FairShare(now=lambda: 0.0)
    bot = uuid4()
    for _ in range(1000):
        share.spend(bot, EXPENSIVE)
    assert not share.is_over(bot)
    share.spend(bot, EXPENSIVE + PATIENCE)
    assert share.is_over(bot)


async def test_bots_that_were_set_aside_have_their_turns_one_after_another():
    share = FairShare()
    first, second = uuid4(), uuid4()
    of_first = [uuid4() for _ in range(AT_ONCE + 1)]
    of_second = uuid4()
    for one in (*of_first, of_first[0]):
        share.set_aside(first, one)
    share.set_aside(second, of_second)
    assert share.others([of_second, *of_first]) == []

    assert await share.next() == of_first[:AT_ONCE]
    assert await share.next() == [of_second]
    assert await share.next() == of_first[AT_ONCE:]
    assert share.others(of_first) == sorted(of_first)
