"""Handing on what was committed: to the gateway at once, to the outside in order, each until it is taken."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis

from app.channels.speech import Speech, said
from app.channels.web.gateway import Gateway
from app.channels.web.listener import Listener
from app.runtime.delivery import ATTEMPTS, Deliveries
from app.runtime.frames import GATEWAY, unpack
from app.runtime.inbox import InboxWriter
from app.runtime.ports import Delivery, Undelivered
from conversing import ECHO, Chat, World, numbers
from eventually import PATIENCE, eventually_so


async def outbox(world: World) -> int:
    return await world.value("select count(*) from outbox")


# --- to the gateway


async def test_the_replies_of_a_batch_are_one_message_to_the_gateway(world: World):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(3)]
    for chat in chats:
        await chat.say_at_once("m1", "m2")

    async with world.redis.pubsub() as heard:
        await heard.subscribe(GATEWAY)
        await heard.get_message(timeout=PATIENCE)
        await world.handle(*chats)
        first = await heard.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)
        second = await heard.get_message(ignore_subscribe_messages=True, timeout=0.05)

    frames = unpack(first["data"])
    assert second is None
    assert sorted((thread, seq) for thread, seq, _ in frames) == sorted(
        (chat.thread_id.bytes, seq) for chat in chats for seq in (3, 4)
    )
    shown = json.loads(frames[0][2])
    assert shown["type"] == "message"
    assert shown["message"]["sender"]["name"] == "Echo"


async def test_delivered_rows_go_with_the_next_commit_or_by_themselves(world: World):
    chat = await world.chat(await world.bot(ECHO))
    async with world.worker() as worker:
        await chat.say("m1")
        await worker.wake([chat.session_id])
        assert await outbox(world) == 1
        await chat.say("m2")
        await worker.wake([chat.session_id])
        assert await world.rows("select seq from outbox") == [(4,)]
        await worker.conversations.forget_now()
    assert await outbox(world) == 0


async def test_replies_stay_in_the_outbox_while_nobody_can_be_told(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("m1")
    await world.all_told()
    away = Redis(host="127.0.0.1", port=9, socket_connect_timeout=1)

    async with world.worker() as worker:
        worker.conversations._outbox._redis = away
        await worker.wake([chat.session_id])
        await worker.conversations.forget_now()
    await away.aclose()

    assert await chat.replies() == ["1: m1"]
    assert await outbox(world) == 1


# --- from the gateway to sockets


@asynccontextmanager
async def listening(world: World, chat: Chat) -> AsyncIterator[list[int]]:
    """The numbers a socket of this person is sent, from the beginning on."""
    got: list[int] = []

    async def send(text: str) -> None:
        got.append(json.loads(text)["message"]["seq"])

    async with Redis.from_url(world.redis_url, socket_timeout=None) as redis:
        gateway = Gateway(world.pool, redis)
        listener = Listener(world.pool, gateway.reading, chat.thread_id, 0, send)
        gateway.enter(listener)
        tasks = [asyncio.create_task(one) for one in (gateway.run(), listener.run())]

        async def is_subscribed() -> bool:
            return bool((await world.redis.pubsub_numsub(GATEWAY))[0][1])

        await eventually_so(is_subscribed)
        try:
            yield got
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def until_seen(got: list[int], count: int) -> None:
    async def are_there() -> bool:
        return len(got) >= count

    await eventually_so(are_there)


async def test_a_socket_is_sent_every_number_once_and_in_order(world: World):
    chat = await world.chat(await world.bot(ECHO))
    async with listening(world, chat) as got:
        for number in range(20):
            await chat.say(f"m{number}")
            await asyncio.gather(world.handle(chat), world.handle(chat))
        await until_seen(got, 40)
    assert got == numbers(await chat.rows())


async def test_what_was_said_while_the_gateway_was_cut_off_is_read_afterwards(world: World):
    """The client reconnects by itself, and nobody would say what was missed."""
    chat = await world.chat(await world.bot(ECHO))
    async with listening(world, chat) as got:
        await chat.say("m1")
        await until_seen(got, 1)
        await InboxWriter(world.pool).accept(said(Speech(text="untold"), chat.admission))
        await world.redis.execute_command("CLIENT", "KILL", "TYPE", "pubsub")
        await until_seen(got, 2)
    assert got == [1, 2]


# --- to the outside


ITS_TIME_HAS_COME = "update outbox set since = now()"


class Carried:
    """Somebody outside; refuses what `refuse` says, by number of attempt."""

    def __init__(self) -> None:
        self.took: list[str] = []
        self.attempts = 0
        self.refuse: dict[int, Undelivered] = {}

    async def carry(self, delivery: Delivery) -> None:
        self.attempts += 1
        if self.attempts in self.refuse:
            raise self.refuse[self.attempts]
        await asyncio.sleep(0)
        self.took.append(json.loads(delivery.message)["text"])


async def deliver(*workers: Deliveries, chat: Chat) -> None:
    """They have all been told, and have come to an end."""
    for worker in workers:
        worker.begin([chat.thread_id])
    for worker in workers:
        await worker.finish(20)


async def outside(world: World, *texts: str) -> Chat:
    chat = await world.chat(await world.bot(ECHO), kind="webhook")
    await chat.say_at_once(*texts)
    await world.handle(chat)
    return chat


async def test_messages_are_carried_in_order_and_once_by_several_workers(world: World):
    chat = await outside(world, *(f"m{n}" for n in range(1, 8)))
    carried = Carried()
    workers = [Deliveries(world.pool, world.redis, {"webhook": carried}) for _ in range(4)]

    await deliver(*workers, chat=chat)

    assert carried.took == [f"{n}: m{n}" for n in range(1, 8)]
    assert await outbox(world) == 0


async def test_one_that_is_not_taken_holds_the_next_until_its_time_comes(world: World):
    chat = await outside(world, "m1", "m2")
    carried = Carried()
    carried.refuse = {1: Undelivered("webhook:status_500")}
    deliveries = Deliveries(world.pool, world.redis, {"webhook": carried})

    await deliver(deliveries, chat=chat)
    await deliver(deliveries, chat=chat)
    assert (carried.took, carried.attempts, await outbox(world)) == ([], 1, 2)
    await world.execute(ITS_TIME_HAS_COME)
    await deliver(deliveries, chat=chat)

    assert carried.took == ["1: m1", "2: m2"]


async def test_one_that_is_never_taken_becomes_a_dead_letter_and_the_next_goes(world: World):
    chat = await outside(world, "m1", "m2")
    carried = Carried()
    carried.refuse = dict.fromkeys(range(1, ATTEMPTS + 1), Undelivered("webhook:status_500"))
    deliveries = Deliveries(world.pool, world.redis, {"webhook": carried})

    for _ in range(ATTEMPTS):
        await deliver(deliveries, chat=chat)
        await world.execute(ITS_TIME_HAS_COME)

    assert carried.took == ["2: m2"]
    (letter,) = await world.rows("select kind, error, attempts, thread_id from dead_letter")
    assert tuple(letter) == ("delivery", "webhook:status_500", ATTEMPTS, chat.thread_id)


async def test_one_that_is_refused_for_good_is_not_tried_again(world: World):
    chat = await outside(world, "m1", "m2")
    carried = Carried()
    carried.refuse = {1: Undelivered("webhook:status_410", final=True)}

    await deliver(Deliveries(world.pool, world.redis, {"webhook": carried}), chat=chat)

    assert carried.took == ["2: m2"]
    assert await outbox(world) == 0


async def test_a_thread_that_somebody_else_delivers_is_left_alone(world: World):
    chat = await outside(world, "m1")
    carried = Carried()
    await world.redis.set(f"delivering:{chat.thread_id.hex}", "somebody", ex=60)

    await deliver(Deliveries(world.pool, world.redis, {"webhook": carried}), chat=chat)

    assert carried.took == []
    assert await world.redis.get(f"delivering:{chat.thread_id.hex}") == b"somebody"
