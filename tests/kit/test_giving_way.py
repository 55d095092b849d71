"""What takes long is done between what others do."""

import asyncio

from app.kit import giving_way
from app.kit.giving_way import unhurried


async def turns_of_others(count: int) -> list[int]:
    """How many turns somebody else has had when each is found."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    going_on = asyncio.create_task(others())
    seen = [turns async for _ in unhurried(range(count))]
    going_on.cancel()
    return seen


async def test_others_have_their_turn_where_it_takes_long(monkeypatch):
    monkeypatch.setattr(giving_way, "SECONDS", 0.0)

    assert await turns_of_others(4) == [0, 1, 2, 3]


async def test_nobody_is_asked_where_it_is_quick(monkeypatch):
    monkeypatch.setattr(giving_way, "SECONDS", 3600.0)

    assert await turns_of_others(4) == [0, 0, 0, 0]
