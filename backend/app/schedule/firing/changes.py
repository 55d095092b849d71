"""People of whom something changed: their times are found anew within a second."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.kit.ids import uuid7
from app.runtime.postgres import Connection

from .people import Human, channels_of, human_of
from .planning import MY_TURN, plan
from .program import Program
from .tally import Tally
from .tools import Tools

LIMIT = 200
TAKEN = """
delete from person_change where id in (select id from person_change order by id limit $1)
returning workspace_id, person_id
"""
PERSONAL = """
select e.id from bot b join emitter e on e.bot_id = b.id
where b.workspace_id = $1 and e.is_personal and not e.is_paused
"""
THERE = """
select distinct on (s.member_id) s.member_id as person_id, s.kind, s.channel_id, uv.variables
from unnest($1::uuid[]) as wanted(id)
cross join unnest($2::uuid[]) as c(id)
join subscriber s on s.channel_id = c.id and s.member_id = wanted.id and s.kind <> 'bot'
left join user_variables uv on uv.workspace_id = $3 and uv.person_id = s.member_id
order by s.member_id, s.id desc
"""
NOTED = """
insert into emitter_run as r (id, emitter_id, kind, state, occurrence, failed)
values ($1, $2, 'own', 'done', $3, $4)
on conflict (emitter_id, kind, occurrence) do update
set failed = r.failed + excluded.failed, updated_at = now()
returning id, problems
"""
PROBLEMS = "update emitter_run set problems = $2 where id = $1"


async def take_changes(tools: Tools, at: datetime, *, limit: int = LIMIT) -> int:
    """Plan anew for those who changed; how many changes there were. 0 also where another process plans."""
    async with tools.pool.acquire() as connection, connection.transaction():
        if not await connection.fetchval(MY_TURN):
            return 0
        rows = await connection.fetch(TAKEN, limit)
        by_workspace: dict[UUID, set[UUID]] = {}
        for row in rows:
            by_workspace.setdefault(row["workspace_id"], set()).add(row["person_id"])
        for workspace, people in sorted(by_workspace.items()):
            found = await connection.fetch(PERSONAL, workspace)
            known = await tools.programs.load(connection, [row["id"] for row in found])
            for program in known.values():
                await _plan(connection, program, sorted(people), at)
        return len(rows)


async def _plan(connection: Connection, program: Program, ids: Sequence[UUID], at: datetime) -> None:
    named = program.compiled.people
    wanted = [one for one in ids if named is None or one in named]
    if not wanted:
        return
    there = await connection.fetch(THERE, wanted, channels_of(program), program.workspace_id)
    tally = await plan(connection, program, _people(there), at)
    if tally.problems:
        await _note(connection, program, tally, at)


def _people(rows: Sequence[Mapping[str, Any]]) -> list[Human]:
    return [human_of(row) for row in rows]


async def _note(connection: Connection, program: Program, tally: Tally, at: datetime) -> None:
    hour = at.replace(minute=0, second=0, microsecond=0)
    row = await connection.fetchrow(NOTED, uuid7(), program.id, hour, tally.failed)
    if row is not None:
        await connection.execute(PROBLEMS, row["id"], tally.problems_with(row["problems"]))
