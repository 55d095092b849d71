"""What an emitter says is marked as said aside: a question the bot asked before is still open."""

import json
from typing import Any

import msgspec
import pytest

from app.kit.ids import uuid7
from app.runtime.frames import GATEWAY, unpack
from app.runtime.history import read_rows
from conversing import Chat, World
from eventually import PATIENCE
from schedule.clocks import Authors, by_date, clocks, in_time, tell

BODIES = "select body::text as body from message where thread_id = $1 and sender_kind = 'bot' order by seq"


@pytest.fixture
async def chat(world: World, authors: Authors, channel) -> Chat:
    """Somebody whom the bot asked something, and who is subscribed."""
    chat = await world.chat(authors.bot_id, channel=channel)
    await chat.say("Hello")
    await world.handle(chat)
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id) values ($1, $2, 'anonymous', $3)",
        *(uuid7(), channel, chat.admission.person_id),
    )
    return chat


async def bodies(world: World, chat: Chat) -> list[dict[str, Any]]:
    return [json.loads(row["body"]) for row in await world.rows(BODIES, chat.admission.thread_id)]


@pytest.mark.parametrize("when", ["for all", "own time"])
async def test_what_an_emitter_says_is_marked_and_a_reply_is_not(world, authors, chat, when):
    if when == "own time":
        await authors.emit(by_date())
        await tell(world, [chat.admission.person_id], remind_at=in_time(hours=1).isoformat())
    else:
        await authors.emit({"after": 3600})
    await clocks(world).look(in_time(minutes=1))
    await clocks(world).look(in_time(minutes=61))

    *replies, said = await bodies(world, chat)

    assert (said["text"], said["aside"]) == ("Hi", True)
    assert replies
    assert not any("aside" in reply for reply in replies)


async def test_what_the_bot_answers_to_an_emitter_it_heard_is_a_reply(world, authors, chat):
    await authors.emit({"after": 1}, message={"text": "due"}, needs_message_processing=True)
    await clocks(world).look(in_time(seconds=2))
    await world.handle(chat)

    *_, said = await bodies(world, chat)

    assert said["text"].endswith(": due")
    assert "aside" not in said


async def test_in_a_group_all_read_it_as_said_aside(world, authors, bot):
    group = await world.channel(bot, is_group=True)
    await authors.emit({"after": 1}, channel_id=group)
    await clocks(world).look(in_time(seconds=2))

    [row] = await world.rows(BODIES, group)
    assert json.loads(row["body"])["aside"] is True


async def test_frames_and_history_tell_it_alike(world, authors, chat):
    await authors.emit({"after": 1})
    async with world.redis.pubsub() as gateway:
        await gateway.subscribe(GATEWAY)
        await gateway.get_message(timeout=PATIENCE)
        await clocks(world).look(in_time(seconds=2))
        told = await gateway.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)

    [(thread, _, text)] = unpack(told["data"])
    frame = msgspec.json.decode(text)
    assert thread == chat.admission.thread_id.bytes
    assert (frame["message"]["text"], frame["message"]["aside"]) == ("Hi", True)
    *_, row = await read_rows(world.pool, chat.admission.thread_id, 0, 100)
    assert row["body"].startswith('{"aside":true,')
