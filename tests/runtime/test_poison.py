"""An event that cannot be handled is counted, set aside, and stops nobody."""

import json
from copy import replace
from typing import Any

import pytest

import app.runtime.drain
from app.engine import MessageReceived, StartTimer, advance
from app.runtime.dead_letters import Replay, replay
from app.runtime.streams import USER_MESSAGES
from conversing import ECHO, Chat, World, bot_document

SECRET_TEXT = "poison of Ada Lovelace"


@pytest.fixture
def poison(monkeypatch) -> dict[str, Any]:
    """The engine fails at that text for as long as `poison["text"]` says so; `tried` counts."""
    state = {"text": SECRET_TEXT, "tried": 0}

    def failing(bot, session, event, context):
        turn = advance(bot, session, event, context)
        if isinstance(event, MessageReceived) and event.message.text == state["text"]:
            state["tried"] += 1
            raise ZeroDivisionError(event.message.text)
        return turn

    monkeypatch.setattr(app.runtime.drain, "advance", failing)
    return state


async def letters(world: World) -> list[Any]:
    return await world.rows("select * from dead_letter order by created_at")


async def test_a_poisonous_event_is_tried_five_times_and_the_conversation_goes_on(world: World, poison):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once("m1", SECRET_TEXT, "m2")

    await world.handle(chat)

    assert await chat.replies() == ["1: m1", "2: m2"]
    assert await chat.waiting() == 0
    (letter,) = await letters(world)
    assert (letter["kind"], letter["attempts"], letter["session_id"]) == ("event", 5, chat.session_id)
    assert letter["bot_id"] == chat.admission.bot_id


async def test_a_dead_letter_says_type_and_place_and_not_what_was_said(world: World, poison):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say(SECRET_TEXT)

    await world.handle(chat)

    (letter,) = await letters(world)
    assert letter["error"].startswith("ZeroDivisionError in poison.<locals>.failing, line ")
    assert SECRET_TEXT not in letter["error"]
    assert json.loads(letter["payload"])["event"]["message"]["text"] == SECRET_TEXT


async def test_a_poisonous_event_is_not_in_the_log(world: World, poison, capsys):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say(SECRET_TEXT)

    await world.handle(chat)

    written = capsys.readouterr()
    assert "event_failed" in written.out + written.err
    assert SECRET_TEXT not in written.out + written.err


async def test_a_replayed_event_is_handled_as_the_newest(world: World, poison):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once(SECRET_TEXT, "m1")
    await world.handle(chat)
    (letter,) = await letters(world)

    poison["text"] = None
    assert await replay(world.pool, letter["id"]) == Replay(stream=USER_MESSAGES, id=chat.session_id)
    await world.handle(chat)

    assert await chat.replies() == ["1: m1", f"2: {SECRET_TEXT}"]
    assert await replay(world.pool, letter["id"]) is None, "once is enough"


async def test_poison_in_a_batch_delays_no_other_conversation(world: World, poison):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(5)]
    for chat in chats:
        await chat.say_at_once("m1", SECRET_TEXT if chat is chats[2] else "m2", "m3")

    await world.handle(*chats)

    for chat in (*chats[:2], *chats[3:]):
        assert await chat.replies() == ["1: m1", "2: m2", "3: m3"]
    assert await chats[2].replies() == ["1: m1", "2: m3"]


async def test_a_batch_is_acknowledged_when_all_of_it_is_handled(world: World, poison):
    bot = await world.bot(ECHO)
    sound, sick = await world.chat(bot), await world.chat(bot)
    await sound.say("m1")
    await sick.say_at_once("m1", SECRET_TEXT)
    tries: list[int] = []

    async with world.worker() as worker:
        await worker.conversations.handle(
            [sound.session_id, sick.session_id], lambda _: tries.append(poison["tried"])
        )

    assert tries == [5]
    assert await sick.waiting() == 0


async def test_a_version_that_cannot_be_read_loses_nothing_for_others(world: World):
    broken, sound = await world.bot(ECHO), await world.bot(ECHO)
    await world.execute("update bot_version set document = '{\"dbcv\": 99}' where bot_id = $1", broken)
    chat, other = await world.chat(broken), await world.chat(sound)
    await chat.say("m1")
    await other.say("m1")

    await world.handle(chat, other)

    assert await other.replies() == ["1: m1"]
    assert [(letter["bot_id"], letter["attempts"]) for letter in await letters(world)] == [(broken, 5)]


async def test_a_session_that_cannot_be_read_does_not_stop_the_worker(world: World):
    bot = await world.bot(ECHO)
    chat, other = await world.chat(bot), await world.chat(bot)
    for one in (chat, other):
        await one.say("m1")
        await world.handle(one)
        await one.say("m2")
    await world.execute("update session set state = '{\"nonsense\": true}' where id = $1", chat.session_id)

    await world.handle(chat, other)

    assert await other.replies() == ["1: m1", "2: m2"]
    assert [letter["session_id"] for letter in await letters(world)] == [chat.session_id]


async def test_an_event_whose_outcome_the_database_refuses_is_set_aside_and_no_other(
    world: World, monkeypatch
):
    """The engine is content, the database is not: here by a timer whose place no column can hold."""

    def with_huge_timer(bot, session, event, context):
        turn = advance(bot, session, event, context)
        if isinstance(event, MessageReceived) and event.message.text == "huge":
            timer = StartTimer(id=event.id, due_at=event.at, order=(10**12, 0))
            return replace(turn, commands=(*turn.commands, timer))
        return turn

    monkeypatch.setattr(app.runtime.drain, "advance", with_huge_timer)
    bot = await world.bot(ECHO)
    chat, other = await world.chat(bot), await world.chat(bot)
    await chat.say_at_once("m1", "huge", "m2")
    await other.say_at_once("m1", "m2")

    await world.handle(chat, other)

    assert await chat.replies() == ["1: m1", "2: m2"]
    assert await other.replies() == ["1: m1", "2: m2"]
    assert [json.loads(one["payload"])["event"]["message"]["text"] for one in await letters(world)] == [
        "huge"
    ]


async def test_an_answer_that_cannot_be_handled_lets_the_conversation_go_on(world: World, monkeypatch):
    """The turn is given up; the session does not wait for ever for what it had asked for."""
    asks = bot_document(
        {"id": "open", "groups": [{"id": "open-waits"}]},
        {"id": "echo", "message": {"text": "{$message.text$}"}, "groups": [{"id": "echo-waits"}]},
        groups=[
            {
                "id": "looks",
                "type": "response",
                "request": "look",
                "connections": [
                    {
                        "id": "skip",
                        "rules": {"field": "message.text", "operator": "equal", "value": "m1"},
                        "to": "open",
                    },
                    {"id": "on", "to": "echo"},
                ],
            }
        ],
        requests=[{"id": "look", "url": "http://127.0.0.1:9/"}],
    )
    chat = await world.chat(await world.bot(asks))

    def failing(bot, session, event, context):
        if session.awaiting and session.awaiting.event.message.text == "m1":
            raise ZeroDivisionError
        return advance(bot, session, event, context)

    monkeypatch.setattr(app.runtime.drain, "advance", failing)
    await chat.say_at_once("m1", "m2")
    await work_until_quiet(world, chat)

    assert await chat.replies() == ["m2"]
    assert await chat.waiting() == 0


async def work_until_quiet(world: World, chat: Chat) -> None:
    for _ in range(6):
        await world.handle(chat)
