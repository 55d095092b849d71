"""People whose own time has come: many at once, whoever's emitters they are of.

What is said and the person's next time are one commit; rows are locked until then and left by who dies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

from app.kit.ids import uuid7
from app.runtime.broadcast import Heard, Letter, tell, write
from app.runtime.postgres import Connection, pairs

from ..own_times import NoDate
from ..series import GRACE
from .counting import count_problems
from .people import Human, human_of
from .planning import NO_DATE, due_at, next_time
from .program import Program
from .rounds import LIMIT, Due
from .tally import Tally
from .tools import Tools
from .wording import worded

SECONDS = 0.05  # of rules and rendering before others have their turn
MISSED = "emitter:missed"
# Who is no longer subscribed, or was erased, is not found; the others stay until the commit.
PEOPLE = """
select s.member_id as person_id, s.kind, s.channel_id, uv.variables
from unnest($1::uuid[], $2::uuid[]) as w(person_id, channel_id)
join subscriber s on s.channel_id = w.channel_id and s.member_id = w.person_id and s.kind <> 'bot'
join channel c on c.id = s.channel_id
left join user_variables uv on uv.workspace_id = c.workspace_id and uv.person_id = s.member_id
for key share of s
"""
MOVED = """
update recipient r set due_at = m.due_at, occurrence = m.occurrence, fired = coalesce(m.fired, r.fired)
from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
    as m(emitter_id, person_id, due_at, occurrence, fired)
where r.emitter_id = m.emitter_id and r.person_id = m.person_id
"""
GONE = """
delete from recipient r using unnest($1::uuid[], $2::uuid[]) as g(emitter_id, person_id)
where r.emitter_id = g.emitter_id and r.person_id = g.person_id
"""
HELD = "update emitter set held_at = coalesce(held_at, $2) where id = any($1::uuid[])"
COUNTED = """
insert into emitter_run as r (id, emitter_id, kind, state, occurrence, sent, postponed, passed, failed)
select c.id, c.emitter_id, 'own', 'done', $7::timestamptz, c.sent, c.postponed, c.passed, c.failed
from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[])
    as c(id, emitter_id, sent, postponed, passed, failed)
on conflict (emitter_id, kind, occurrence) do update
set sent = r.sent + excluded.sent, postponed = r.postponed + excluded.postponed,
    passed = r.passed + excluded.passed, failed = r.failed + excluded.failed, updated_at = now()
returning id, emitter_id, problems
"""
PROBLEMS = "update emitter_run set problems = $2 where id = $1"


@dataclass(slots=True)
class _Look:
    """What is to be written of one look."""

    at: datetime
    letters: list[Letter] = field(default_factory=list[Letter])
    heard: list[Heard] = field(default_factory=list[Heard])
    moved: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    gone: list[tuple[UUID, UUID]] = field(default_factory=list[tuple[UUID, UUID]])
    held: set[UUID] = field(default_factory=set[UUID])
    tallies: dict[UUID, Tally] = field(default_factory=dict[UUID, Tally])

    def tally(self, emitter_id: UUID) -> Tally:
        return self.tallies.setdefault(emitter_id, Tally())

    def move(self, due: Due, due_at: datetime | None, occurrence: Any, fired: datetime | None) -> None:
        self.moved.append((due["emitter_id"], due["person_id"], due_at, occurrence, fired))

    def drop(self, due: Due) -> None:
        self.gone.append((due["emitter_id"], due["person_id"]))


async def fire_recipients(tools: Tools, at: datetime, *, limit: int = LIMIT) -> int:
    """Speak to those who are due at `at`; how many rows were dealt with."""
    async with tools.pool.acquire() as connection, connection.transaction():
        rows = await tools.rounds.claim(connection, at, limit)
        if not rows:
            return 0
        known = await tools.programs.load(connection, (row["emitter_id"] for row in rows))
        people = await _people(connection, rows)
        look = _Look(at)
        began = perf_counter()
        for row in rows:
            tools.rounds.had(row)
            _fire(look, row, known.get(row["emitter_id"]), people.get((row["person_id"], row["channel_id"])))
            if perf_counter() - began > SECONDS:
                break
        told = await write(connection, look.letters, look.heard, at)
        await _write(connection, look)
        met = [(known[one].bot_id, tally) for one, tally in look.tallies.items()]
        await count_problems(connection, met, at)
    await tell(tools.pool, tools.redis, told)
    return len(look.moved) + len(look.gone)


async def _people(connection: Connection, rows: Sequence[Due]) -> dict[tuple[UUID, UUID], Human]:
    places = sorted({(row["person_id"], row["channel_id"]) for row in rows})
    found = await connection.fetch(PEOPLE, *pairs(list(places), 2))
    return {(row["person_id"], row["channel_id"]): human_of(row) for row in found}


def _fire(look: _Look, due: Due, program: Program | None, human: Human | None) -> None:
    if program is None or human is None or not _is_meant(program, human):
        look.drop(due)
    elif program.is_paused:
        look.move(due, None, due["occurrence"], due["occurrence"])
    elif not program.runs:
        look.held.add(program.id)
        look.move(due, None, due["occurrence"], None)
    else:
        _speak(look, due, program, human)


def _is_meant(program: Program, human: Human) -> bool:
    people = program.compiled.people
    is_named = people is None or human.person_id in people
    return is_named and human.channel_id in program.places


def _speak(look: _Look, due: Due, program: Program, human: Human) -> None:
    tally, at = look.tally(program.id), look.at
    quiet = program.compiled.quiet
    until = at if quiet is None else quiet.until(at, human.zone or program.compiled.otherwise)
    if until > at:
        tally.postponed += 1
        look.move(due, until, due["occurrence"], None)
        return
    is_missed = at - due["due_at"] > GRACE and program.compiled.misfire == "skip"
    if is_missed:
        tally.met([MISSED], human.person_id)
        tally.failed += 1
    else:
        _say(look, due, program, human)
    _go_on(look, due, program, human)


def _say(look: _Look, due: Due, program: Program, human: Human) -> None:
    tally = look.tally(program.id)
    made = worded(program, human, due["occurrence"], look.at)
    tally.met(made.problems, human.person_id)
    if isinstance(made.said, Letter):
        look.letters.append(made.said)
    elif made.said is not None:
        look.heard.append(made.said)
    elif made.problems:
        tally.failed += 1
    else:
        tally.passed += 1
    tally.sent += made.said is not None


def _go_on(look: _Look, due: Due, program: Program, human: Human) -> None:
    """To the person's next time; what was only put off by quiet hours is over."""
    if program.compiled.own is None:
        look.drop(due)
        return
    occurrence: datetime = due["occurrence"]
    try:
        found = next_time(program, human, _passed(program, occurrence, look.at))
    except NoDate:
        look.tally(program.id).met([NO_DATE], human.person_id)
        found = None
    if found is None:
        look.move(due, None, None, occurrence)
    else:
        look.move(due, due_at(program, human, found), found.occurrence, occurrence)


def _passed(program: Program, occurrence: datetime, at: datetime) -> datetime:
    """The moment behind which the next time is looked for. What came in quiet hours is said once."""
    compiled = program.compiled
    if at - occurrence <= GRACE or (compiled.misfire == "all" and compiled.quiet is None):
        return occurrence
    return max(occurrence, at - GRACE if compiled.misfire == "skip" else at)


async def _write(connection: Connection, look: _Look) -> None:
    if look.moved:
        await connection.execute(MOVED, *pairs(look.moved, 5))
    if look.gone:
        await connection.execute(GONE, *pairs(look.gone, 2))
    if look.held:
        await connection.execute(HELD, sorted(look.held), look.at)
    counted = [
        (uuid7(), one, *tally.counts) for one, tally in sorted(look.tallies.items()) if not tally.is_empty
    ]
    if not counted:
        return
    hour = look.at.replace(minute=0, second=0, microsecond=0)
    rows = await connection.fetch(COUNTED, *pairs(counted, 6), hour)
    for row in rows:
        tally = look.tallies[row["emitter_id"]]
        if tally.problems:
            await connection.execute(PROBLEMS, row["id"], tally.problems_with(row["problems"]))
