"""Nothing lost, nothing twice, nothing out of order, whatever is killed with -9."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from redis.asyncio import Redis

from chaos.people import Person, check_conversation
from chaos.queues import all_quiet, open_rows
from chaos.whole_system import System, author_of, until
from conversing import ECHO
from egress_servers import Seen, answer, serving
from eventually import PATIENCE

PEOPLE, EACH = 50, 40
CALLERS, CALLS = 4, 10

pytestmark = pytest.mark.timeout(900)


@asynccontextmanager
async def people_in(system: System, channel: str, count: int) -> AsyncIterator[list[Person]]:
    limits = httpx.Limits(max_connections=count)
    async with httpx.AsyncClient(base_url=f"{system.url}/api/v1", timeout=30, limits=limits) as client:
        people = [Person(client=client, channel=channel, port=system.port) for _ in range(count)]
        await asyncio.gather(*(person.arrive() for person in people))
        yield people


class Progress:
    """Lets somebody wait until so many messages have been accepted."""

    def __init__(self, people: list[Person]) -> None:
        self._people = people

    async def reaches(self, count: int) -> None:
        await until(lambda: sum(len(person.accepted) for person in self._people) >= count)


async def killed_and_back(system: System, name: str) -> None:
    pid = system.kill(name)
    await until(lambda: system.is_back(name, pid))


async def flush(system: System) -> None:
    async with Redis.from_url(system.told["REDIS_URL"]) as redis:
        await redis.flushall()


HARM: list[tuple[str, Callable[[System], Awaitable[None]]]] = [
    ("bot-worker", lambda system: killed_and_back(system, "bot-worker")),
    ("user-worker", lambda system: killed_and_back(system, "user-worker")),
    ("api", lambda system: killed_and_back(system, "api")),
    ("flush", flush),
    ("scheduler", lambda system: killed_and_back(system, "scheduler")),
    ("valkey", lambda system: killed_and_back(system, "valkey")),
    ("postgres", lambda system: killed_and_back(system, "postgres")),
    ("user-worker again", lambda system: killed_and_back(system, "user-worker")),
]


class Outside:
    """A server that takes what a webhook channel sends."""

    def __init__(self) -> None:
        self.got: dict[str, dict[str, str]] = {}

    async def take(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        body = json.loads(seen.body)
        self.got.setdefault(body["sender"], {})[body["message"]["id"]] = body["message"]["text"]
        writer.write(answer(204))

    def count(self) -> int:
        return sum(len(texts) for texts in self.got.values())


async def call(person: Person, sender: str) -> None:
    """Somebody else's system, calling the webhook again until it is taken."""
    for number in range(1, CALLS + 1):
        headers = {"X-DBCV-Sender": sender, "Idempotency-Key": f"{sender}-{number}"}
        while True:
            try:
                taken = await person.client.post(
                    f"/channels/{person.channel}/webhook", json={"text": f"m{number}"}, headers=headers
                )
            except httpx.TransportError:
                taken = None
            if taken is not None and taken.status_code == 202:
                break
            await asyncio.sleep(0.05)
        person.accepted[f"{sender} m{number}"] = 0


async def test_nothing_is_lost_doubled_or_displaced_while_each_part_is_killed_in_turn(system: System):
    outside = Outside()
    async with serving(outside.take) as server:
        with author_of(system) as author:
            bot = author.published_bot(ECHO)
            channel = author.public_channel(bot)
            hook = author.public_channel(bot, kind="webhook", settings={"url": server.url})
        async with people_in(system, channel, PEOPLE) as people:
            caller = Person(client=people[0].client, channel=hook, port=system.port)
            progress = Progress([*people, caller])

            async def talk(person: Person) -> None:
                for number in range(1, EACH + 1):
                    await person.say(f"m{number}")

            async def harm() -> None:
                every = PEOPLE * EACH // (len(HARM) + 1)
                for turn, (_, do) in enumerate(HARM, start=1):
                    await progress.reaches(every * turn)
                    await do(system)

            async with asyncio.TaskGroup() as group:
                reading = [group.create_task(person.read_until(EACH)) for person in people]
                for person in people:
                    group.create_task(talk(person))
                for name in range(CALLERS):
                    group.create_task(call(caller, f"caller-{name}"))
                await harm()
                _, late = await asyncio.wait(reading, timeout=2 * PATIENCE)
                missing = {person.channel: person._replies() for person in people if person._replies() < EACH}
                assert not late, f"{len(late)} sockets wait for replies: {missing} {await open_rows(system)}"

            for person in people:
                rows = await person.read_back()
                check_conversation(person, rows, EACH)
                assert [one["seq"] for one in person.seen] == [row["seq"] for row in rows][: len(person.seen)]
            await until(lambda: outside.count() >= CALLERS * CALLS)

    assert sum(person.retries for person in people) > 0, "nobody noticed anything"
    for texts in outside.got.values():
        assert list(texts.values()) == [f"{number}: m{number}" for number in range(1, CALLS + 1)]
    await all_quiet(system)
    assert not (await open_rows(system))["dead_letter"]


async def test_only_what_was_killed_or_lost_its_streams_has_ended(system: System):
    """A server that goes away and comes back takes no process with it."""
    expected = ("bot-worker", "user-worker-1", "api", "scheduler", "valkey", "postgres")
    for line in system.ended():
        name, _, how = line.removeprefix("supervisor: ").partition(" ")
        assert name in expected
        assert how.startswith("was ended by signal 9") or name.endswith(("worker", "worker-1")), line
