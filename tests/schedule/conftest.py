from collections.abc import AsyncIterator

import pytest

from conversing import ECHO, World, open_world
from schedule.clocks import Authors


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    """A workspace of this test's own on the real servers."""
    async with open_world(database_url, redis_url) as world:
        yield world


@pytest.fixture
async def bot(world: World):
    return await world.bot(ECHO)


@pytest.fixture
async def channel(world: World, bot):
    return await world.channel(bot)


@pytest.fixture
def authors(world: World, bot):
    return Authors(world, bot)
