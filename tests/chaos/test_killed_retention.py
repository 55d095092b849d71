"""What is old goes while clocks are killed with -9, and exactly that; what waits goes on."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from app.kit import clock
from app.runtime.timers import fire_due
from chaos.single_processes import Processes
from conversing import World, open_world
from eventually import eventually_so
from runtime.test_timers import fired, reminder, waiting_bot

pytestmark = pytest.mark.timeout(600)
OLD, YOUNG = 40_000, 500
KEPT = {"TRACE_DAYS": "30", "MESSAGE_DAYS": "30"}
# Each with so many rows of 40 days ago and so many of yesterday.
ROWS: Final[dict[str, str]] = {
    "message": """
        insert into message (thread_id, seq, id, sender_kind, sender_id, body, created_at)
        select gen_random_uuid(), n, gen_random_uuid(), 'bot', gen_random_uuid(), '{}',
               now() - age * interval '1 day'
    """,
    "trace": """
        insert into trace (session_id, at, body)
        select gen_random_uuid(), now() - age * interval '1 day', '{}'
    """,
    "dead_letter": """
        insert into dead_letter (id, kind, payload, error, attempts, created_at)
        select gen_random_uuid(), 'event', '{}', 'x', 5, now() - age * interval '1 day'
    """,
    "stored_file": """
        insert into stored_file (id, workspace_id, sha256, size, touched_at)
        select gen_random_uuid(), gen_random_uuid(), decode(md5(n::text), 'hex'), 3,
               now() - case when age > 1 then interval '2 hours' else interval '0' end
    """,
}
# A conversation that waits, and work that is under way, have not been touched since.
AGED: Final = (
    "update session set updated_at = now() - interval '40 days'",
    "update message set created_at = now() - interval '40 days'",
    "update trace set at = now() - interval '40 days'",
    "insert into command (id, session_id, command, leased_until, since)"
    " select gen_random_uuid(), gen_random_uuid(), '{}', now() + interval '1 hour',"
    " now() - interval '40 days'",
)
FROM: Final = """
from (select n, case when n <= $1 then 40 else 1 end as age from generate_series(1, $2) n) a
"""
LEFT: Final = " + ".join(f"(select count(*) from {table})" for table in ROWS)  # noqa: S608


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


@pytest.fixture
def processes(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(folder=tmp_path, database_url=database_url, redis_url=redis_url)
    processes.prepare()
    yield processes
    processes.stop()


async def test_what_is_old_goes_and_nothing_else_while_clocks_are_killed(world: World, processes: Processes):
    chat = await world.chat(await world.bot(waiting_bot(reminder("once", 86_400))))
    await chat.start()
    await world.handle(chat)
    for aged in AGED:
        await world.execute(aged)
    for rows in ROWS.values():
        await world.execute(rows + FROM, OLD, OLD + YOUNG)
    before = await world.value(f"select {LEFT}")

    async def is_down_to(share: float) -> bool:
        return await world.value(f"select {LEFT}") <= before - share * len(ROWS) * OLD

    for number, share in enumerate((0.1, 0.3, 0.5, 0.7, 1.0)):
        name = f"scheduler.{number % 2}"
        processes.start(name, **KEPT)
        await eventually_so(lambda least=share: is_down_to(least), 120)
        processes.kill(name)

    for table in ROWS:
        assert await world.value(f"select count(*) from {table}") == YOUNG, table  # noqa: S608
    assert await world.value("select count(*) from timer") == 1
    assert await world.value("select count(*) from command") == 1
    assert await fire_due(world.pool, world.redis, clock.now() + timedelta(days=2)) == 1
    await world.handle(chat)
    assert await fired(chat) == ["once"]


REFUSED: Final = (
    "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
    "create trigger refuse before delete on trace for each row execute function refuse()",
    "insert into trace (session_id, at, body) values (gen_random_uuid(), now() - interval '40 days', '{}')",
)


async def test_a_chore_that_the_database_refuses_keeps_no_timer_from_firing(
    world: World, processes: Processes, tmp_path: Path
):
    for statement in REFUSED:
        await world.execute(statement)
    processes.start("scheduler", **KEPT)

    async def is_refused() -> bool:
        return b"round_failed" in (tmp_path / "output").read_bytes()

    await eventually_so(is_refused)
    await world.execute(
        "insert into timer (id, session_id, due_at, priority, ordinal)"
        " values (gen_random_uuid(), gen_random_uuid(), now(), 0, 0)"
    )

    async def has_fired() -> bool:
        return await world.value("select count(*) from inbox") == 1

    await eventually_so(has_fired)
    assert processes.running["scheduler"].poll() is None
