"""PostgreSQL: whether it answers, has our tables as we want them, and agrees on the time."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

import asyncpg

from app.integrations.credentials.rotation import rows_by_key
from app.kit import clock
from app.kit.sealing import keys_of
from app.settings import Settings
from app.storage.database import Database
from app.storage.history import known_revisions, newest_revisions

from .away import FAULTS, away
from .finding import Finding, error, fine, warning

OLDEST = 15  # major version that our statements are written for
SKEW = 5  # seconds
PATIENCE = 5
CROWDED = 0.9
_CONNECTIONS = """
select (select count(*) from pg_stat_activity where backend_type = 'client backend') as used,
       current_setting('max_connections')::int as most
"""
_LETTERS = "select count(*) from dead_letter where replayed_at is null"


async def look_at_database(settings: Settings) -> list[Finding]:
    """All that can be told of it; the one thing that is wrong where it is not even reached."""
    try:
        connection = await asyncpg.connect(settings.postgres_dsn, timeout=PATIENCE, command_timeout=PATIENCE)
    except FAULTS as fault:
        return [away(fault, settings.postgres_dsn)]
    try:
        return [
            await _server(connection),
            await _crowd(connection),
            await _time(connection),
            *await _schema(connection, settings),
        ]
    except (OSError, TimeoutError, asyncpg.PostgresError) as fault:
        return [away(fault, settings.postgres_dsn)]
    finally:
        await connection.close(timeout=PATIENCE)


async def _server(connection: asyncpg.Connection) -> Finding:
    shown = str(await connection.fetchval("show server_version")).partition(" ")[0]
    if connection.get_server_version().major < OLDEST:
        return error("database", "database_old", version=shown, oldest=OLDEST)
    return fine("database", "database", version=shown)


async def _crowd(connection: asyncpg.Connection) -> Finding:
    row = await connection.fetchrow(_CONNECTIONS)
    used, most = (0, 1) if row is None else (row["used"], row["most"])
    told = warning if used > most * CROWDED else fine
    return told("database", "connections_few" if told is warning else "connections", used=used, most=most)


async def _time(connection: asyncpg.Connection) -> Finding:
    before = clock.now()
    theirs = cast("datetime", await connection.fetchval("select clock_timestamp()"))
    middle = before + (clock.now() - before) / 2
    apart = round(abs((theirs - middle).total_seconds()))
    return warning("clock", "clock_apart", seconds=apart) if apart > SKEW else fine("clock", "clock")


async def _schema(connection: asyncpg.Connection, settings: Settings) -> list[Finding]:
    if await connection.fetchval("select to_regclass('alembic_version')") is None:
        return [error("schema", "schema_missing")]
    found = {row["version_num"] for row in await connection.fetch("select version_num from alembic_version")}
    if found != newest_revisions():
        code = "schema_behind" if found <= known_revisions() else "schema_ahead"
        return [error("schema", code, revision=", ".join(sorted(found)))]
    return [
        fine("schema", "schema", revision=", ".join(sorted(found))),
        await _letters(connection),
        await look_at_keys(settings),
    ]


async def _letters(connection: asyncpg.Connection) -> Finding:
    count = await connection.fetchval(_LETTERS)
    return warning("letters", "letters_wait", count=count) if count else fine("letters", "letters")


async def look_at_keys(settings: Settings) -> Finding:
    """Whether what is sealed can be opened here."""
    database = Database(settings)
    try:
        counted = await rows_by_key(database)
    finally:
        await database.close()
    keys = keys_of(settings)
    known: Collection[str] = {key.id for key in keys.known()} if keys else ()
    closed = sum(count for key, count in counted.items() if (key not in known if key else not known))
    if closed:
        return error("keys", "keys_missing", count=closed)
    return fine("keys", "keys", count=sum(counted.values()))
