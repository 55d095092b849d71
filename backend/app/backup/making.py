"""Taking a backup while everything runs: one snapshot of the database, then the files it knows of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import asyncpg

from app.kit import clock
from app.kit.version import product_version
from app.settings import Settings

from .container import Writer
from .faults import Migrating, NothingThere
from .files import Files, Listed, Outcome
from .keys import keys_to_keep
from .manifest import FORMAT, HEAD, KEYS, MANIFEST, Head, Manifest, TableKept, write_part
from .rows import UNIFORM, copy_out
from .schema import numbers_of, quoted, revision_of, tables_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`files` None: without them. `keys`: of which installation, None: without them."""

    files: Files | None
    keys: Settings | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """`lost`: names of files that could not be kept."""

    manifest: Manifest
    lost: Sequence[str]
    size: int


async def make_backup(dsn: str, out: BinaryIO, wanted: Wanted) -> Made:
    """Everything that is in the database at one moment, into `out`."""
    writer = Writer(out)
    connection = await asyncpg.connect(dsn, server_settings=UNIFORM)
    try:
        with Listed.empty() as listed:
            tables, numbers = await _copy_tables(connection, writer, listed, wanted)
            files = Outcome()
            if wanted.files is not None:
                files = await wanted.files.copy_out(writer, listed)
                files.lost = await _still_known(connection, files.lost)
    finally:
        await connection.close()
    keys = None if wanted.keys is None else keys_to_keep(wanted.keys)
    if keys is not None:
        write_part(writer, KEYS, keys)
    digest = None if keys is None else keys.digest
    manifest = Manifest(tables=tables, sequences=numbers, files=files.kept, keys=digest)
    write_part(writer, MANIFEST, manifest)
    writer.end()
    return Made(manifest=manifest, lost=files.lost, size=writer.written)


async def _copy_tables(
    connection: asyncpg.Connection, writer: Writer, listed: Listed, wanted: Wanted
) -> tuple[dict[str, TableKept], dict[str, dict[str, int]]]:
    before = await tables_of(connection)
    if not before or await revision_of(connection) is None:
        raise NothingThere
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        # No table changes its form from here on; and the snapshot is taken after that is sure.
        names = ", ".join(quoted(name) for name in before)
        await connection.execute(f"lock table {names} in access share mode")
        revision, tables = await revision_of(connection), await tables_of(connection)
        if revision is None or tables != before:
            raise Migrating
        write_part(writer, HEAD, _head(revision, tables, wanted))
        kept = {name: await copy_out(connection, writer, name, columns) for name, columns in tables.items()}
        if wanted.files is not None and "stored_file" in tables:
            await listed.note_all(connection)
        return kept, await _numbers(connection, list(tables))


def _head(revision: str, tables: dict[str, list[str]], wanted: Wanted) -> Head:
    return Head(
        format=FORMAT,
        product=product_version(),
        revision=revision,
        made_at=clock.now(),
        tables=tables,
        has_files=wanted.files is not None,
        has_keys=wanted.keys is not None,
    )


async def _numbers(connection: asyncpg.Connection, tables: list[str]) -> dict[str, dict[str, int]]:
    """Read after the rows: no row has a number beyond them."""
    found: dict[str, dict[str, int]] = {}
    for one in await numbers_of(connection, tables):
        last = await connection.fetchval("select pg_sequence_last_value($1::text::regclass)", one.sequence)
        if last is not None:
            found.setdefault(one.table, {})[one.column] = last
    return found


async def _still_known(connection: asyncpg.Connection, lost: Sequence[str]) -> list[str]:
    """Files that people removed meanwhile are missed by nobody."""
    known = "select exists (select from stored_file where id = $1::text::uuid and doomed_at is null)"
    return [name for name in lost if await connection.fetchval(known, name.rpartition(".")[2])]
