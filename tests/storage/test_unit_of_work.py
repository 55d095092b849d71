"""Who commits, and what becomes of faults of the database."""

import asyncio

import pytest
from sqlalchemy import text

from app.kit.errors import InvalidInput, Unavailable
from app.settings import Settings
from app.storage.database import Database, after_commit
from servers import run_sql


@pytest.fixture
async def database(database_url):
    database = Database(
        Settings(_env_file=None, database_url=database_url, db_pool_size=2, db_max_overflow=1)
    )
    yield database
    await database.close()


async def count(database: Database) -> int:
    async with database.unit_of_work() as work:
        return await work.scalar(text("select count(*) from workspace"))


INSERT = text("insert into workspace (id, name) values (gen_random_uuid(), 'x')")


async def test_a_block_that_ends_is_committed(database):
    async with database.unit_of_work() as work:
        await work.execute(INSERT)

    assert await count(database) == 1


async def test_a_block_that_raises_leaves_nothing_and_runs_nothing_afterwards(database):
    ran = []

    async def afterwards() -> None:
        ran.append("ran")

    async def fails() -> None:
        async with database.unit_of_work() as work:
            await work.execute(INSERT)
            after_commit(work, afterwards)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()

    assert (await count(database), ran) == (0, [])


async def test_what_is_to_run_after_the_commit_sees_it_committed(database):
    seen = []

    async def afterwards() -> None:
        seen.append(await count(database))

    async with database.unit_of_work() as work:
        after_commit(work, afterwards)
        await work.execute(INSERT)

    assert seen == [1]


async def test_a_connection_that_was_cut_is_replaced(database, database_url):
    async with database.unit_of_work() as work:
        pid = await work.scalar(text("select pg_backend_pid()"))

    run_sql(database_url, f"select pg_terminate_backend({pid}, 5000)")

    assert await count(database) == 0


async def test_a_connection_cut_within_a_block_is_said_to_be_unavailable(database):
    with pytest.raises(Unavailable):
        async with database.unit_of_work() as work:
            await work.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    assert await count(database) == 0


async def test_a_database_that_is_not_there_is_unavailable():
    database = Database(Settings(_env_file=None, database_url="postgresql://dbcv:x@127.0.0.1:1/none"))

    with pytest.raises(Unavailable) as raised:
        await database.check()

    assert raised.value.code == "storage:unavailable"
    await database.close()


async def test_text_with_a_zero_character_is_invalid_input(database):
    with pytest.raises(InvalidInput):
        async with database.unit_of_work() as work:
            await work.execute(text("select cast(:word as text)"), {"word": "\0"})


async def test_more_work_than_connections_waits_its_turn(database):
    assert await asyncio.gather(*(count(database) for _ in range(20))) == [0] * 20


async def test_what_fails_afterwards_neither_hides_the_write_nor_stops_the_rest(database):
    ran = []

    async def fail() -> None:
        raise ValueError

    async def run() -> None:
        ran.append(True)

    async with database.unit_of_work() as work:
        await work.execute(INSERT)
        after_commit(work, fail)
        after_commit(work, run)

    assert (await count(database), ran) == (1, [True])
