"""Proposals that were decided long ago, for the clock process."""

from datetime import datetime

from app.runtime.postgres import Pool

from .limits import KEPT_FOR

AT_ONCE = 200  # a statement: each holds two documents
DECIDED = """
delete from proposal where id in (
    select id from proposal where state <> 'open' and decided_at < $1 limit $2
) returning 1
"""


async def forget_proposals(pool: Pool, now: datetime) -> int:
    """How many were forgotten; what accepting them made stays in the history of their drafts."""
    forgotten = 0
    while gone := len(await pool.fetch(DECIDED, now - KEPT_FOR, AT_ONCE)):
        forgotten += gone
    return forgotten
