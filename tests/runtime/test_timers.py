"""Timers: each fires once, in order, also across a restart and with two clocks side by side."""

import asyncio
from datetime import timedelta

import pytest

from app.kit import clock
from app.runtime.timers import fire_due
from conversing import Chat, World, bot_document


def reminder(group: str, after: float, priority: int = 0):
    connection = {"id": f"{group}-on", "to": "open"}
    settings = [{"variable": "session.fired", "op": "append", "value": group}]
    return {
        "id": group,
        "on": "timeout",
        "after": after,
        "priority": priority,
        "set": settings,
        "connections": [] if group != "last" else [connection],
    }


def waiting_bot(*groups):
    """Any message cancels what waits, and waits anew."""
    return bot_document(
        {"id": "open", "message": {"text": "waiting"}, "groups": list(groups)},
        {"id": "gone", "message": {"text": "gone"}, "groups": [{"id": "gone-waits"}]},
        groups=[
            {
                "id": "leaves",
                "connections": [
                    {
                        "id": "goes",
                        "rules": {"field": "message.text", "operator": "equal", "value": "go"},
                        "to": "gone",
                    }
                ],
            }
        ],
    )


async def fired(chat: Chat) -> list[str]:
    return (await chat.state())["variables"].get("fired", [])


async def at_later(world: World, seconds: float) -> int:
    return await fire_due(world.pool, world.redis, clock.now() + timedelta(seconds=seconds))


async def test_a_timer_fires_once_and_not_before_its_time(world: World):
    chat = await world.chat(await world.bot(waiting_bot(reminder("once", 100))))
    await chat.start()
    await world.handle(chat)

    assert await at_later(world, 50) == 0
    assert await at_later(world, 101) == 1
    assert await at_later(world, 500) == 0
    await world.handle(chat)

    assert await fired(chat) == ["once"]
    assert await world.woken() == [chat.session_id, chat.session_id]


async def test_timers_fire_by_time_then_priority_then_position(world: World):
    groups = [
        reminder("third", 60, priority=5),
        reminder("fourth", 60, priority=5),
        reminder("second", 60, priority=1),
        reminder("first", 30, priority=9),
    ]
    chat = await world.chat(await world.bot(waiting_bot(*groups)))
    await chat.start()
    await world.handle(chat)

    assert await at_later(world, 120) == 4
    await world.handle(chat)

    assert await fired(chat) == ["first", "second", "third", "fourth"]


async def test_two_clocks_side_by_side_fire_each_timer_once_and_in_order(world: World):
    groups = [reminder(f"g{number}", 60, priority=number) for number in range(8)]
    bot = await world.bot(waiting_bot(*groups))
    chats = [await world.chat(bot) for _ in range(20)]
    for chat in chats:
        await chat.start()
    await world.handle(*chats)

    async def clock_process() -> int:
        count = 0
        while number := await fire_due(world.pool, world.redis, clock.now() + timedelta(hours=1), limit=30):
            count += number
        return count

    counts = await asyncio.gather(*(clock_process() for _ in range(4)))
    while await world.value("select count(*) from timer"):
        counts = [*counts, await at_later(world, 3600)]
    await world.handle(*chats)

    assert sum(counts) == 160
    for chat in chats:
        assert await fired(chat) == [f"g{number}" for number in range(8)]


async def test_a_cancelled_timer_does_not_act(world: World):
    chat = await world.chat(await world.bot(waiting_bot(reminder("late", 60))))
    await chat.start()
    await world.handle(chat)
    assert await world.value("select count(*) from timer") == 1

    await chat.say("go")
    await world.handle(chat)

    assert await world.value("select count(*) from timer") == 0
    assert await at_later(world, 120) == 0


async def test_a_timer_that_fired_before_the_message_that_cancels_it_acts_first(world: World):
    chat = await world.chat(await world.bot(waiting_bot(reminder("late", 60))))
    await chat.start()
    await world.handle(chat)
    await at_later(world, 61)
    await chat.say("go")
    await world.handle(chat)

    assert await fired(chat) == ["late"]
    assert await chat.replies() == ["waiting", "gone"]


async def test_a_timer_cancelled_while_its_event_waits_does_not_act(world: World):
    chat = await world.chat(await world.bot(waiting_bot(reminder("late", 60))))
    await chat.start()
    await world.handle(chat)
    await chat.say("go")
    await at_later(world, 61)
    await world.handle(chat)

    assert await fired(chat) == []
    assert await chat.waiting() == 0


async def test_timers_due_while_no_clock_ran_fire_when_one_runs_again(world: World):
    """What is due is in the database; a clock has nothing to remember."""
    bot = await world.bot(waiting_bot(reminder("first", 10), reminder("second", 20)))
    chat = await world.chat(bot)
    await chat.start()
    await world.handle(chat)
    await world.execute("update timer set due_at = due_at - interval '1 day'")

    assert await fire_due(world.pool, world.redis, clock.now()) == 2
    await world.handle(chat)

    assert await fired(chat) == ["first", "second"]


async def test_a_clock_that_dies_while_firing_leaves_the_timers_to_another(world: World):
    chat = await world.chat(await world.bot(waiting_bot(reminder("late", 60))))
    await chat.start()
    await world.handle(chat)

    class Dying:
        def register_script(self, _):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await fire_due(world.pool, Dying(), clock.now() + timedelta(hours=1))

    assert await chat.waiting() == 1, "the event is stored: the sweeper wakes the session"
    assert await world.value("select count(*) from timer") == 0
