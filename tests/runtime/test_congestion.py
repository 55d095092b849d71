"""People are asked to wait where the workers do not keep up, and told how long."""

from uuid import uuid4

import pytest

from app.channels.congestion import LONGEST_WAIT, STALE, Congestion
from app.kit.errors import TooMany
from app.runtime.streams import USER_MESSAGES, Backlog, backlog_of, ensure_groups, wake
from conversing import ECHO, World
from eventually import eventually_so


async def read(world: World, count: int) -> None:
    """As a worker reads."""
    await world.redis.xreadgroup(USER_MESSAGES.group, "reader", {USER_MESSAGES.name: ">"}, count=count)


def congestion_of(world: World, limit: int) -> Congestion:
    return Congestion(lambda: backlog_of(world.redis, USER_MESSAGES), limit)


async def refused(congestion: Congestion) -> TooMany | None:
    """What somebody who speaks now is told, after the next look."""
    congestion._seen_at = 0.0
    congestion.check()
    await congestion.finish()
    try:
        congestion.check()
    except TooMany as busy:
        return busy
    return None


@pytest.fixture
async def stream(world: World) -> World:
    await ensure_groups(world.redis)
    await world.redis.xtrim(USER_MESSAGES.name, maxlen=0, approximate=False)
    await read(world, 1)
    return world


async def test_what_no_worker_has_read_is_counted(stream: World):
    before = await backlog_of(stream.redis, USER_MESSAGES)
    await wake(stream.redis, USER_MESSAGES, [uuid4() for _ in range(5)])
    await read(stream, 2)

    now = await backlog_of(stream.redis, USER_MESSAGES)
    assert (now.unread, now.pending, now.read) == (before.unread + 3, before.pending + 2, before.read + 2)


async def test_a_stream_that_is_not_there_has_no_backlog(world: World):
    await world.redis.delete(USER_MESSAGES.name)
    assert await backlog_of(world.redis, USER_MESSAGES) == Backlog()
    await ensure_groups(world.redis)


async def test_who_speaks_is_refused_beyond_the_limit_and_heard_again_below_it(stream: World):
    congestion = congestion_of(stream, 10)
    await wake(stream.redis, USER_MESSAGES, [uuid4() for _ in range(10)])
    assert await refused(congestion) is None

    await wake(stream.redis, USER_MESSAGES, [uuid4()])
    busy = await refused(congestion)
    assert busy is not None
    assert (busy.status, busy.code) == (429, "channel:busy")
    assert 1 <= busy.details["retry_after"] <= LONGEST_WAIT

    await read(stream, 5)

    async def is_heard() -> bool:
        try:
            congestion.check()
        except TooMany:
            return False
        return True

    assert await eventually_so(is_heard)


async def test_without_a_limit_nobody_is_refused(stream: World):
    await wake(stream.redis, USER_MESSAGES, [uuid4() for _ in range(20)])
    assert await refused(congestion_of(stream, 0)) is None


async def test_nothing_is_stored_of_what_is_refused(stream: World):
    chat = await stream.chat(await stream.bot(ECHO))
    await wake(stream.redis, USER_MESSAGES, [uuid4() for _ in range(3)])
    floor = stream.make_floor(queue=2)
    assert await refused(floor._congestion) is not None

    with pytest.raises(TooMany):
        await chat.say("m1", floor=floor)
    assert await chat.rows() == []
    assert await chat.waiting() == 0


async def test_who_comes_back_after_a_while_is_not_refused_for_what_was_then(stream: World):
    congestion = congestion_of(stream, 2)
    await wake(stream.redis, USER_MESSAGES, [uuid4() for _ in range(9)])
    assert await refused(congestion)
    await read(stream, 100)

    congestion._seen_at -= STALE + 1  # nobody has said anything meanwhile
    congestion.check()
    await congestion.finish()
    congestion.check()
