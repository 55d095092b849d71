"""A Redis that is full refuses whatever might take memory: who only reads goes on, and so does who starts."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.exceptions import OutOfMemoryError

from app.runtime.streams import STREAMS, ensure_groups


@pytest.fixture
async def full(redis_url: str) -> AsyncIterator[Redis]:
    redis = Redis.from_url(redis_url)
    await redis.flushdb()
    await ensure_groups(redis)
    before = await redis.config_get("maxmemory")
    await redis.config_set("maxmemory", "1kb")
    yield redis
    await redis.config_set("maxmemory", before["maxmemory"])
    await redis.aclose()


async def test_a_worker_starts_where_redis_is_full(full: Redis):
    with pytest.raises(OutOfMemoryError):
        await full.set("anything", "x")

    await ensure_groups(full)

    for stream in STREAMS:
        assert len(await full.xinfo_groups(stream.name)) == 1
