"""Several workers at once, and wake-ups that come again: every event once, in order."""

import asyncio

from conversing import ECHO, World, are_rising, numbers

ROUNDS = 12


async def test_two_workers_on_one_session_handle_each_event_once_and_in_order(world: World):
    chat = await world.chat(await world.bot(ECHO))
    said = 0
    async with world.worker() as one, world.worker() as two, world.worker() as three:
        for _ in range(ROUNDS):
            for _ in range(5):
                said += 1
                await chat.say(f"m{said}")
            await asyncio.gather(*(worker.wake([chat.session_id]) for worker in (one, two, three)))

    assert await chat.replies() == [f"{n}: m{n}" for n in range(1, said + 1)]
    assert are_rising(await chat.rows())
    assert await chat.waiting() == 0


async def test_workers_that_share_a_batch_while_people_talk_lose_and_repeat_nothing(world: World):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(10)]
    ids = [chat.session_id for chat in chats]

    async def talk() -> None:
        for number in range(1, 21):
            await asyncio.gather(*(chat.say(f"m{number}") for chat in chats))

    async with world.worker() as one, world.worker() as two:

        async def work(worker) -> None:
            while not talking.done():
                await worker.wake(ids)
            await worker.wake(ids)

        talking = asyncio.create_task(talk())
        await asyncio.gather(talking, work(one), work(two))

    for chat in chats:
        assert await chat.replies() == [f"{n}: m{n}" for n in range(1, 21)]
        assert are_rising(await chat.rows())


async def test_workers_on_two_bots_of_one_thread_number_it_without_gaps(world: World):
    first, second = await world.bot(ECHO), await world.bot(ECHO)
    chat = await world.chat(first, second)
    aside = chat.with_bot(second)
    for number in range(1, 31):
        await asyncio.gather(chat.say(f"m{number}"), aside.say(f"m{number}"))

    async with world.worker() as one, world.worker() as two:
        await asyncio.gather(one.wake([chat.session_id]), two.wake([aside.session_id]))

    assert numbers(await chat.rows()) == list(range(1, 121))
    expected = [f"{n}: m{n}" for n in range(1, 31)]
    assert (await chat.replies(), await aside.replies()) == (expected, expected)
