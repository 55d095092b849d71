"""A process that is stopped in the middle of a transaction keeps no rows from others for long."""

import asyncpg
import pytest

from app.runtime.postgres import AWAY
from conversing import ECHO, World
from eventually import eventually_so


async def test_the_database_ends_a_transaction_that_nobody_goes_on_with(world: World):
    shown = await world.pool.fetchval("show idle_in_transaction_session_timeout")

    assert shown == "1min"


async def test_whoever_comes_back_too_late_finds_the_server_away(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.start()

    with pytest.raises(AWAY):
        await _come_back_too_late(world)

    other = await asyncpg.connect(world.dsn)
    assert len(await other.fetch("select from session for update nowait")) == 1
    await other.close()


async def _come_back_too_late(world: World) -> None:
    async with world.pool.acquire() as connection, connection.transaction():
        await connection.execute("set local idle_in_transaction_session_timeout = '100ms'")
        await connection.execute("select from session for update")
        mine = await connection.fetchval("select pg_backend_pid()")

        async def is_let_go() -> bool:
            return not await world.value("select count(*) from pg_stat_activity where pid = $1", mine)

        await eventually_so(is_let_go)
        await connection.execute("select 1")
