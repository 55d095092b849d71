"""What is kept for a time only."""

from datetime import datetime

from .postgres import Pool

OLD_TRACES = "delete from trace where ctid = any(array(select ctid from trace where at < $1 limit 5000))"
CHUNKS = 20  # a run: the rest has its turn at the next


async def forget_old(pool: Pool, before: datetime) -> None:
    """Delete traces from before that moment, in chunks that hold no lock for long."""
    for _ in range(CHUNKS):
        deleted = await pool.execute(OLD_TRACES, before)
        if deleted.endswith(" 0"):
            return
