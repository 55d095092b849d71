"""Schedules that are the same for everybody: times that have come become runs, each once.

Rows are locked only while that is written: who dies holds nobody up (docs/decisions/clock.md). Bots take
turns: one whose emitters fire every second keeps no other waiting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

from app.engine import values
from app.kit.ids import uuid7
from app.runtime.postgres import Connection, Pool, pairs

from ..series import Due, due_of, jitter_of, series_of
from ..times import times_of
from .program import cron_of

LIMIT = 200  # emitters looked at together
LOOKED_AT = 3000  # among which bots take turns
SECONDS = 0.05  # of computing times before others have their turn
RUNS = 500  # made at one look, and waiting of one bot: for more its emitters wait
# Few are open, since that is what it sees to.
FULL = """
select e.bot_id from emitter_run r join emitter e on e.id = r.emitter_id
where r.state = 'open' group by e.bot_id having count(*) >= $1
"""
CLAIMED = """
select e.id, e.schedule, e.created_at, e.next_at, e.is_paused, b.status
from (
    select d.id, d.next_at, row_number() over (partition by d.bot_id order by d.next_at) as place
    from (select id, bot_id, next_at from emitter where next_at <= $1 and bot_id <> all($4::uuid[])
          order by next_at limit $3) as d
    order by place, d.next_at limit $2
) as turn
join emitter e on e.id = turn.id and e.next_at <= $1
join bot b on b.id = e.bot_id
order by turn.place, turn.next_at
for update of e skip locked
"""
# In a statement of its own: crons may have been changed before the emitters were ours.
CRONS = """
select c.emitter_id, row_to_json(c)::text as cron from cron c where c.emitter_id = any($1::uuid[])
order by c.id
"""
MOVED = """
update emitter e set next_at = m.next_at, held_at = coalesce(e.held_at, m.held_at)
from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as m(id, next_at, held_at) where e.id = m.id
"""
CRONS_MOVED = """
update cron c set nominal_at = m.nominal_at, next_at = m.next_at
from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as m(id, nominal_at, next_at) where c.id = m.id
"""
BEGUN = """
insert into emitter_run (id, emitter_id, occurrence, state, reason, finished_at)
select r.id, r.emitter_id, r.occurrence, r.state, r.reason,
       case when r.state <> 'open' then $6::timestamptz end
from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[])
    as r(id, emitter_id, occurrence, state, reason)
on conflict (emitter_id, kind, occurrence) do nothing
"""
# What came while a bot did not run is late from now on, and `misfire` says what becomes of it.
LET_GO = """
update emitter e set next_at = case when not e.is_personal then e.held_at end, held_at = null
where e.id = any(array(
    select h.id from emitter h join bot b on b.id = h.bot_id and b.status = 'active'
    where h.held_at is not null and not h.is_paused
    for update of h skip locked))
returning e.id, e.is_personal
"""
PLANNED_AGAIN = """
insert into emitter_run (id, emitter_id, kind, occurrence)
select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
on conflict (emitter_id, kind, occurrence) do nothing
"""
NEXT = "select min(next_at) from emitter"


@dataclass(slots=True)
class _Made:
    """What is to be written of one look."""

    runs: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    emitters: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    crons: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])

    def take(self, emitter_id: UUID, due: Due) -> None:
        self.runs += [(uuid7(), emitter_id, occurrence, "open", None) for occurrence in due.fires]
        if due.missed is not None:
            self.runs.append((uuid7(), emitter_id, due.missed, "skipped", "missed"))


async def fire_schedules(pool: Pool, at: datetime, *, limit: int = LIMIT) -> int:
    """Make runs of what is due at `at`; how many emitters that was done for."""
    async with pool.acquire() as connection, connection.transaction():
        await _let_go(connection, at)
        full = [row["bot_id"] for row in await connection.fetch(FULL, RUNS)]
        rows = await connection.fetch(CLAIMED, at, limit, LOOKED_AT, full)
        if not rows:
            return 0
        crons = await _crons_of(connection, [row["id"] for row in rows])
        made = _Made()
        began = perf_counter()
        for row in rows:
            _fire(made, row, crons.get(row["id"], ()), at)
            if perf_counter() - began > SECONDS or len(made.runs) >= RUNS:
                break
        await connection.execute(CRONS_MOVED, *pairs(made.crons, 3))
        await connection.execute(BEGUN, *pairs(made.runs, 5), at)
        await connection.execute(MOVED, *pairs(made.emitters, 3))
        return len(made.emitters)


async def next_due(pool: Pool) -> datetime | None:
    """When there is something to do again."""
    return await pool.fetchval(NEXT)


async def _let_go(connection: Connection, at: datetime) -> None:
    found = await connection.fetch(LET_GO)
    personal = [(uuid7(), row["id"], "plan", at) for row in found if row["is_personal"]]
    if personal:
        await connection.execute(PLANNED_AGAIN, *pairs(personal, 4))


async def _crons_of(connection: Connection, ids: list[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in await connection.fetch(CRONS, ids):
        cron = cron_of(values.decode(row["cron"]))
        found.setdefault(row["emitter_id"], []).append(cron)
    return found


def _fire(made: _Made, row: Mapping[str, Any], crons: Sequence[Any], at: datetime) -> None:
    emitter_id: UUID = row["id"]
    if row["is_paused"]:
        made.emitters.append((emitter_id, None, None))
        return
    if row["status"] != "active":
        made.emitters.append((emitter_id, None, row["next_at"]))
        return
    kept: dict[str, Any] = values.decode(row["schedule"])
    if "crons" in kept:
        following = min((moved for cron in crons if (moved := _fired(made, cron, at))), default=None)
    else:
        due = due_of(series_of(kept, row["created_at"]), row["next_at"], at, kept.get("misfire", "once"))
        made.take(emitter_id, due)
        following = due.following
    made.emitters.append((emitter_id, following, None))


def _fired(made: _Made, cron: Any, at: datetime) -> datetime | None:
    """When this cron fires next, jitter included."""
    if cron.next_at is None or cron.next_at > at:
        return cron.next_at
    due = due_of(
        times_of(cron, at),
        cron.nominal_at or cron.next_at,
        at,
        cron.misfire,
        lambda occurrence: jitter_of(cron.jitter, cron.id, occurrence),
    )
    made.take(cron.emitter_id, due)
    following = due.following
    fires = None if following is None else following + jitter_of(cron.jitter, cron.id, following)
    made.crons.append((cron.id, following, fires))
    return fires
