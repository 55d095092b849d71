"""One history, and it says what the models say."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from app.storage.models import Base
from servers import drop_database, empty_database

_BACKEND = Path(__file__).parents[2] / "backend"


@pytest.fixture
def empty_url(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    url = empty_database(postgres_url)
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    drop_database(url)


@pytest.fixture
def history() -> Config:
    return Config(_BACKEND / "alembic.ini")


async def _on(url: str, read):
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"), poolclass=NullPool)
    async with engine.connect() as connection:
        answer = await connection.run_sync(read)
    await engine.dispose()
    return answer


def _differences(connection: Connection) -> list:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return compare_metadata(context, Base.metadata)


def _relations(connection: Connection) -> set[str]:
    rows = connection.execute(
        text("select table_name from information_schema.tables where table_schema = 'public'")
    )
    return {name for (name,) in rows} - {"alembic_version"}


def _options(connection: Connection) -> dict[str, list[str]]:
    rows = connection.execute(
        text("select relname, reloptions from pg_class where reloptions is not null and relkind = 'r'")
    )
    return {name: options for name, options in rows if name in Base.metadata.tables}


async def test_after_the_migrations_the_models_ask_for_nothing_more(empty_url, history):
    await asyncio.to_thread(command.upgrade, history, "head")

    assert await _on(empty_url, _differences) == []


async def test_the_drift_check_notices_a_missing_index(empty_url, history):
    await asyncio.to_thread(command.upgrade, history, "head")

    def damaged(connection: Connection) -> list:
        connection.execute(text("drop index ix_inbox_since"))
        return _differences(connection)

    assert [difference[0] for difference in await _on(empty_url, damaged)] == ["add_index"]


async def test_the_history_can_be_walked_up_down_and_up_again(empty_url, history):
    await asyncio.to_thread(command.upgrade, history, "head")
    first = await _on(empty_url, _relations)
    await asyncio.to_thread(command.downgrade, history, "base")
    assert await _on(empty_url, _relations) == set()
    await asyncio.to_thread(command.upgrade, history, "head")

    assert await _on(empty_url, _relations) == first == {*Base.metadata.tables, "session_variables"}


async def test_storage_parameters_are_those_of_the_models(database_url):
    declared = {
        name: {f"{key}={value}" for key, value in table.dialect_options["postgresql"]["with"].items()}
        for name, table in Base.metadata.tables.items()
        if table.dialect_options["postgresql"]["with"]
    }

    found = await _on(database_url, _options)

    assert {name: set(options) for name, options in found.items()} == declared
    assert declared.keys() == {"session", "thread", "inbox", "outbox", "recipient"}


_TWO_SESSIONS = """
insert into session (id, thread_id, channel_id, person_id, person_kind, bot_id, state)
select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'user',
  gen_random_uuid(), s
from unnest(array['{"variables": {"b": 1, "a": 2}}', null]::json[]) as s
"""


async def test_session_variables_are_read_under_the_name_of_the_design(database_url):
    def read(connection: Connection) -> list:
        connection.exec_driver_sql(_TWO_SESSIONS)
        return list(connection.scalars(text("select variables::text from session_variables order by 1")))

    assert await _on(database_url, read) == ['{"b": 1, "a": 2}', "{}"]
