"""Bytes that nobody has: their attachments went with a bot, a channel, a workspace, or never came."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog

from app.runtime.postgres import Pool

from .names import stored_name
from .ports import Store, StoreUnavailable

log = structlog.get_logger()

AT_ONCE = 500
REFUSALS = 3  # one after the other: then it is the store that is away, and not a file that can't be removed
BEGINNING = UUID(int=0)
LONG_AGO = datetime.min.replace(tzinfo=UTC)
# A part at a time: whoever attaches one of these files waits for the row.
DOOM = """
with looked_at as materialized (
    select id from stored_file where id > $2 order by id limit $3
),
doomed as (
    update stored_file f set doomed_at = now() from looked_at l
    where f.id = l.id and f.doomed_at is null and f.touched_at < $1
      and not exists (select from attachment a where a.stored_file_id = f.id)
)
select id from looked_at order by id desc limit 1
"""
LAST = """
select doomed_at, id from stored_file where doomed_at is not null order by doomed_at desc, id desc limit 1
"""
DOOMED = """
select id, workspace_id, sha256, doomed_at from stored_file
where doomed_at is not null and (doomed_at, id) > ($1, $2) and (doomed_at, id) <= ($3, $4)
order by doomed_at, id limit $5
"""
# Behind all others: a sweep that breaks off here begins elsewhere the next time.
PUT_OFF = """
update stored_file set doomed_at = greatest(now(), $2) + interval '1 microsecond'
where id = $1 and doomed_at is not null
"""
FORGET = "delete from stored_file where id = $1"


async def sweep_files(pool: Pool, store: Store, before: datetime, *, at_once: int = AT_ONCE) -> int:
    """How many were removed: last touched `before` then, without attachment. May raise StoreUnavailable.

    A file that can't be removed keeps no other: it is tried again at the next sweep, after all the others.
    """
    last: UUID | None = BEGINNING
    while last is not None:
        last = await pool.fetchval(DOOM, before, last, at_once)
    end = await pool.fetchrow(LAST)
    return 0 if end is None else await _erase(pool, store, end, at_once)


async def _erase(pool: Pool, store: Store, end: Mapping[str, Any], at_once: int) -> int:
    """The doomed up to `end`, how many; REFUSALS in a row are raised."""
    removed, refused, passed = 0, 0, (LONG_AGO, BEGINNING)
    while rows := await pool.fetch(DOOMED, *passed, end["doomed_at"], end["id"], at_once):
        for row in rows:
            passed = row["doomed_at"], row["id"]
            try:
                await store.delete(stored_name(row["workspace_id"], row["sha256"], row["id"]))
            except StoreUnavailable:
                refused += 1
                log.warning("file_not_removed", file=str(row["id"]))
                await pool.execute(PUT_OFF, row["id"], end["doomed_at"])
                if refused == REFUSALS:
                    raise
                continue
            await pool.execute(FORGET, row["id"])
            removed, refused = removed + 1, 0
    return removed
