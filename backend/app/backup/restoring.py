"""Putting a backup back: all of it in one transaction, with the schema it needs, or nothing.

What is read is believed in nothing: every table, column, file and number is compared with what the schema and
the manifest say before anything is committed.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from app.settings import Settings
from app.storage import revisions
from app.storage.history import known_revisions

from .container import Reader
from .faults import Broken, InUse, Newer, NotEmpty, Unsure
from .files import Files, Listed, Outcome
from .journal import journal
from .keys import lay_keys
from .manifest import KEYS, MANIFEST, Head, KeysKept, Manifest, TableKept, read_head, read_part
from .rows import UNIFORM, copy_in
from .schema import is_empty, numbers_of, quoted, revision_of, tables_of, untriggered
from .tidying import LATER, TAKE_PLACE, doom, settle, tidy

# Of other roles a server does not tell what they are, but that they are people's and none of its own.
_OTHERS = """
select count(*) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
  and usesysid is not null and coalesce(backend_type, 'client backend') = 'client backend'
"""
_NUMBERED = """
select setval(
    $1::text::regclass, greatest($2::bigint, coalesce(pg_sequence_last_value($1::text::regclass), 1)))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`is_replaced`: what is there goes."""

    settings: Settings
    files: Files
    is_replaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """`are_keys_known`: False where the archive has keys, and others are given by settings here.

    `left`: what of the tidying up after the commit failed, as the names of warnings.
    """

    head: Head
    manifest: Manifest
    are_keys_known: bool
    left: Sequence[str] = ()


async def restore_backup(source: BinaryIO, target: Target) -> Restored:
    """What the archive holds, brought to the newest schema; or an error, and everything as it was."""
    reader = Reader(source)
    head = read_head(reader)
    if head.revision not in known_revisions():
        raise Newer(head.product)
    await target.files.forget_abandoned()
    with Listed.empty() as before:
        try:
            with journal(target.settings.dbcv_data_dir) as came:
                came_back = await _put_back(reader, head, target, before, came)
        except BaseException:
            with contextlib.suppress(*LATER):  # what is left is in the journal
                await settle(target.settings, target.files.store)
            raise
        left = await tidy(target.settings, target.files.store, before, came_back.keys)
        return replace(came_back.restored, left=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CameBack:
    restored: Restored
    keys: KeysKept | None


async def _put_back(reader: Reader, head: Head, target: Target, before: Listed, came: Listed) -> _CameBack:
    """Committed. Whatever may refuse comes before the keys, which no rollback takes back."""
    async with _transaction(target.settings) as (work, connection):
        await _make_room(work, connection, target, before)
        await work.run_sync(revisions.upgrade, head.revision)
        manifest, keys = await _fill(connection, reader, head, target, came)
        await work.run_sync(revisions.upgrade, "head")
        await doom(connection, before)
        known = True if keys is None else lay_keys(target.settings, keys)
        return _CameBack(restored=Restored(head=head, manifest=manifest, are_keys_known=known), keys=keys)


@asynccontextmanager
async def _transaction(settings: Settings) -> AsyncGenerator[tuple[AsyncConnection, asyncpg.Connection]]:
    """One, of SQLAlchemy for migrations and of asyncpg for rows. Unsure where its commit is not answered.

    InUse where another restore has not ended, also one that nobody waits for any more.
    """
    dsn = settings.postgres_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(dsn, poolclass=NullPool, connect_args={"server_settings": UNIFORM})
    try:
        async with engine.connect() as work:
            is_ours = await work.scalar(text(TAKE_PLACE))  # it begins with the first statement
            raw: Any = await work.get_raw_connection()
            connection = cast("asyncpg.Connection", raw.driver_connection)
            if not is_ours:
                raise InUse(await connection.fetchval(_OTHERS) or 1)
            yield work, connection
            try:
                await work.commit()
            except IntegrityError:
                raise
            except (OSError, DBAPIError, asyncio.CancelledError, KeyboardInterrupt) as gone:
                raise Unsure from gone  # also where we are stopped: the server may have been told
    finally:
        await engine.dispose()


async def _make_room(
    work: AsyncConnection, connection: asyncpg.Connection, target: Target, before: Listed
) -> None:
    """An empty database without tables; NotEmpty or InUse where that may not be."""
    others = await connection.fetchval(_OTHERS)
    if others:
        raise InUse(others)
    revision = await revision_of(connection)
    if revision is None:
        return
    if revision not in known_revisions():
        raise Newer("")
    if not await is_empty(connection):
        if not target.is_replaced:
            raise NotEmpty
        if "stored_file" in (tables := await tables_of(connection)):
            await before.note_all(connection, are_doomed_too=True)
        await connection.execute(f"truncate {', '.join(quoted(name) for name in tables)}")
    await work.run_sync(revisions.downgrade, "base")


async def _fill(
    connection: asyncpg.Connection, reader: Reader, head: Head, target: Target, came: Listed
) -> tuple[Manifest, KeysKept | None]:
    there = await tables_of(connection)
    if {name: set(columns) for name, columns in head.tables.items()} != {
        name: set(columns) for name, columns in there.items()
    }:
        raise Broken("its tables are not those of its revision")
    async with untriggered(connection, there):
        tables = {
            name: await copy_in(connection, reader, name, columns) for name, columns in head.tables.items()
        }
    files = await target.files.copy_in(connection, reader, came) if head.has_files else Outcome()
    keys = read_part(reader, KEYS, KeysKept) if head.has_keys else None
    manifest = read_part(reader, MANIFEST, Manifest)
    if keys is not None and manifest.keys not in {None, keys.digest}:
        raise Broken("a key in it is changed")
    if reader.member is not None:
        raise Broken("it goes on after its end")
    _compare(manifest, tables, files)
    await _number(connection, manifest)
    return manifest, keys


def _compare(manifest: Manifest, tables: dict[str, TableKept], files: Outcome) -> None:
    if manifest.tables != tables:
        raise Broken("rows are missing or changed")
    if manifest.files != files.kept.model_copy(update={"left_out": manifest.files.left_out}):
        raise Broken("files are missing")


async def _number(connection: asyncpg.Connection, manifest: Manifest) -> None:
    """What is numbered from here on comes after what was restored; no number is ever taken back.

    The rows have digests, and what is said of their numbers has none: so they are looked at too.
    """
    known = {
        (one.table, one.column): one.sequence for one in await numbers_of(connection, list(manifest.tables))
    }
    for table, columns in manifest.sequences.items():
        for column, last in columns.items():
            if (table, column) not in known:
                raise Broken("it numbers what has no numbers")
            highest = f"select max({quoted(column)}) from {quoted(table)}"  # noqa: S608 - quoted
            given = await connection.fetchval(highest) or 1
            await connection.execute(_NUMBERED, known[table, column], max(given, last))
