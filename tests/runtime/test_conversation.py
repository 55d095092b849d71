"""Load, advance, commit: every event once, in order, and the words of all bots in one row of numbers."""

import asyncio

import pytest

from app.kit import clock
from app.runtime.catalog import Catalog
from app.runtime.commit import commit
from app.runtime.drain import Drain
from app.runtime.loading import load
from conversing import ECHO, Chat, World, bot_document, numbers, texts


async def outcome_of(chat: Chat):
    """What a worker has computed for a conversation and not yet committed."""
    (loaded,) = await load(chat.world.pool, [chat.session_id])
    outcome = (await Drain(loaded, Catalog(chat.world.pool)).run()).outcome
    assert outcome is not None
    return outcome


async def test_a_conversation_is_answered_in_order(world: World):
    chat = await world.chat(await world.bot(ECHO))
    for number in range(1, 6):
        await chat.say(f"m{number}")

    await world.handle(chat)

    assert await chat.replies() == [f"{n}: m{n}" for n in range(1, 6)]
    assert numbers(await chat.rows()) == list(range(1, 11))
    assert await chat.waiting() == 0


async def test_one_with_more_than_is_handled_at_once_has_its_next_turn_after_others(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once(*(f"m{n}" for n in range(1, 251)))

    turns = 0
    while await chat.waiting():
        await world.handle(chat)
        turns += 1
        assert len(await world.woken()) == min(turns, 2)

    assert turns == 3
    assert await chat.replies() == [f"{n}: m{n}" for n in range(1, 251)]


async def test_who_lost_the_swap_writes_nothing_and_spoils_nothing(world: World):
    bot = await world.bot(ECHO)
    slow, other = await world.chat(bot), await world.chat(bot)
    for chat in (slow, other):
        await chat.say("m1")
    late = [await outcome_of(slow), await outcome_of(other)]
    await slow.say("m2")
    await world.handle(slow)

    committed = await commit(world.pool, late, [], clock.now())

    assert committed.lost == {slow.session_id}
    assert await slow.replies() == ["1: m1", "2: m2"]
    assert await other.replies() == ["1: m1"]
    assert numbers(await slow.rows()) == [1, 2, 3, 4]
    assert await world.value("select count(*) from trace where session_id = $1", slow.session_id) == 2


async def test_committing_the_same_outcome_again_changes_nothing(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("m1")
    outcome = await outcome_of(chat)

    first = await commit(world.pool, [outcome], [], clock.now())
    again = await commit(world.pool, [outcome], [], clock.now())

    assert (len(first.lost), again.lost) == (0, {chat.session_id})
    assert await chat.replies() == ["1: m1"]


async def test_a_commit_whose_answer_was_lost_is_repeated_without_a_second_reply(world: World, monkeypatch):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("m1")
    lost = []

    async def answer_lost(pool, outcomes, delivered, at):
        committed = await commit(pool, outcomes, delivered, at)
        if not lost:
            lost.append(committed)
            raise ConnectionResetError
        return committed

    monkeypatch.setattr("app.runtime.conversation.commit", answer_lost)
    await world.handle(chat)

    assert len(lost) == 1
    assert await chat.replies() == ["1: m1"]
    assert await chat.waiting() == 0
    assert await world.value("select count(*) from outbox") == 1, "the sweeper hands it on"


async def test_a_lost_or_repeated_or_foreign_wake_up_does_no_harm(world: World):
    chat, silent = [await world.chat(await world.bot(ECHO)) for _ in range(2)]
    await chat.say("m1")

    async with world.worker() as worker:
        for _ in range(3):
            await worker.wake([chat.session_id, silent.session_id, chat.admission.person_id])

    assert await chat.replies() == ["1: m1"]
    assert await silent.rows() == []


async def test_a_start_greets_once_and_a_restart_begins_afresh(world: World):
    chat = await world.chat(await world.bot(ECHO))

    assert [await chat.start(), await chat.start()] == [True, False]
    await world.handle(chat)
    await chat.say("m1")
    assert await chat.start(restart=True)
    await chat.say("m2")
    await world.handle(chat)

    assert await chat.replies() == ["Say something.", "1: m1", "Say something.", "1: m2"]


# --- several bots


async def test_two_bots_in_a_channel_share_its_numbers_and_keep_their_own_place(world: World):
    one, two = await world.bot(ECHO), await world.bot(ECHO)
    chat = await world.chat(one, two)
    aside = chat.with_bot(two)
    for number in range(1, 4):
        await chat.say(f"a{number}")
        await aside.say(f"b{number}")

    await world.handle(chat, aside)

    assert chat.session_id != aside.session_id
    assert await chat.replies() == ["1: a1", "2: a2", "3: a3"]
    assert await aside.replies() == ["1: b1", "2: b2", "3: b3"]
    assert numbers(await chat.rows()) == list(range(1, 13))


# --- scopes that are shared

WRITER = bot_document(
    {"id": "open", "groups": [{"id": "open-waits"}]},
    groups=[
        {
            "id": "writes",
            "set": [
                {"variable": "bot.total", "op": "add", "value": 1},
                {"variable": "bot.said", "op": "append", "value": "{$message.text$}"},
                {"variable": "channel.total", "op": "add", "value": 2},
                {"variable": "user.total", "op": "add", "value": 3},
            ],
            "connections": [{"id": "on", "to": "open"}],
        }
    ],
)


async def test_sessions_that_add_to_one_variable_at_once_lose_nothing(world: World):
    bot = await world.bot(WRITER)
    channel = await world.channel(bot)
    chats = [await world.chat(bot, channel=channel) for _ in range(8)]
    for chat in chats:
        for number in range(5):
            await chat.say(f"{number}")

    await asyncio.gather(*(world.handle(chat) for chat in chats))

    stored = await world.value("select variables from bot_variables where bot_id = $1", bot)
    assert '"total":40' in stored
    assert stored.count('"4"') == 8
    assert '"total":80' in await world.value("select variables from channel_variables")
    mine = await world.rows("select variables from user_variables")
    assert [row["variables"] for row in mine] == ['{"total":15}'] * 8


async def test_sessions_that_write_different_keys_at_once_keep_both(world: World):
    def writing(key: str):
        group = {
            "id": "writes",
            "set": [{"variable": f"user.{key}", "value": "{$message.text$}"}],
            "connections": [{"id": "on", "to": "open"}],
        }
        return bot_document({"id": "open", "groups": [{"id": "waits"}]}, groups=[group])

    one, two = await world.bot(writing("left")), await world.bot(writing("right"))
    chat = await world.chat(one, two)
    aside = chat.with_bot(two)
    await chat.say("L")
    await aside.say("R")
    stale = await outcome_of(aside)

    await world.handle(chat)
    await commit(world.pool, [stale], [], clock.now())

    stored = await world.value(
        "select variables from user_variables where person_id = $1", chat.admission.person_id
    )
    assert '"left":"L"' in stored
    assert '"right":"R"' in stored


# --- versions

ASKS = bot_document(
    {
        "id": "first",
        "message": {"text": "old first"},
        "groups": [{"id": "g1", "connections": [{"id": "c1", "to": "second"}]}],
    },
    {
        "id": "second",
        "message": {"text": "old second"},
        "groups": [{"id": "g2", "connections": [{"id": "c2", "to": "third"}]}],
    },
    {"id": "third", "message": {"text": "old third"}},
)
NEWER = bot_document(
    *({**step, "message": {"text": step["message"]["text"].replace("old", "new")}} for step in ASKS["steps"])
)


@pytest.mark.parametrize(
    ("sessions", "after"),
    [("finish", "old third"), ("move", "new third"), ("restart", "new first")],
)
async def test_publishing_leaves_moves_or_restarts_running_sessions(world: World, sessions, after):
    bot = await world.bot(ASKS)
    chat, late = await world.chat(bot), await world.chat(bot)
    await chat.start()
    await chat.say("on")
    await world.handle(chat)

    await world.publish(bot, NEWER, sessions)
    await chat.say("on")
    await late.start()
    await world.handle(chat, late)

    assert await chat.replies() == ["old first", "old second", after]
    assert await late.replies() == ["new first"]


async def test_a_finished_session_goes_on_with_the_newest_version(world: World):
    bot = await world.bot(ASKS)
    chat = await world.chat(bot)
    await chat.start()
    for _ in range(2):
        await chat.say("on")
    await world.handle(chat)

    await world.publish(bot, NEWER, "finish")
    await chat.say("again")
    await world.handle(chat)

    assert (await chat.replies())[-2:] == ["old third", "new first"]


async def test_a_session_whose_place_is_gone_starts_afresh_when_moved(world: World):
    bot = await world.bot(ASKS)
    chat = await world.chat(bot)
    await chat.start()
    await chat.say("on")
    await world.handle(chat)

    await world.publish(bot, bot_document({**NEWER["steps"][2], "id": "only"}), "move")
    await chat.say("on")
    await world.handle(chat)

    assert await chat.replies() == ["old first", "old second", "new third"]


async def test_messages_to_a_paused_bot_wait_until_it_goes_on(world: World):
    bot = await world.bot(ECHO)
    chat = await world.chat(bot)
    await world.execute("update bot set status = 'paused' where id = $1", bot)
    for number in range(1, 4):
        await chat.say(f"m{number}")
    await world.handle(chat)
    assert (await chat.replies(), await chat.waiting()) == ([], 3)

    await world.execute("update bot set status = 'active' where id = $1", bot)
    await world.handle(chat)

    assert texts(await chat.rows())[3:] == ["1: m1", "2: m2", "3: m3"]
