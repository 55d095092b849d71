from collections.abc import AsyncIterator

import pytest

from conversing import World, open_world


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    """A workspace of this test's own on the real servers."""
    async with open_world(database_url, redis_url) as world:
        yield world
