"""Two people change the crons of one emitter at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from authors import done, refused
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from eventually import eventually_so

WAITING = text(
    "select count(*) from pg_stat_activity"
    " where wait_event_type = 'Lock' and datname = current_database() and query ilike '%emitter%'"
)


@pytest.fixture
async def emitter(author):
    bot = (await author.import_bot())["id"]
    wanted = {"bot_id": bot, "name": "News", "message": {"text": "Hi"}}
    schedule = {"crons": [{"hour": "9", "minute": "30"}]}
    return done(await author.call("POST", "/emitters", json={**wanted, "schedule": schedule}), 201)


@asynccontextmanager
async def held(app, emitter) -> AsyncIterator[AsyncSession]:
    """Somebody who has the emitter in hand."""
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("select 1 from emitter where id = :id for update"), {"id": emitter["id"]})
        yield session


async def waits(app, answer: Awaitable) -> asyncio.Task:
    """The call, once it waits for who holds the emitter."""
    task = asyncio.ensure_future(answer)

    async def is_waiting() -> bool:
        async with app.state.database.unit_of_work() as session:
            return bool(await session.scalar(WAITING))

    await eventually_so(is_waiting)
    return task


async def test_a_cron_that_was_changed_meanwhile_fires_by_both_changes(app, author, emitter):
    cron = emitter["schedule"]["crons"][0]["id"]
    async with held(app, emitter) as session:
        answer = await waits(app, author.call("PATCH", f"/crons/{cron}", json={"minute": "15"}))
        await session.execute(text("update cron set hour = '17' where id = :id"), {"id": cron})

    changed = done(await answer)

    assert (changed["hour"], changed["minute"]) == ("17", "15")
    next_at = datetime.fromisoformat(changed["next_at"]).astimezone(UTC)
    assert next_at.strftime("%H:%M") == "17:15"


@pytest.mark.parametrize(("method", "options"), [("PATCH", {"json": {"minute": "15"}}), ("DELETE", {})])
async def test_a_cron_that_was_taken_away_meanwhile_is_not_there(app, author, emitter, method, options):
    cron = emitter["schedule"]["crons"][0]["id"]
    async with held(app, emitter) as session:
        answer = await waits(app, author.call(method, f"/crons/{cron}", **options))
        await session.execute(text("delete from cron where id = :id"), {"id": cron})

    assert refused(await answer) == (404, "cron:not_found")
