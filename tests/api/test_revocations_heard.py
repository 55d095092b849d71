"""Sign-outs are heard of although the connection that carries them has fallen silent."""

from uuid import uuid4

from redis.asyncio import Redis
from relays import relay_to

from app.accounts.revocations import Revocations
from eventually import eventually_so


async def test_a_connection_that_falls_silent_is_noticed_and_everybody_is_checked_anew(redis_url):
    calls: list[tuple] = []

    async def has_called() -> bool:
        return bool(calls)

    async with (
        relay_to(redis_url) as (relay, address),
        Redis.from_url(redis_url) as redis,
        Redis.from_url(address, socket_connect_timeout=2) as listening,
    ):
        there = Revocations(listening, quiet=1.0)
        there.on_revoked(lambda *revoked: calls.append(revoked))
        await there.start()
        calls.clear()
        await relay.fall_silent()

        await eventually_so(has_called)
        assert calls == [(None, None)]

        calls.clear()
        person = uuid4()
        await Revocations(redis).tell(person)
        await eventually_so(has_called)
        await there.stop()

    assert calls == [(person, None)]
