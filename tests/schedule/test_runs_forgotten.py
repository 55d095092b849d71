"""Runs are kept for a time only, and what is old is found without reading all of them."""

from datetime import UTC, datetime, timedelta

import pytest

from app.kit.ids import first_of, uuid7
from app.schedule.firing.history import OLD, forget_runs
from conversing import ECHO, World
from schedule.clocks import Authors, in_time, runs

MADE = """
insert into emitter_run (id, emitter_id, state, occurrence, updated_at)
select ('00000000' || substr(gen_random_uuid()::text, 9))::uuid, $1, 'done', now() - n * interval '1 second',
       now() - interval '40 days'
from generate_series(1, 50000) n
"""


@pytest.fixture
async def emitter(world: World):
    authors = Authors(world, await world.bot(ECHO))
    return await authors.emit({"at": in_time(days=1).isoformat()})


def test_ids_tell_when_they_were_made():
    before, one = datetime.now(UTC), uuid7()

    assert first_of(before) <= one < first_of(datetime.now(UTC) + timedelta(milliseconds=1))


async def test_however_many_runs_are_old_they_go(world, emitter):
    await world.execute(MADE, emitter)
    await world.execute(
        "update emitter_run set state = 'open' where occurrence = (select max(occurrence) from emitter_run)"
    )
    await world.execute(
        "insert into emitter_run (id, emitter_id, state, occurrence) values ($1, $2, 'done', now())",
        uuid7(),
        emitter,
    )

    await forget_runs(world.pool, in_time(days=-30))

    assert [run["state"] for run in await runs(world, emitter)] == ["open", "done"]


async def test_runs_that_are_old_are_found_by_their_ids(world, emitter):
    await world.execute(MADE, emitter)
    await world.execute("vacuum analyze emitter_run")

    async with world.pool.acquire() as connection:
        before = in_time(days=-30)
        plan = await connection.fetch(f"explain {OLD.replace('$2', '$2::uuid')}", before, first_of(before))

    scanned = " ".join(line["QUERY PLAN"] for line in plan)
    assert "Index Scan using pk_emitter_run" in scanned
    assert "Seq Scan" not in scanned
