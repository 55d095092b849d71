"""What is kept of runs for a time, and what nobody is there for any more."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from app.kit.ids import first_of, uuid7
from app.runtime.postgres import Pool, pairs

# Ids tell when a run was made, so those that may be old come first.
OLD = """
delete from emitter_run where id = any(array(
    select id from emitter_run where id < $2 and updated_at < $1 and state <> 'open' order by id limit 2000))
"""
# From one emitter to the next, however many people each has.
ORPHANED = """
with recursive passed as (
    (select emitter_id from recipient order by emitter_id limit 1)
    union all
    select following.emitter_id from passed cross join lateral (
        select r.emitter_id from recipient r where r.emitter_id > passed.emitter_id
        order by r.emitter_id limit 1) as following
)
select p.emitter_id from passed p where not exists (select from emitter e where e.id = p.emitter_id)
"""
CLEARED = """
delete from recipient where ctid = any(array(select ctid from recipient where emitter_id = $1 limit 5000))
"""
# What was missed by those who noted changes is found here: everybody's times once a day.
STALE = """
select e.id from emitter e
where e.is_personal and not e.is_paused
  and not exists (
    select from emitter_run r where r.emitter_id = e.id and r.kind = 'plan' and r.occurrence > $1)
"""
PLANNED = """
insert into emitter_run (id, emitter_id, kind, occurrence)
select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
on conflict (emitter_id, kind, occurrence) do nothing
"""


async def forget_runs(pool: Pool, before: datetime) -> None:
    """Delete what ended before that moment, and the times of people for emitters that are gone."""
    await _repeat(lambda: pool.execute(OLD, before, first_of(before)))
    for row in await pool.fetch(ORPHANED):
        await _clear(pool, row["emitter_id"])


async def plan_daily(pool: Pool, at: datetime) -> int:
    """Plan once more what was not planned for a day; how many emitters that are."""
    rows = await pool.fetch(STALE, at - timedelta(days=1))
    runs = [(uuid7(), row["id"], "plan", at) for row in rows]
    if runs:
        await pool.execute(PLANNED, *pairs(runs, 4))
    return len(runs)


async def _clear(pool: Pool, emitter_id: UUID) -> None:
    await _repeat(lambda: pool.execute(CLEARED, emitter_id))


async def _repeat(delete: Callable[[], Awaitable[str]]) -> None:
    """Until there is nothing more, however much came meanwhile; in chunks that hold no lock for long."""
    while not (await delete()).endswith(" 0"):
        pass
