"""Problems of scheduled messages, added up where alerts look."""

import asyncio
from datetime import UTC, datetime

from app.schedule.firing.counting import count_problems
from app.schedule.firing.tally import Tally
from schedule.clocks import problems_counted

AT = datetime(2030, 1, 1, 9, 30, 12, tzinfo=UTC)
MISSED = "emitter:missed"


def met(*codes: str) -> Tally:
    tally = Tally()
    tally.met(codes, None)
    return tally


async def test_they_add_up_by_minute_however_many_clocks_count(world, authors):
    async def count() -> None:
        async with world.pool.acquire() as connection, connection.transaction():
            await count_problems(connection, [(authors.bot_id, met(MISSED, "template:filter", MISSED))], AT)

    await asyncio.gather(*(count() for _ in range(4)))

    assert await problems_counted(world) == [
        (authors.bot_id, MISSED, 8),
        (authors.bot_id, "template:filter", 4),
    ]
    assert await world.value("select min(minute) from problem_count") == AT.replace(second=0)


async def test_a_bot_that_is_being_deleted_is_not_waited_for(world, authors):
    async with world.pool.acquire() as deleting, deleting.transaction():
        await deleting.execute("select from bot where id = $1 for update", authors.bot_id)
        async with world.pool.acquire() as connection, connection.transaction():
            await connection.execute("set local lock_timeout = '30s'")
            await count_problems(connection, [(authors.bot_id, met(MISSED))], AT)

    assert await problems_counted(world) == []
