"""What was left behind is found: inbox, outbox and commands, however much lies beside it."""

from datetime import timedelta
from itertools import pairwise

from app.kit import clock
from app.runtime.frames import GATEWAY, unpack
from app.runtime.outbox import LeftBehind
from app.runtime.sweeper import PATIENCE, Sweeper
from conversing import ECHO, World, bot_document

LATER = timedelta(seconds=10)


async def forget_wakes(world: World) -> None:
    await world.all_told()
    await world.redis.xtrim("user_messages", maxlen=0, approximate=False)


async def test_a_session_that_nobody_was_told_of_is_woken(world: World):
    bot = await world.bot(ECHO)
    left, handled = await world.chat(bot), await world.chat(bot)
    await left.say("m1")
    await handled.say("m1")
    await world.handle(handled)
    await forget_wakes(world)

    assert await Sweeper(world.pool, world.redis).sweep(clock.now() + LATER) == 1
    assert await world.woken() == [left.session_id]


async def test_what_came_just_now_is_left_to_its_own_wake_up(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("m1")

    assert await Sweeper(world.pool, world.redis).sweep(clock.now() + PATIENCE / 4) == 0


async def test_a_session_that_cannot_go_on_is_woken_after_longer_and_longer_pauses(world: World):
    bot = await world.bot(ECHO)
    chat = await world.chat(bot)
    await world.execute("update bot set status = 'paused' where id = $1", bot)
    await chat.say("m1")
    sweeper = Sweeper(world.pool, world.redis)
    begun = clock.now() + LATER

    woken = [second for second in range(200) if await sweeper.sweep(begun + timedelta(seconds=second))]

    pauses = [later - earlier for earlier, later in pairwise(woken)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 60
    assert len(woken) < 10


async def test_many_that_cannot_go_on_hide_nobody_who_can(world: World):
    paused, running = await world.bot(ECHO), await world.bot(ECHO)
    stuck = await world.chat(paused)
    await world.execute("update bot set status = 'paused' where id = $1", paused)
    await stuck.say_at_once(*(f"m{n}" for n in range(30)))
    chat = await world.chat(running)
    await chat.say("m1")
    await forget_wakes(world)
    sweeper = Sweeper(world.pool, world.redis)

    for second in range(5):
        await sweeper.sweep(clock.now() + LATER + timedelta(seconds=second), limit=10)

    assert chat.session_id in await world.woken()


async def test_replies_nobody_handed_on_are_handed_on_once(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say_at_once("m1", "m2")
    await world.handle(chat)
    assert await world.value("select count(*) from outbox") == 2

    async with world.redis.pubsub() as heard:
        await heard.subscribe(GATEWAY)
        await heard.get_message(timeout=60)
        left_behind = LeftBehind(world.pool, world.redis)
        counts = [await left_behind.publish(clock.now() + LATER) for _ in range(2)]
        message = await heard.get_message(ignore_subscribe_messages=True, timeout=60)

    assert counts == [2, 0]
    frames = unpack(message["data"])
    assert [(thread, seq) for thread, seq, _ in frames] == [
        (chat.thread_id.bytes, 3),
        (chat.thread_id.bytes, 4),
    ]
    assert '"text":"1: m1"' in frames[0][2]


async def test_replies_for_outside_wake_the_bot_workers_and_stay(world: World):
    chat = await world.chat(await world.bot(ECHO), kind="webhook")
    await chat.say("m1")
    await world.handle(chat)
    await world.redis.xtrim("bot_messages", maxlen=0, approximate=False)

    assert await LeftBehind(world.pool, world.redis).publish(clock.now() + LATER) == 1
    assert await world.woken("bot_messages") == [chat.thread_id]
    assert await world.value("select count(*) from outbox where external") == 1


async def test_many_undelivered_outside_hide_no_web_reply(world: World):
    bot = await world.bot(ECHO)
    outside, web = await world.chat(bot, kind="webhook"), await world.chat(bot)
    await outside.say_at_once(*(f"m{n}" for n in range(20)))
    await world.handle(outside)
    await web.say("m1")
    await world.handle(web)

    await LeftBehind(world.pool, world.redis).publish(clock.now() + LATER, rows=10, threads=10)

    assert await world.value("select count(*) from outbox where not external") == 0


async def test_one_thread_with_many_undelivered_messages_takes_one_place_only(world: World):
    bot = await world.bot(ECHO)
    stuck, other = [await world.chat(bot, kind="webhook") for _ in range(2)]
    await stuck.say_at_once(*(f"m{n}" for n in range(20)))
    await world.handle(stuck)
    await other.say("m1")
    await world.handle(other)
    await world.redis.xtrim("bot_messages", maxlen=0, approximate=False)

    await LeftBehind(world.pool, world.redis).publish(clock.now() + LATER, threads=2)

    assert set(await world.woken("bot_messages")) == {stuck.thread_id, other.thread_id}


async def test_every_thread_has_its_turn_however_many_wait(world: World):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot, kind="webhook") for _ in range(5)]
    for chat in chats:
        await chat.say("m1")
    await world.handle(*chats)
    await world.redis.xtrim("bot_messages", maxlen=0, approximate=False)
    left_behind = LeftBehind(world.pool, world.redis)

    counts = [await left_behind.publish(clock.now() + LATER, threads=2) for _ in range(4)]

    assert counts == [2, 2, 1, 2]
    woken = await world.woken("bot_messages")
    assert sorted(woken[:5]) == sorted(chat.thread_id for chat in chats)
    assert woken[5:] == woken[:2]


async def test_a_thread_whose_first_message_waits_for_its_time_is_left_alone(world: World):
    chat = await world.chat(await world.bot(ECHO), kind="webhook")
    await chat.say_at_once("m1", "m2")
    await world.handle(chat)
    await world.execute("update outbox set since = now() + interval '1 hour' where seq = 3")

    assert await LeftBehind(world.pool, world.redis).publish(clock.now() + LATER) == 0


async def test_a_conversation_of_a_bot_that_is_gone_disturbs_nobody(world: World):
    bot = await world.bot(bot_document({"id": "open", "groups": [{"id": "waits"}]}))
    chat = await world.chat(bot)
    await chat.say("m1")
    await world.execute("delete from bot where id = $1", bot)

    await world.handle(chat)

    assert await chat.replies(bot) == []
