"""Clock processes on machines whose clocks are minutes apart: all go by the database's."""

import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest

import servers
from app.kit.ids import uuid7
from chaos.single_processes import Processes
from conversing import ECHO, World, open_world
from eventually import eventually_so

pytestmark = pytest.mark.timeout(600)
# Python runs it before the program: what the machine tells the product is so many seconds off.
SHIFTED: Final = """
import datetime, os
import app.kit.clock

class Shifted:
    @staticmethod
    def now(zone):
        return datetime.datetime.now(zone) + datetime.timedelta(seconds=float(os.environ["CLOCK_AHEAD"]))

app.kit.clock.datetime = Shifted
"""
TIMERS = """
insert into timer (id, session_id, due_at, priority, ordinal)
select i, i, now() + $2 * interval '1 second', 0, 0 from unnest($1::uuid[]) i
"""
EMITTER = """
insert into emitter (id, bot_id, channel_id, name, message, audience, schedule, is_personal, next_at)
select $1, $2, $3, 'News', '{"text": "Hi"}', '{"kind": "all"}', json_build_object('at', at), false, at
from (select now() + interval '100 seconds' as at) a
"""
DELIVERY = """
insert into alert_delivery (id, bot_id, kind, body, due_at)
values ($1, $2, 'trial', $3, now() + $4 * interval '1 second')
"""
TAKEN = "select coalesce((select attempts from alert_delivery where id = $1), 1)"


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


@pytest.fixture
def processes(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Processes]:
    (tmp_path / "sitecustomize.py").write_text(SHIFTED)
    processes = Processes(folder=tmp_path, database_url=database_url, redis_url=redis_url)
    processes.prepare()
    yield processes
    processes.stop()


def start(processes: Processes, name: str, ahead: int) -> None:
    path = os.pathsep.join([str(processes.folder), servers.product_environment()["PYTHONPATH"]])
    processes.start(name, PYTHONPATH=path, CLOCK_AHEAD=str(ahead))


async def set_timers(world: World, count: int, ahead: int) -> None:
    await world.execute(TIMERS, [uuid4() for _ in range(count)], ahead)


async def fired(world: World, count: int) -> None:
    async def have_fired() -> bool:
        return await world.value("select count(*) from inbox") >= count

    await eventually_so(have_fired)


async def test_nothing_is_fired_early_or_twice_and_no_lease_is_taken(world: World, processes: Processes):
    bot = await world.bot(ECHO)
    await set_timers(world, 20, 0)
    await set_timers(world, 30, 100)
    await world.execute(EMITTER, uuid7(), bot, await world.channel(bot, kind="webhook"))
    due, leased = uuid7(), uuid7()
    for delivery, ahead in ((due, 0), (leased, 100)):
        await world.execute(DELIVERY, delivery, bot, "{}", ahead)

    start(processes, "scheduler.fast", 300)
    await fired(world, 20)

    async def is_taken() -> bool:
        return await world.value(TAKEN, due) > 0

    await eventually_so(is_taken)
    start(processes, "scheduler.slow", -300)
    await set_timers(world, 20, 0)
    await fired(world, 40)
    processes.kill("scheduler.fast")
    await set_timers(world, 20, 0)
    await fired(world, 60)

    assert await world.value("select count(*) from timer") == 30
    events = [json.loads(row["event"]) for row in await world.rows("select event from inbox")]
    assert len(events) == len({event["timer_id"] for event in events}) == 60
    assert await world.value(TAKEN, leased) == 0
    assert await world.value("select count(*) from emitter_run") == 0
