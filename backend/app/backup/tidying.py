"""After a restore, or one that broke off: what nobody needs any more goes; the archive's keys come first."""

import contextlib
from itertools import batched
from typing import Final

import asyncpg
import structlog

from app.kit.away import DATABASE_AWAY
from app.kit.errors import DbcvError
from app.media.ports import Store
from app.settings import Settings

from .files import Listed
from .journal import ended
from .keys import turn_to_keys
from .manifest import KeysKept

log = structlog.get_logger()

_AT_ONCE: Final = 1000
_DOOM: Final = """
insert into stored_file (id, workspace_id, sha256, size, doomed_at) values ($1, $2, $3, $4, now())
on conflict (id) do nothing
"""
_KNOWN: Final = "select exists (select from stored_file where id = $1 and doomed_at is null)"
_FORGET: Final = "delete from stored_file where id = $1 and doomed_at is not null"
_RESTORING: Final = 0x44424359
TAKE_PLACE: Final = f"select pg_try_advisory_xact_lock({_RESTORING})"
"""Until the transaction of a restore has ended, whether or not who began it still hears of it."""
_AWAIT_PLACE: Final = f"set lock_timeout = '10s'; select pg_advisory_lock({_RESTORING})"
LATER: Final = (OSError, asyncpg.PostgresError, *DATABASE_AWAY, DbcvError)
"""What keeps files from being taken away: the next who looks after them finds the same."""


async def doom(connection: asyncpg.Connection, before: Listed) -> None:
    """Rows for files of those that were here: a clock takes their bytes away, whatever becomes of us."""
    for some in batched(before, _AT_ONCE, strict=False):
        rows = [(one.id, one.workspace_id, one.sha256, one.size) for one in some]
        await connection.executemany(_DOOM, rows)


async def tidy(settings: Settings, store: Store, before: Listed, keys: KeysKept | None) -> list[str]:
    """What is committed stays so, whatever happens here; warnings of what is left (`Restored.left`)."""
    left: list[str] = []
    try:
        if keys is not None:
            turn_to_keys(settings, keys)
    except OSError:
        left.append("keys_behind")
    try:
        await _remove_unknown(settings.postgres_dsn, store, before)
        await settle(settings, store)
        await _analyze(settings.postgres_dsn)
    except LATER:
        left.append("files_later")
    return left


async def settle(settings: Settings, store: Store) -> int:
    """Take out of the store what restores that ended brought, and no row knows; how many.

    One of LATER: then the rest is looked after the next time.
    """
    removed = 0
    for path, listed in ended(settings.dbcv_data_dir):
        removed += await _remove_unknown(settings.postgres_dsn, store, listed)
        path.unlink(missing_ok=True)
    return removed


async def settle_at_start(settings: Settings, store: Store) -> None:
    """A restore that was killed has changed nothing but the store: without this, for ever."""
    with contextlib.suppress(*LATER):
        if removed := await settle(settings, store):
            log.warning("restore_broke_off", files_removed=removed)


async def _remove_unknown(dsn: str, store: Store, listed: Listed) -> int:
    """Those that no row knows any more; how many. LockNotAvailableError while a restore is still under way.

    Its commit may go on in the server after the connection broke, and rows are seen only when it is over.
    """
    removed = 0
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(_AWAIT_PLACE)
        has_rows = await connection.fetchval("select to_regclass('stored_file') is not null")
        for one in listed:
            if has_rows and await connection.fetchval(_KNOWN, one.id):
                continue
            await store.delete(one.name)
            if has_rows:
                await connection.execute(_FORGET, one.id)
            removed += 1
    finally:
        await connection.close()
    return removed


async def _analyze(dsn: str) -> None:
    """Plans for the new rows."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("analyze")
    finally:
        await connection.close()
