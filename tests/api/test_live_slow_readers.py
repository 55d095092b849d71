"""/ws/bot for people who read too slowly, or were cut off."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from bot_sockets import closing, rename
from redis.asyncio import Redis
from relays import relay_to
from sqlalchemy import text

from app.authoring.live.backlog import Backlog, LeftOut
from app.authoring.live.hub import Hub
from app.authoring.live.news import CHANGED, MISSED, News, read_news
from app.authoring.live.telling import Telling
from eventually import eventually_so


def turn(size: int) -> News:
    """With one trace, so large."""
    told: dict[str, Any] = dict.fromkeys(("session_id", "channel_id", "person_id", "at", "version", "step"))
    trace = {"entries": [["print", "x" * size]], "no_match": False, "dropped": 0}
    return read_news(
        json.dumps({"type": "turn", **told, "traces": [trace], "finished": False, "variables": {}}).encode()
    )


def lock(step: str, holder: str | None) -> News:
    return read_news(json.dumps({"type": "lock", "step": step, "lock": holder}).encode())


class SlowReader:
    """In a socket's place: takes nothing before it is told to."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.reads = asyncio.Event()

    async def send(self, frame: dict[str, Any]) -> None:
        await self.reads.wait()
        self.frames.append(frame)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == kind]


@pytest.fixture
async def slow(app, author):
    """(telling, reader, bot) of somebody who has the bot open and does not read."""
    bot = await author.import_bot()
    reader = SlowReader()
    telling = Telling(app.state.live, UUID(bot["id"]), bot["revision"], reader.send)
    doing = [asyncio.create_task(one) for one in (telling.run(), telling.show_people())]
    yield telling, reader, bot
    for task in doing:
        task.cancel()
    await asyncio.gather(*doing, return_exceptions=True)


async def until_told(reader: SlowReader, kind: str, number: int) -> None:
    async def is_so() -> bool:
        return len(reader.of(kind)) >= number

    await eventually_so(is_so)


async def test_a_slow_reader_misses_no_change_and_no_lock_and_is_told_how_many_traces(author, slow):
    telling, reader, bot = slow
    for number in range(100):
        telling.hear(turn(100_000))
        telling.hear(lock("hello", f"holder {number}"))
        telling.hear(lock(f"s{number}", None))
    for number in range(25):
        await rename(author, bot["id"], f"Name {number}")
    telling.hear(CHANGED)

    reader.reads.set()
    await until_told(reader, "missed", 1)

    heard = [change["revision"] for change in reader.of("changes")]
    assert heard == [bot["revision"] + 1 + number for number in range(25)]
    assert [one["lock"] for one in reader.of("lock") if one["step"] == "hello"] == ["holder 99"]
    assert len(reader.of("lock")) == 101
    told, missed = len(reader.of("trace")), [one["traces"] for one in reader.of("missed")]
    assert 30 <= told < 50
    assert told + sum(missed) == 100


async def test_locks_without_number_are_told_as_they_are_in_the_end(app, slow):
    telling, reader, _ = slow
    telling.hear(CHANGED)
    for number in range(1000):
        telling.hear(lock(f"s{number}", None))

    reader.reads.set()
    await until_told(reader, "locks", 1)

    assert reader.of("locks") == [{"type": "locks", "locks": []}]
    assert reader.of("lock") == []


async def test_after_an_interruption_all_there_is_is_told_anew(author, slow):
    telling, reader, bot = slow
    reader.reads.set()
    await rename(author, bot["id"], "New")
    telling.hear(MISSED)
    telling.hear(MISSED)

    await until_told(reader, "missed", 1)
    await until_told(reader, "presence", 1)

    assert [one["revision"] for one in reader.of("changes")] == [bot["revision"] + 1]
    assert reader.of("locks") == [{"type": "locks", "locks": []}]
    assert reader.of("missed") == [{"type": "missed", "traces": None}]


def test_what_is_left_out_is_counted_where_it_would_have_stood():
    backlog = Backlog(held=250_000)
    first, second = turn(100_000), turn(100_001)
    for one in (first, second, turn(100_002), turn(100_003)):
        backlog.add_turn(one)

    assert backlog.next() is first
    third = turn(100_004)
    backlog.add_turn(third)
    told = [backlog.next() for _ in range(4)]

    assert told == [second, LeftOut(2), third, None]


def test_one_turn_is_never_too_large():
    backlog = Backlog(held=10)
    huge = turn(1000)
    backlog.add_turn(huge)
    backlog.add_turn(huge)

    assert [backlog.next() for _ in range(3)] == [huge, LeftOut(1), None]


async def test_changes_that_are_no_longer_kept_are_a_gap_and_those_behind_it_are_told(app, author, opened):
    bot = await author.import_bot()
    for number in range(3):
        await rename(author, bot["id"], f"Name {number}")
    async with app.state.database.unit_of_work() as session:
        await session.execute(
            text("delete from draft_change where revision <= :at"), {"at": bot["revision"] + 2}
        )

    async with opened(author, bot["id"], after=bot["revision"]) as one:
        gap = await one.told("gap")
        await rename(author, bot["id"], "Last")
        change = await one.told("changes")

    assert gap["revision"] == bot["revision"] + 3
    assert change["revision"] == bot["revision"] + 4


async def test_a_socket_whose_changes_cannot_be_read_is_closed_to_come_again(app, author, opened):
    bot_id = (await author.import_bot())["id"]
    async with opened(author, bot_id) as one:
        await one.told("hello")
        async with app.state.database.unit_of_work() as session:
            await session.execute(text("alter table draft_change rename to away"))
            await session.execute(text("select pg_notify('drafts', :id)"), {"id": bot_id})

        assert await closing(one) == (1013, "socket:catch_up")


async def test_a_hub_whose_connection_falls_silent_notices_and_says_that_something_was_missed(redis_url):
    heard: list[News] = []
    bot_id = uuid4()

    async def has_heard() -> bool:
        return bool(heard)

    async with (
        relay_to(redis_url) as (relay, address),
        Redis.from_url(redis_url) as redis,
        Redis.from_url(address, socket_connect_timeout=2) as listening,
    ):
        hub = Hub(listening, redis, quiet=1.0)
        leave = await hub.enter(bot_id, heard.append)
        running = asyncio.create_task(hub.run())
        await eventually_so(has_heard)
        heard.clear()
        await relay.fall_silent()
        await eventually_so(has_heard)
        assert heard == [MISSED]
        heard.clear()
        await hub.tell(bot_id, {"type": "presence"})
        await eventually_so(has_heard)
        await leave()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    assert [news.kind for news in heard] == ["presence"]
