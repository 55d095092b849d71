"""Several things at once: the first that ends, ends the others."""

import asyncio

import pytest

from app.kit.side_by_side import until_one_ends


async def test_the_others_are_over_once_one_has_ended():
    tidied: list[str] = []

    async def endless(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            tidied.append(name)

    async def short() -> None:
        await asyncio.sleep(0)

    assert await until_one_ends(endless("a"), short(), endless("b")) == []
    assert sorted(tidied) == ["a", "b"]


async def test_what_went_wrong_is_told_and_not_what_that_ended():
    async def broken() -> None:
        raise ValueError("no")

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise KeyError("because of that") from None

    (fault,) = await until_one_ends(stubborn(), broken())

    assert isinstance(fault, ValueError)


async def test_who_is_cancelled_leaves_nothing_running():
    ended = asyncio.Event()
    begun = asyncio.Event()

    async def endless() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    whole = asyncio.create_task(until_one_ends(endless()))
    await begun.wait()
    whole.cancel()
    with pytest.raises(asyncio.CancelledError):
        await whole
    assert ended.is_set()
