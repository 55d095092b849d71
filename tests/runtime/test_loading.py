"""What a worker reads at once is bounded in bytes, and what is left for later comes later."""

from app.runtime.loading import Loaded, load
from conversing import ECHO, World

LARGE = "x" * 50_000


def size(loaded: list[Loaded]) -> int:
    return sum(len(row.event) for one in loaded for row in one.open)


async def test_many_conversations_with_large_messages_are_not_read_whole(world: World):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(10)]
    for chat in chats:
        await chat.say_at_once(*([LARGE] * 10))

    loaded = await load(world.pool, [chat.session_id for chat in chats], room=1_250_000)

    assert [(len(one.open), one.is_all) for one in loaded] == [(2, False)] * 10
    assert size(loaded) < 1_250_000


async def test_a_message_larger_than_all_the_room_is_read_alone(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once(LARGE, "m2")

    (loaded,) = await load(world.pool, [chat.session_id], room=1)

    assert [len(row.event) > len(LARGE) for row in loaded.open] == [True]


async def test_small_messages_are_read_together_beside_a_conversation_of_large_ones(world: World):
    bot = await world.bot(ECHO)
    large, small = await world.chat(bot), await world.chat(bot)
    await large.say_at_once(*([LARGE] * 5))
    await small.say_at_once("m1", "m2", "m3")

    loaded = await load(world.pool, [large.session_id, small.session_id], room=200_000)

    assert {one.id: (len(one.open), one.is_all) for one in loaded} == {
        large.session_id: (1, False),
        small.session_id: (3, True),
    }


async def test_large_messages_are_all_answered_in_order_turn_by_turn(world: World, monkeypatch):
    monkeypatch.setattr(load, "__kwdefaults__", {"events": 100, "room": 125_000})
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once(*(f"{n} {LARGE}" for n in range(5)))

    turns = 0
    while await chat.waiting():
        await world.handle(chat)
        turns += 1
        assert await world.woken() or not await chat.waiting()

    assert turns == 3
    assert [reply.split()[1] for reply in await chat.replies()] == [str(n) for n in range(5)]


async def test_an_answer_behind_large_messages_is_read_with_them(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once(*([LARGE] * 4))
    command = "01900000-0000-7000-8000-000000000001"
    await world.execute(
        "insert into inbox (session_id, event, answers) values ($1, '{}', $2)", chat.session_id, command
    )

    (loaded,) = await load(world.pool, [chat.session_id], room=75_000)

    assert [str(row.answers) for row in loaded.open] == ["None", command]
