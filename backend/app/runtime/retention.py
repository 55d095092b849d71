"""What is kept for a time only."""

from datetime import datetime

from .postgres import Pool

OLD_TRACES = "delete from trace where ctid = any(array(select ctid from trace where at < $1 limit 5000))"
# What still waits to be delivered is not old.
OLD_MESSAGES = """
delete from message where ctid = any(array(
    select m.ctid from message m
    where m.created_at < $1
      and not exists (select from outbox o where o.thread_id = m.thread_id and o.seq = m.seq)
    limit 5000))
"""
OLD_LETTERS = """
delete from dead_letter where id = any(array(select id from dead_letter where created_at < $1 limit 5000))
"""
# Plans of the hot path (postgres.py) know no bitmaps, and would read every message to find the oldest.
BY_AGE = """
select set_config('enable_bitmapscan', 'on', true), set_config('plan_cache_mode', 'force_custom_plan', true)
"""


async def forget_old(pool: Pool, before: datetime) -> None:
    """Delete traces from before that moment."""
    await _forget(pool, OLD_TRACES, before)


async def forget_said(pool: Pool, before: datetime) -> None:
    """Delete messages from before that moment, and events and deliveries that were set aside before it."""
    await _forget(pool, OLD_MESSAGES, before)
    await _forget(pool, OLD_LETTERS, before)


async def _forget(pool: Pool, statement: str, before: datetime) -> None:
    """All there is, however much came meanwhile, in chunks that hold no lock for long."""
    deleted = ""
    while not deleted.endswith(" 0"):
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(BY_AGE)
            deleted = await connection.execute(statement, before)
