"""Whether what a process depends on answers, however many ask."""

import asyncio

from app.kit.checks import Looks


async def test_many_who_ask_at_once_are_answered_by_one_look():
    looked, begun, answers = 0, asyncio.Event(), asyncio.Event()

    async def check() -> None:
        nonlocal looked
        looked += 1
        begun.set()
        await answers.wait()

    looks = Looks({"database": check}, ())
    asking = [asyncio.create_task(looks.look()) for _ in range(50)]
    hasty = asyncio.create_task(looks.look())
    await begun.wait()
    hasty.cancel()  # who goes away takes the answer from nobody
    answers.set()

    assert await asyncio.gather(*asking) == [{"database": "ok"}] * 50
    assert looked == 1
    assert await looks.look() == {"database": "ok"}
    assert looked == 2
