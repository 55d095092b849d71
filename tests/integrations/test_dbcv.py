"""dbcv.*: what a bot may see and say beyond its own conversation, on the real servers."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from calling import Safe, command, fault, places
from redis.exceptions import RedisError

from app.engine.events import IntegrationAnswered
from app.integrations.base import Outside
from app.integrations.performer import IntegrationPerformer
from app.kit.ids import uuid7
from app.runtime.frames import GATEWAY, unpack
from app.runtime.outbox import LeftBehind
from app.runtime.ports import Origin
from app.runtime.posting import Posting
from conversing import ECHO, Chat, World
from egress_servers import client
from eventually import PATIENCE


def performer(world: World) -> IntegrationPerformer:
    room = places()
    posting = Posting(world.pool, world.redis, room)
    outside = Outside(egress=client(), credentials=Safe(), pool=world.pool, posting=posting, places=room)
    return IntegrationPerformer(outside)


def origin(world: World, chat: Chat) -> Origin:
    assert chat.admission.bot_id is not None
    return Origin(
        bot_id=chat.admission.bot_id, session_id=chat.session_id, workspace_id=chat.admission.workspace_id
    )


async def do(world: World, chat: Chat, name: str, config: dict[str, Any], **more: Any) -> IntegrationAnswered:
    wanted = command(f"dbcv.{name}", config, **{"id": str(uuid4()), **more})
    return await performer(world).perform(wanted, origin(world, chat))


async def talking(world: World, **channel: Any) -> Chat:
    """Somebody whose conversation exists."""
    chat = await world.chat(await world.bot(ECHO), **channel)
    await chat.say("Hello")
    await world.handle(chat)
    return chat


async def enter(world: World, channel: UUID, name: str | None = None, kind: str = "anonymous") -> UUID:
    """A subscriber."""
    person = uuid7()
    if kind == "anonymous":
        await world.execute("insert into anonymous_user (id, name) values ($1, $2)", person, name)
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id) values ($1, $2, $3, $4)",
        *(uuid7(), channel, kind, person),
    )
    return person


async def heard(world: World, channel: UUID, person: UUID) -> list[dict[str, Any]]:
    """What the person was told, as it is stored."""
    rows = await world.rows(
        "select m.body from message m join thread t on t.id = m.thread_id"
        " where t.channel_id = $1 and t.person_id = $2 and m.sender_kind = 'bot' order by m.seq",
        *(channel, person),
    )
    return [msgspec.json.decode(row["body"]) for row in rows]


async def waiting_for(world: World, person: UUID) -> int:
    """Messages to the person that were not handed on yet."""
    return await world.value(
        "select count(*) from outbox o join thread t on t.id = o.thread_id where t.person_id = $1", person
    )


# --- get_subscribers


async def test_people_of_the_conversations_channel_are_listed_page_by_page(world: World):
    chat = await talking(world)
    here = chat.admission.channel_id
    people = sorted([str(await enter(world, here, "Ada")) for _ in range(3)])
    await enter(world, here, kind="bot")

    first = (await do(world, chat, "get_subscribers", {"limit": 2})).result
    rest = (await do(world, chat, "get_subscribers", {"limit": 2, "cursor": first["next_cursor"]})).result

    assert [one["id"] for one in first["items"] + rest["items"]] == people
    assert first["items"][0] == {"id": people[0], "kind": "anonymous", "name": "Ada"}
    assert rest["next_cursor"] is None


async def test_people_are_listed_by_kind(world: World):
    chat = await talking(world)
    await enter(world, chat.admission.channel_id)
    assert (await do(world, chat, "get_subscribers", {"kind": "user"})).result["items"] == []
    assert len((await do(world, chat, "get_subscribers", {"kind": "anonymous"})).result["items"]) == 1


async def test_a_bot_sees_only_channels_it_is_in(world: World):
    chat = await talking(world)
    other = await world.channel(await world.bot(ECHO))
    for operation, more in (("get_subscribers", {}), ("send_message", {"text": "x"})):
        answered = await do(world, chat, operation, {"channel_id": str(other), **more})
        assert fault(answered) == ("not_found", "The bot is in no such channel of its workspace.")
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id) values ($1, $2, 'bot', $3)",
        *(uuid7(), other, chat.admission.bot_id),
    )
    assert (await do(world, chat, "get_subscribers", {"channel_id": str(other)})).ok


async def test_a_channel_of_another_workspace_is_not_there_even_if_the_bot_is_in_it(world: World):
    chat = await talking(world)
    await world.begin()  # another author with a workspace of their own
    theirs = await world.channel(chat.admission.bot_id)
    person = await enter(world, theirs, "Eve")

    assert fault(await do(world, chat, "get_subscribers", {"channel_id": str(theirs)}))[0] == "not_found"
    to_eve = {"channel_id": str(theirs), "person_id": str(person), "text": "x"}
    assert fault(await do(world, chat, "send_message", to_eve))[0] == "not_found"
    assert await heard(world, theirs, person) == []


# --- send_message


async def test_a_person_is_written_to_and_their_open_chat_shows_it(world: World):
    chat = await talking(world)
    here = chat.admission.channel_id
    person = await enter(world, here, "Ada")
    async with world.redis.pubsub() as listening:
        await listening.subscribe(GATEWAY)
        await listening.get_message(timeout=PATIENCE)
        config = {
            "person_id": str(person),
            "text": "News!",
            "buttons": [{"text": "More", "value": "more"}, {"text": "No"}],
            "attachments": [{"url": "https://x.example/a.png", "type": "image"}],
            "params": {"a": 1},
        }
        answered = await do(world, chat, "send_message", config)
        frame = await listening.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)

    body = {
        "aside": True,
        "text": "News!",
        "buttons": [{"text": "More", "value": "more"}, {"text": "No", "value": "No"}],
        "attachments": [{"type": "image", "url": "https://x.example/a.png"}],
        "widget": None,
        "params": {"a": 1},
    }
    assert answered.result["recipients"] == 1
    assert await heard(world, here, person) == [body]
    shown = msgspec.json.decode(unpack(frame["data"])[0][2])["message"]
    assert (shown["id"], shown["text"], shown["seq"]) == (answered.result["message_id"], "News!", 1)
    assert shown["sender"] == {"kind": "bot", "id": str(chat.admission.bot_id), "name": "Echo"}
    assert await waiting_for(world, person) == 0


async def test_everybody_in_a_channel_is_written_to_once(world: World):
    chat = await talking(world)
    here = chat.admission.channel_id
    people = [await enter(world, here) for _ in range(3)]

    answered = await do(world, chat, "send_message", {"text": "News!"})

    # The one who talks is there as well.
    assert (answered.result["recipients"], answered.result["message_id"]) == (4, None)
    for person in people:
        assert [one["text"] for one in await heard(world, here, person)] == ["News!"]
    assert (await chat.replies())[-1] == "News!"


async def test_it_is_said_aside_but_in_the_conversation_whose_turn_says_it(world: World):
    chat = await talking(world)
    here = chat.admission.channel_id
    other = await enter(world, here)

    assert (await do(world, chat, "send_message", {"text": "News!"})).ok

    [aside] = await heard(world, here, other)
    *_, said = await heard(world, here, chat.admission.person_id)
    assert (aside["text"], aside["aside"]) == (said["text"], True)
    assert "aside" not in said


async def test_a_message_in_the_running_conversation_takes_its_next_number(world: World):
    chat = await talking(world)
    person = str(chat.admission.person_id)
    assert (await do(world, chat, "send_message", {"person_id": person, "text": "By the way"})).ok
    await chat.say("Again")
    await world.handle(chat)

    rows = await chat.rows()
    assert [row["seq"] for row in rows] == [1, 2, 3, 4, 5]
    assert (await chat.replies())[-2:] == ["By the way", "2: Again"]
    named = "select session_id from message where external_id like 'integration:%'"
    assert await world.value(named) == chat.session_id


async def test_the_same_command_says_it_once_however_often_it_is_performed(world: World):
    chat = await talking(world)
    person = await enter(world, chat.admission.channel_id)
    wanted = command("dbcv.send_message", {"person_id": str(person), "text": "Once"})
    one, here = performer(world), origin(world, chat)

    answers = [await one.perform(wanted, here), await one.after_crash(wanted, here)]
    answers += await asyncio.gather(*(one.after_crash(wanted, here) for _ in range(5)))

    assert len({answer.result["message_id"] for answer in answers}) == 1
    assert len(await heard(world, chat.admission.channel_id, person)) == 1


async def test_at_once_from_many_workers_it_is_still_said_once(world: World):
    chat = await talking(world)
    people = [await enter(world, chat.admission.channel_id) for _ in range(20)]
    wanted = command("dbcv.send_message", {"text": "Once"})
    here = origin(world, chat)
    await asyncio.gather(*(performer(world).perform(wanted, here) for _ in range(6)))

    for person in people:
        assert len(await heard(world, chat.admission.channel_id, person)) == 1


async def test_what_redis_was_not_told_waits_for_the_sweeper(world: World):
    chat = await talking(world)
    person = await enter(world, chat.admission.channel_id)

    class Away:
        def pipeline(self, **_: object):
            raise RedisError

    posting = Posting(world.pool, Away(), places())
    outside = Outside(egress=client(), credentials=Safe(), pool=world.pool, posting=posting, places=places())
    wanted = command("dbcv.send_message", {"person_id": str(person), "text": "Later"})
    assert (await IntegrationPerformer(outside).perform(wanted, origin(world, chat))).ok

    assert await waiting_for(world, person) == 1
    later = await world.value("select now() + interval '1 minute'")
    assert await LeftBehind(world.pool, world.redis).publish(later) >= 1
    assert await waiting_for(world, person) == 0


async def test_a_message_for_people_outside_is_left_to_the_bot_workers(world: World):
    chat = await talking(world, kind="webhook")
    await world.execute("delete from outbox")
    await world.redis.delete("bot_messages")
    person = str(chat.admission.person_id)
    assert (await do(world, chat, "send_message", {"person_id": person, "text": "News!"})).ok

    assert [row["external"] for row in await world.rows("select external from outbox")] == [True]
    assert await world.woken("bot_messages") == [chat.thread_id]


async def test_in_a_group_everybody_reads_one_message(world: World):
    chat = await talking(world, is_group=True)
    await enter(world, chat.admission.channel_id)
    answered = await do(world, chat, "send_message", {"text": "All of you"})

    assert answered.result["recipients"] == 1
    assert (await chat.replies())[-1] == "All of you"


async def test_whoever_is_not_in_the_channel_is_not_written_to(world: World):
    chat = await talking(world)
    elsewhere = await enter(world, await world.channel(await world.bot(ECHO)))
    for stranger in (elsewhere, uuid7()):
        answered = await do(world, chat, "send_message", {"person_id": str(stranger), "text": "x"})
        assert fault(answered) == ("not_found", "There is no such person in the channel.")


@pytest.mark.parametrize(
    "config",
    [
        {"text": ""},
        {"person_id": "Ada", "text": "x"},
        {"channel_id": "here", "text": "x"},
        {"text": "x", "attachments": [{"url": "javascript:alert(1)"}]},
        {"text": "x", "attachments": [{"url": "//elsewhere.example"}]},
        {"text": "x", "buttons": [{"value": "y"}]},
    ],
    ids=str,
)
async def test_what_is_no_message_is_not_said(world: World, config: dict[str, Any]):
    chat = await talking(world)
    assert fault(await do(world, chat, "send_message", config))[0] == "invalid_config"
    assert await chat.replies() == ["1: Hello"]


async def test_a_channel_with_too_many_people_is_refused_whole(world: World, monkeypatch):
    monkeypatch.setattr("app.integrations.dbcv.client.MOST_PEOPLE", 2)
    chat = await talking(world)
    people = [await enter(world, chat.admission.channel_id) for _ in range(3)]
    assert fault(await do(world, chat, "send_message", {"text": "x"}))[0] == "invalid"
    assert await heard(world, chat.admission.channel_id, people[0]) == []
