"""Several gateways on one Redis: none keeps to itself what another's readers should hear, or stays deaf."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis
from relays import relay_to

from app.channels.web.gateway import Gateway
from app.runtime.changes import Changes
from app.runtime.frames import GATEWAY, pack
from eventually import eventually_so


class Reader:
    """In a listener's place: what it was offered, and how often it was told to look in the database."""

    def __init__(self, gateway: Gateway, thread_id: UUID) -> None:
        self.thread_id = thread_id
        self.seqs: list[int] = []
        self.looks = 0
        gateway.enter(self)

    def offer(self, seq: int, text: str, *, can_wait: bool = False) -> None:
        self.seqs.append(seq)

    def fall_behind(self) -> None:
        self.looks += 1


@asynccontextmanager
async def gateway_on(url: str, **options: float) -> AsyncIterator[Gateway]:
    """A gateway that runs; it never looks in a database."""
    async with Redis.from_url(url, socket_connect_timeout=2) as redis:
        gateway = Gateway(None, redis, **options)
        tasks = [asyncio.create_task(one) for one in (gateway.run(), gateway.roll.run())]
        try:
            yield gateway
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def until(look) -> None:
    async def is_so() -> bool:
        return look()

    await eventually_so(is_so)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
        yield redis


async def test_a_gateway_is_alone_while_no_other_is_there(redis_url, redis):
    async with gateway_on(redis_url) as one:
        await until(lambda: one.is_alone)
        async with gateway_on(redis_url) as other:
            await until(lambda: not one.is_alone)
            assert not other.is_alone
        await until(lambda: one.is_alone)


async def test_a_gateway_that_comes_looks_for_what_the_other_kept_to_itself(redis_url, redis):
    async with gateway_on(redis_url) as one:
        await until(lambda: one.is_alone)
        async with gateway_on(redis_url) as other:
            reader = Reader(other, uuid4())
            looked_while_alone = []
            reader.fall_behind = lambda: looked_while_alone.append(one.is_alone)
            # Once because it has begun to listen, and once more when the other keeps nothing back any longer.
            await until(lambda: False in looked_while_alone)

            assert not one.is_alone


async def test_what_could_not_be_told_is_looked_for_when_it_can_be(redis_url, redis):
    async with gateway_on(redis_url) as one, gateway_on(redis_url) as other:
        reader = Reader(other, uuid4())
        await until(lambda: reader.looks)
        looks = reader.looks
        one.roll.owe()
        await until(lambda: reader.looks > looks)


async def test_a_connection_that_falls_silent_is_noticed_and_made_anew(redis_url, redis):
    thread = uuid4()
    async with relay_to(redis_url) as (relay, address), gateway_on(address, quiet=1.0) as gateway:
        reader = Reader(gateway, thread)
        await until(lambda: reader.looks)
        looks = reader.looks
        await relay.fall_silent()
        await until(lambda: reader.looks > looks)

        await redis.publish(GATEWAY, pack([(thread.bytes, 7, "after")]))
        await until(lambda: reader.seqs == [7])


async def test_who_was_deaf_forgets_all_it_knew(redis_url, redis):
    async with relay_to(redis_url) as (relay, address), gateway_on(address, quiet=1.0) as gateway:
        changed = []
        gateway.on_change(changed.append)
        await until(lambda: changed)
        one = uuid4()
        await Changes(redis).tell(one)
        await until(lambda: changed[1:] == [one])
        await relay.fall_silent()
        await until(lambda: changed[2:] == [None])


async def test_a_change_that_cannot_be_read_may_be_any(redis_url, redis):
    async with gateway_on(redis_url) as gateway:
        changed = []
        gateway.on_change(changed.append)
        await until(lambda: changed)
        await redis.publish("changed", b"\xff no id")
        await until(lambda: changed[1:] == [None])


async def test_a_roll_call_of_nobody_troubles_nobody(redis_url, redis):
    async with gateway_on(redis_url) as gateway:
        reader = Reader(gateway, uuid4())
        await until(lambda: gateway.is_alone)
        looks = reader.looks
        for call in (b"", b"\xff", b"here", b"look "):
            await redis.publish("gateways", call)
        await until(lambda: reader.looks > looks)
        await until(lambda: gateway.is_alone)
