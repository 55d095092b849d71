"""The loops of the clock process, with the clock that hangs on the wall."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from app.runtime.streams import EMITTER, ensure_groups, wake
from app.schedule.firing import Clockwork
from conversing import World
from eventually import eventually_so
from schedule.clocks import in_time, runs, subscribe, tell, told


@asynccontextmanager
async def ticking(world: World, name: str = "one") -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(Clockwork(world.pool, world.redis, name).run(stop))
    yield
    stop.set()
    await running


async def until_told(world: World, channel, person, *texts: str) -> None:
    async def is_told() -> bool:
        return await told(world, channel, person) == list(texts)

    await eventually_so(is_told)


async def test_what_falls_due_while_it_ticks_is_said_when_it_is_due(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    async with ticking(world), ticking(world, "two"):
        await authors.emit({"after": 1}, message={"text": "first"})
        at = in_time(seconds=2)
        await authors.emit({"at": at.isoformat()}, message={"text": "second"})
        await until_told(world, channel, ada, "first", "second")

    assert await world.value("select min(created_at) from message where body ->> 'text' = 'second'") >= at


async def test_a_date_that_is_written_while_it_ticks_is_kept(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await authors.emit({"date": {"variable": "user.remind_at"}})
    async with ticking(world):
        await tell(world, [ada], remind_at=in_time(seconds=1.5).isoformat())
        await until_told(world, channel, ada, "Hi")


async def test_a_change_wakes_a_clock_that_sleeps(world, authors, channel):
    await subscribe(world, channel, 1)
    emitter = await authors.emit({"at": in_time(days=1).isoformat()})
    async with ticking(world):
        await world.execute(
            "insert into emitter_run (id, emitter_id, cause, occurrence)"
            " values (gen_random_uuid(), $1, 'person', now())",
            emitter,
        )
        await wake(world.redis, EMITTER, [emitter])

        async def is_done() -> bool:
            return [run["state"] for run in await runs(world, emitter)] == ["done"]

        await eventually_so(is_done)

        async def is_read() -> bool:
            pending = await world.redis.xpending(EMITTER.name, EMITTER.group)
            return pending["pending"] == 0

        await eventually_so(is_read)


async def test_a_redis_that_forgets_all_costs_time_only(world, authors, channel):
    people = await subscribe(world, channel, 3)
    async with ticking(world):
        await world.redis.flushall()
        await authors.emit({"after": 1})
        for one in people:
            await until_told(world, channel, one, "Hi")
        await ensure_groups(world.redis)


async def test_a_message_with_an_upload_carries_its_link(world, authors, channel):
    [ada] = await subscribe(world, channel, 1)
    await world.execute(
        "with stored as (insert into stored_file (id, workspace_id, sha256, size) values ($1, $2, '', 3))"
        " insert into attachment (id, workspace_id, bot_id, name, content_type, size, key, sha256,"
        " stored_file_id) values ($1, $2, $3, 'menu.pdf', 'application/pdf', 3, 'k', '', $1)",
        authors.bot_id,
        world.workspace,
        authors.bot_id,
    )
    files = [{"file": str(authors.bot_id), "type": "file"}, {"file": str(channel), "type": "file"}]
    emitter = await authors.emit({"after": 1}, message={"text": "Hi", "attachments": files})
    async with ticking(world):
        await until_told(world, channel, ada, "Hi")

    body = await world.value("select body -> 'attachments' from message where sender_kind = 'bot'")
    assert f"/api/v1/attachments/{authors.bot_id}/content?key=k" in body
    assert str(channel) not in body
    [run] = await runs(world, emitter)
    assert [one["code"] for one in run["problems"]] == ["message:file_not_found"]
    assert timedelta(0) <= run["finished_at"] - run["occurrence"]
