"""What one socket is sent of its thread, and when (channels/web/listener.py)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from app.channels.web.listener import Listener
from conversing import World
from eventually import eventually_so


@asynccontextmanager
async def listening(world: World) -> AsyncIterator[tuple[Listener, list[str]]]:
    """A listener of an empty thread that has looked into the database, and what it sends."""
    sent: list[str] = []

    async def send(text: str) -> None:
        sent.append(text)

    listener = Listener(world.pool, asyncio.Semaphore(1), uuid4(), 0, send)
    running = asyncio.create_task(listener.run())
    try:
        listener.offer(1, "first")

        async def has_begun() -> bool:
            return sent == ["first"]

        await eventually_so(has_begun)
        yield listener, sent
    finally:
        running.cancel()
        await asyncio.wait([running])


async def rounds(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_what_a_person_said_goes_together_with_the_answer(world: World):
    async with listening(world) as (listener, sent):
        listener.offer(2, "said", can_wait=True)
        await rounds(5)
        assert sent == ["first"]
        listener.offer(3, "answer")
        await rounds(5)
        assert sent == ["first", "said", "answer"]


async def test_what_nobody_answers_is_sent_all_the_same(world: World):
    async with listening(world) as (listener, sent):
        listener.offer(2, "said", can_wait=True)
        listener.offer(3, "said again", can_wait=True)

        async def has_both() -> bool:
            return sent == ["first", "said", "said again"]

        await eventually_so(has_both)
