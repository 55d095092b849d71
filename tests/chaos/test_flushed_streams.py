"""Redis is flushed while nobody works: what the streams said is gone, and nothing that was said is lost.

Conversations go quiet before the flush, for a later message would wake its conversation anyway.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from redis.asyncio import Redis

from chaos.people import Person, check_conversation
from chaos.single_processes import Processes
from chaos.whole_system import author_of
from conversing import ECHO
from eventually import PATIENCE, eventually
from servers import run_sql

PEOPLE, BEFORE, EACH = 30, 2, 8
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def processes(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(folder=tmp_path, database_url=database_url, redis_url=redis_url)
    processes.prepare()
    yield processes
    processes.stop()


async def answered(person: Person, count: int) -> None:
    await asyncio.wait_for(person.read_until(count), PATIENCE)


async def test_the_sweeper_finds_what_the_streams_forgot_and_without_it_all_of_it_is_lost(
    processes: Processes,
):
    async with Redis.from_url(processes.redis_url) as redis:
        await redis.flushall()
        for name in ("api", "user-worker", "scheduler"):
            processes.start(name)
        with author_of(processes) as author:
            channel = author.public_channel(author.published_bot(ECHO))
        async with httpx.AsyncClient(base_url=f"{processes.url}/api/v1", timeout=30) as client:

            async def arrived() -> Person:
                person = Person(client=client, channel=channel, port=processes.port)
                await person.arrive()
                return person

            async def talk(person: Person, first: int, last: int) -> None:
                for number in range(first, last + 1):
                    await person.say(f"m{number}")

            people = [await arrived() for _ in range(PEOPLE)]
            await asyncio.gather(*(talk(person, 1, BEFORE) for person in people))
            await asyncio.gather(*(answered(person, BEFORE) for person in people))

            processes.kill("user-worker")
            processes.kill("scheduler")
            await asyncio.gather(*(talk(person, BEFORE + 1, EACH) for person in people))
            await redis.flushall()

            processes.start("user-worker")
            witness = await arrived()
            await talk(witness, 1, 3)
            await answered(witness, 3)
            assert _open(processes) == PEOPLE * (EACH - BEFORE), "without a sweeper nobody is answered"

            processes.start("scheduler")
            await asyncio.gather(*(answered(person, EACH) for person in people))
            eventually(lambda: _open(processes) == 0)
            for person in people:
                check_conversation(person, await person.read_back(), EACH)


def _open(processes: Processes) -> int:
    return int(run_sql(processes.database_url, "select count(*) from inbox"))
