"""Finding the times of people who have times of their own: the first ones, and anew when something changed.

One process plans at a time, and reads what is known of people only then: no plan is older than another's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.runtime.postgres import Connection, pairs

from ..own_times import NoDate, OwnTime
from ..series import GRACE
from .people import Human
from .program import Program
from .tally import Tally

NO_DATE = "emitter:no_date"
MY_TURN = "select pg_try_advisory_xact_lock(7412502)"
# Who plans may have been stopped: others' sending waits for it no longer than that.
IN_LINE = "set local lock_timeout = '1s'; select pg_advisory_xact_lock(7412502)"
KNOWN = """
select person_id, channel_id, due_at, occurrence, fired from recipient
where emitter_id = $1 and person_id = any($2::uuid[])
"""
# A time that is over meanwhile stays so.
PLANNED = """
insert into recipient as r (emitter_id, person_id, channel_id, due_at, occurrence)
select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])
on conflict (emitter_id, person_id) do update
set channel_id = excluded.channel_id, due_at = excluded.due_at, occurrence = excluded.occurrence
where r.fired is null or excluded.occurrence is null or excluded.occurrence > r.fired
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was planned for a person. `due_at` None beside an occurrence that has not fired: it came while the
    bot did not run."""

    due_at: datetime | None
    occurrence: datetime | None
    fired: datetime | None
    channel_id: UUID | None


UNKNOWN = Known(due_at=None, occurrence=None, fired=None, channel_id=None)


async def plan(
    connection: Connection, program: Program, people: list[Human], at: datetime, *, is_anew: bool = False
) -> Tally:
    """Plan for these people of the audience, within the caller's transaction, whose turn it is.

    `is_anew`: the schedule is another one, so what was planned by the old one is nothing.
    """
    tally = Tally()
    rows = await connection.fetch(KNOWN, program.id, [one.person_id for one in people])
    known = {row["person_id"]: _known(row) for row in rows}
    planned: list[tuple[Any, ...]] = []
    for one in people:
        before = known.get(one.person_id, UNKNOWN)
        try:
            if not is_anew and _stays(program, one, before, at):
                continue
            found = next_time(program, one, _since(program, before, at, is_anew=is_anew))
        except NoDate:
            tally.met([NO_DATE], one.person_id)
            tally.failed += 1
            found = None
        if found is None and before.occurrence is None:
            continue
        due = None if found is None else due_at(program, one, found)
        occurrence = None if found is None else found.occurrence
        tally.sent += found is not None
        if (due, occurrence) != (before.due_at, before.occurrence) or one.channel_id != before.channel_id:
            planned.append((program.id, one.person_id, one.channel_id, due, occurrence))
    await write_planned(connection, planned)
    return tally


def next_time(program: Program, human: Human, after: datetime) -> OwnTime | None:
    """The person's first time later than `after`; NoDate."""
    own = program.compiled.own
    return None if own is None else own.after(human.clock, after)


def due_at(program: Program, human: Human, found: OwnTime) -> datetime:
    """When it is sent: jitter and quiet hours included."""
    moment = found.occurrence + found.delay
    quiet = program.compiled.quiet
    return moment if quiet is None else quiet.until(moment, human.zone or program.compiled.otherwise)


async def write_planned(connection: Connection, planned: Iterable[tuple[Any, ...]]) -> None:
    """(emitter, person, channel, due_at, occurrence), locked in order of their ids."""
    rows = sorted(planned, key=lambda row: (row[0], row[1]))
    if rows:
        await connection.execute(PLANNED, *pairs(rows, 5))


def _known(row: Mapping[str, Any]) -> Known:
    names = ("due_at", "occurrence", "fired", "channel_id")
    return Known(**{name: row[name] for name in names})


def _since(program: Program, before: Known, at: datetime, *, is_anew: bool) -> datetime:
    """Times that are long over when they become known are not sent; what came while the bot did not run is,
    where the author wants that."""
    if is_anew:
        return at
    since = at - GRACE
    is_held = before.due_at is None and before.occurrence is not None and not _is_fired(before)
    if is_held and before.occurrence is not None and program.compiled.misfire != "skip":
        since = min(since, before.occurrence - GRACE)
    return since if before.fired is None else max(since, before.fired)


def _stays(program: Program, human: Human, before: Known, at: datetime) -> bool:
    """It is being sent, or waits for the end of quiet hours, and the person has no other time now."""
    is_under_way = before.due_at is not None and before.occurrence is not None and before.occurrence <= at
    if not is_under_way or _is_fired(before) or before.occurrence is None:
        return False
    found = next_time(program, human, before.occurrence - GRACE)
    return found is not None and found.occurrence == before.occurrence


def _is_fired(known: Known) -> bool:
    return known.fired is not None and known.occurrence is not None and known.fired >= known.occurrence
