"""Open runs, a portion at a time: what is said to people, how far it came and what came of it are one commit.

So whoever dies leaves nothing half done, and anybody goes on from there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

from app.runtime.broadcast import Heard, Letter, Told, tell, write
from app.runtime.postgres import Connection

from .counting import count_problems
from .people import BEGINNING, Human, portion, still_here
from .planning import IN_LINE, MY_TURN, plan, write_planned
from .program import Program
from .tally import Tally
from .tools import Tools
from .wording import Worded, to_group, worded

PORTION = 500  # people
SECONDS = 0.05  # of rules and rendering before others have their turn
SEEN = 500  # runs at either end of those that wait
# What waits longest, and what came last: no bot has more that waits (schedules.py), so others' are seen.
_WAITING = """
(select r.id, e.bot_id, r.updated_at
 from emitter_run r
 join emitter e on e.id = r.emitter_id
 join bot b on b.id = e.bot_id
 where r.state = 'open' and b.status = 'active'
   and (not e.needs_message_processing or (b.published_version is not null and not $1::bool))
   and (r.kind <> 'plan' or not $3::bool)
 order by r.updated_at {direction} limit $2)
"""
WAITING = f"""
{_WAITING.format(direction="asc")} union {_WAITING.format(direction="desc")} order by updated_at
"""
OPEN = """
select r.id, r.emitter_id, r.kind, r.occurrence, r.cause, r.last_person, r.problems
from emitter_run r
where r.id = any($1::uuid[]) and r.state = 'open'
order by array_position($1::uuid[], r.id) limit 1
for update of r skip locked
"""
WORKED = """
update emitter_run
set last_person = $2, state = $3, sent = sent + $4, postponed = postponed + $5, passed = passed + $6,
    failed = failed + $7, problems = $8, finished_at = case when $3 = 'done' then $9::timestamptz end,
    updated_at = $9
where id = $1
"""

type Run = Mapping[str, Any]


@dataclass(slots=True)
class _Portion:
    """What is to be written. `last`: the last person it dealt with."""

    last: UUID
    tally: Tally = field(default_factory=Tally)
    letters: list[Letter] = field(default_factory=list[Letter])
    heard: list[Heard] = field(default_factory=list[Heard])
    postponed: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])

    def take(self, made: Worded, person_id: UUID | None) -> None:
        self.tally.met(made.problems, person_id)
        if isinstance(made.said, Letter):
            self.letters.append(made.said)
        elif made.said is not None:
            self.heard.append(made.said)
        elif made.problems:
            self.tally.failed += 1
        else:
            self.tally.passed += 1
        self.tally.sent += made.said is not None


async def work_portion(tools: Tools, at: datetime, *, limit: int = PORTION, is_busy: bool = False) -> bool:
    """Work at the run whose turn it is; False where there is none. `is_busy`: bots have enough to hear."""
    async with tools.pool.acquire() as connection, connection.transaction():
        run = await _next(connection, tools, is_busy=is_busy)
        if run is not None and run["kind"] == "plan":
            run = await _planned_or_other(connection, tools, run, is_busy=is_busy)
        if run is None:
            return False
        program = (await tools.programs.load(connection, [run["emitter_id"]]))[run["emitter_id"]]
        tools.turns.had(program.bot_id)
        if run["kind"] == "plan":
            await _plan_portion(connection, run, program, (at, limit))
            return True
        told = await _send_portion(connection, run, program, (at, limit))
    await tell(tools.pool, tools.redis, told)
    return True


async def _next(
    connection: Connection, tools: Tools, *, is_busy: bool, is_sending: bool = False
) -> Run | None:
    """Bots take turns; of each the run worked at least lately, so a large audience delays no other's.

    `is_sending`: of those alone that send.
    """
    waiting = await connection.fetch(WAITING, is_busy, SEEN, is_sending)
    bots: dict[UUID, UUID] = {row["id"]: row["bot_id"] for row in waiting}
    return await connection.fetchrow(OPEN, tools.turns.ordered(bots)) if bots else None


async def _planned_or_other(connection: Connection, tools: Tools, run: Run, *, is_busy: bool) -> Run:
    """This one, which plans; while another process plans, one that sends. Where there is none we stand in
    line, which is short: whoever plans does so for a portion."""
    if await connection.fetchval(MY_TURN):
        return run
    other = await _next(connection, tools, is_busy=is_busy, is_sending=True)
    if other is None:
        await connection.execute(IN_LINE)
    return other or run


async def _plan_portion(
    connection: Connection, run: Run, program: Program, how: tuple[datetime, int]
) -> None:
    at, limit = how
    people = await portion(connection, program, run["last_person"] or BEGINNING, limit)
    tally = await plan(connection, program, people, at, is_anew=run["cause"] == "person")
    last = people[-1].person_id if people else BEGINNING
    await _note(connection, run, (last, tally, len(people) < limit), at)


async def _send_portion(
    connection: Connection, run: Run, program: Program, how: tuple[datetime, int]
) -> Told:
    at, limit = how
    people = await portion(connection, program, run["last_person"] or BEGINNING, limit)
    made = _Portion(run["last_person"] or BEGINNING)
    if run["last_person"] is None:
        _say_to_groups(made, program, run["occurrence"], at)
    here = await still_here(connection, people)
    dealt_with = _say(made, program, _timed(people), (run["occurrence"], at, here))
    told = await write(connection, made.letters, made.heard, at)
    await write_planned(connection, made.postponed)
    is_done = len(people) < limit and dealt_with == len(people)
    await _note(connection, run, (made.last, made.tally, is_done), at)
    await count_problems(connection, [(program.bot_id, made.tally)], at)
    return told


def _say_to_groups(made: _Portion, program: Program, occurrence: datetime, at: datetime) -> None:
    """Everybody there reads the same, so it is for an audience of all alone."""
    compiled = program.compiled
    if program.speaks_for_people or compiled.people is not None or compiled.rules is not None:
        return
    for place in program.places.values():
        if place.is_group:
            made.take(to_group(program, place, occurrence, at), None)


def _timed(people: list[Human]) -> Iterable[Human]:
    """As many as there is time for, one in any case: an author's rules delay nobody else's timers."""
    began = perf_counter()
    for one in people:
        yield one
        if perf_counter() - began > SECONDS:
            return


def _say(
    made: _Portion,
    program: Program,
    people: Iterable[Human],
    when: tuple[datetime, datetime, set[UUID]],
) -> int:
    """How many were dealt with."""
    occurrence, at, here = when
    count = 0
    for one in people:
        count += 1
        made.last = one.person_id
        if one.person_id not in here:
            continue
        until = _quiet_until(program, one, at)
        if until is not None:
            made.postponed.append((program.id, one.person_id, one.channel_id, until, occurrence))
            made.tally.postponed += 1
            continue
        made.take(worded(program, one, occurrence, at), one.person_id)
    return count


def _quiet_until(program: Program, human: Human, at: datetime) -> datetime | None:
    quiet = program.compiled.quiet
    if quiet is None:
        return None
    until = quiet.until(at, human.zone or program.compiled.otherwise)
    return until if until > at else None


async def _note(connection: Connection, run: Run, came: tuple[UUID, Tally, bool], at: datetime) -> None:
    last, tally, is_done = came
    state = "done" if is_done else "open"
    problems = tally.problems_with(run["problems"])
    await connection.execute(WORKED, run["id"], last, state, *tally.counts, problems, at)
