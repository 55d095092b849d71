"""Carrying replies outside: in order, each once, and no faulty or hanging server delays another's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import msgspec

from app.runtime import delivery
from app.runtime.dead_letters import Replay, replay
from app.runtime.delivery import ATTEMPTS, Deliveries
from app.runtime.ports import Delivery, Undelivered
from app.runtime.streams import BOT_MESSAGES
from conversing import ECHO, Chat, World
from eventually import PATIENCE


class Outside:
    """A world that takes messages, or does with them what a channel's `faults` say."""

    def __init__(self) -> None:
        self.faults: dict[UUID, Exception] = {}
        self.hanging: set[UUID] = set()
        self.asked = 0
        self.taken: list[tuple[UUID, str]] = []
        self._news = asyncio.Event()

    async def carry(self, delivery: Delivery) -> None:
        self.asked += 1
        self._news.set()
        if delivery.channel_id in self.hanging:
            await asyncio.Event().wait()
        if fault := self.faults.get(delivery.channel_id):
            raise fault
        self.taken.append((delivery.channel_id, msgspec.json.decode(delivery.message)["text"]))
        self._news.set()

    async def until(self, met: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not met():
                self._news.clear()
                await self._news.wait()

    def told(self, chat: Chat) -> list[str]:
        return [text for channel, text in self.taken if channel == chat.admission.channel_id]


@asynccontextmanager
async def delivering(world: World, outside: Outside, **limits: Any) -> AsyncIterator[Deliveries]:
    deliveries = Deliveries(world.pool, world.redis, {"webhook": outside}, **limits)
    yield deliveries
    await deliveries.finish(0.1)


async def answered(world: World, *texts: str) -> Chat:
    """Somebody on a webhook of their own whose replies wait to be carried."""
    chat = await world.chat(await world.bot(ECHO), kind="webhook")
    for text in texts:
        await chat.say(text)
    await world.handle(chat)
    return chat


async def test_replies_are_carried_in_order_and_once(world: World):
    chat = await answered(world, "a", "b", "c")
    outside = Outside()

    async with delivering(world, outside) as deliveries:
        for _ in range(3):
            deliveries.begin([chat.thread_id])
        await deliveries.finish(10)
        deliveries.begin([chat.thread_id])
        await deliveries.finish(10)

    assert outside.told(chat) == await chat.replies()
    assert await world.value("select count(*) from outbox") == 0


async def test_a_refused_message_waits_for_its_pause_however_often_it_is_woken(world: World):
    chat = await answered(world, "a", "b")
    outside = Outside()
    outside.faults[chat.admission.channel_id] = Undelivered("webhook:status_500")

    async with delivering(world, outside) as deliveries:
        for _ in range(5):
            deliveries.begin([chat.thread_id])
            await deliveries.finish(10)
    assert outside.asked == 1

    outside.faults.clear()
    await world.execute("update outbox set since = now()")
    async with delivering(world, outside) as deliveries:
        deliveries.begin([chat.thread_id])
        await deliveries.finish(10)
    assert outside.told(chat) == await chat.replies()


async def test_all_of_a_thread_wait_with_the_message_that_was_refused(world: World):
    chat = await answered(world, "a", "b")
    outside = Outside()
    outside.faults[chat.admission.channel_id] = Undelivered("webhook:status_500")

    async with delivering(world, outside) as deliveries:
        deliveries.begin([chat.thread_id])
        await deliveries.finish(10)

    assert await world.value("select count(*) from outbox where since <= now()") == 0
    attempts = await world.rows("select attempts from outbox order by seq")
    assert [row["attempts"] for row in attempts][:2] == [1, 0]


async def test_a_hanging_channel_keeps_no_place_of_another(world: World):
    bot = await world.bot(ECHO)
    channel = await world.channel(bot, kind="webhook")
    stuck = [await world.chat(bot, kind="webhook", channel=channel) for _ in range(4)]
    for chat in stuck:
        await chat.say("hello")
    await world.handle(*stuck)
    other = await answered(world, "hello")
    outside = Outside()
    outside.hanging.add(channel)

    async with delivering(world, outside, at_once=3, of_channel=2) as deliveries:
        deliveries.begin(chat.thread_id for chat in stuck)
        deliveries.begin([other.thread_id])
        await outside.until(lambda: outside.told(other))

    assert outside.told(other) == await other.replies()
    assert outside.asked == 2 + len(outside.taken)


async def test_a_carrier_that_breaks_hurts_its_own_message_alone(world: World):
    broken, sound = await answered(world, "a"), await answered(world, "a")
    await world.execute("update outbox set attempts = $1", ATTEMPTS - 1)
    outside = Outside()
    outside.faults[broken.admission.channel_id] = RuntimeError("a fault of ours")

    async with delivering(world, outside) as deliveries:
        deliveries.begin([broken.thread_id, sound.thread_id])
        await deliveries.finish(10)

    assert outside.told(sound) == await sound.replies()
    letters = await world.rows("select kind, error, thread_id from dead_letter")
    assert {(row["kind"], row["error"], row["thread_id"]) for row in letters} == {
        ("delivery", "delivery:failed", broken.thread_id)
    }


async def test_a_worker_that_stops_gives_its_threads_back(world: World):
    chat = await answered(world, "a")
    outside = Outside()
    outside.hanging.add(chat.admission.channel_id)
    async with delivering(world, outside) as deliveries:
        deliveries.begin([chat.thread_id])
        await outside.until(lambda: outside.asked)

    outside.hanging.clear()
    async with delivering(world, outside) as other:
        other.begin([chat.thread_id])
        await other.finish(10)

    assert outside.told(chat) == await chat.replies()


async def refused_for_good(world: World, outside: Outside, *texts: str) -> tuple[Chat, list[UUID]]:
    """Somebody whose replies nobody took, and the letters that are left of them, oldest first."""
    chat = await answered(world, *texts)
    outside.faults[chat.admission.channel_id] = Undelivered("webhook:status_410", final=True)
    async with delivering(world, outside) as deliveries:
        deliveries.begin([chat.thread_id])
        await deliveries.finish(10)
    outside.faults.clear()
    letters = await world.rows("select id from dead_letter where kind = 'delivery' order by id")
    return chat, [letter["id"] for letter in letters]


async def test_a_replayed_message_is_carried_once_more_before_what_came_after_it(world: World):
    outside = Outside()
    chat, (first, _) = await refused_for_good(world, outside, "a", "b")
    await chat.say("c")
    await world.handle(chat)

    assert await replay(world.pool, first) == Replay(stream=BOT_MESSAGES, id=chat.thread_id)
    assert await replay(world.pool, first) is None, "once is enough"
    async with delivering(world, outside) as deliveries:
        deliveries.begin([chat.thread_id])
        await deliveries.finish(10)

    assert outside.told(chat) == ["1: a", "3: c"]
    assert await world.value("select count(*) from outbox") == 0


async def test_a_replayed_message_that_is_refused_again_is_a_new_letter(world: World):
    outside = Outside()
    chat, (letter,) = await refused_for_good(world, outside, "a")
    await replay(world.pool, letter)
    outside.faults[chat.admission.channel_id] = Undelivered("webhook:status_410", final=True)
    async with delivering(world, outside) as deliveries:
        deliveries.begin([chat.thread_id])
        await deliveries.finish(10)

    letters = await world.rows("select replayed_at is null as is_open from dead_letter order by id")
    assert [row["is_open"] for row in letters] == [False, True]


async def test_a_message_that_is_gone_leaves_its_letter_open(world: World):
    _, (letter,) = await refused_for_good(world, Outside(), "a")
    await world.execute("delete from message")

    assert await replay(world.pool, letter) is None
    assert await world.value("select replayed_at is null from dead_letter")
    assert await world.value("select count(*) from outbox") == 0


async def test_channels_that_hang_slow_down_what_is_taken_and_stop_nobody(world: World, monkeypatch):
    monkeypatch.setattr(delivery, "PLENTY", 1)
    stuck, sound = await answered(world, "a"), await answered(world, "a")
    outside = Outside()
    outside.hanging.add(stuck.admission.channel_id)

    async with delivering(world, outside) as deliveries:
        await deliveries.take([stuck.thread_id])
        await outside.until(lambda: outside.asked)
        await deliveries.take([sound.thread_id])
        await outside.until(lambda: outside.told(sound))

    assert outside.told(sound) == await sound.replies()
