"""Bytes that nobody has: their attachments went with a bot, a channel, a workspace, or never came."""

from datetime import datetime

from app.runtime.postgres import Pool

from .names import stored_name
from .ports import Store

AT_ONCE = 500
DOOM = """
update stored_file f set doomed_at = now()
where f.doomed_at is null and f.touched_at < $1
  and not exists (select from attachment a where a.stored_file_id = f.id)
"""
DOOMED = "select id, workspace_id, sha256 from stored_file where doomed_at is not null limit $1"
FORGET = "delete from stored_file where id = $1"


async def sweep_files(pool: Pool, store: Store, before: datetime) -> int:
    """How many were removed: last touched `before` then, without attachment. May raise StoreUnavailable."""
    await pool.execute(DOOM, before)
    removed = 0
    while rows := await pool.fetch(DOOMED, AT_ONCE):
        for row in rows:
            await store.delete(stored_name(row["workspace_id"], row["sha256"], row["id"]))
            await pool.execute(FORGET, row["id"])
            removed += 1
    return removed
