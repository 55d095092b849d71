"""/ws/bot under people who say too much, hold too much, open too much, or read too slowly."""

import asyncio
import json
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from authors import ECHO, Author, done
from bot_sockets import Open, opened_at, rename, seen
from live import served
from redis.asyncio import Redis
from relays import relay_to
from sqlalchemy import text
from websockets.exceptions import ConnectionClosed

from app.authoring.live.backlog import Backlog, LeftOut
from app.authoring.live.hub import Hub
from app.authoring.live.news import CHANGED, MISSED, News, read_news
from app.authoring.live.pace import Pace
from app.authoring.live.people import LOCKS_OF_PERSON
from app.authoring.live.telling import Telling
from app.storage.models import BotAccess
from drive import calling
from eventually import eventually_so
from factories import make_person


async def shared_with(app, author: Author, bot_id: str, role: str) -> Author:
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=bot_id, user_id=other.person.id, role=role))
    return other


async def closing(one: Open) -> tuple[int, str]:
    with pytest.raises(ConnectionClosed) as closed:
        await one.told("never")
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason


async def error(one: Open) -> str:
    return (await one.told("error"))["error"]["code"]


# --- what is said


def test_who_speaks_too_fast_waits_and_who_paused_may_go_on_at_once():
    at = [100.0]
    pace = Pace(at_once=3, a_second=2, now=lambda: at[0])

    assert [pace.price() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    at[0] += 60
    assert [pace.price() for _ in range(4)] == [0, 0, 0, 0.5]


async def test_however_often_somebody_moves_the_others_are_told_the_newest_position(app, author, opened):
    bot_id = (await author.import_bot())["id"]
    other = await shared_with(app, author, bot_id, "VIEWER")
    async with opened(author, bot_id) as one, opened(other, bot_id) as two:
        await one.told("hello")
        await seen(one, lambda people: len(people) == 2)
        for number in range(50):
            await two.say(type="presence", step=f"s{number}")
        frames = 1
        while "s49" not in [person["step"] for person in (await one.told("presence"))["people"]]:
            frames += 1

    assert frames < 10


async def test_who_only_looks_on_holds_no_step(app, author, opened):
    bot_id = (await author.import_bot())["id"]
    viewer = await shared_with(app, author, bot_id, "VIEWER")
    async with opened(viewer, bot_id) as one:
        await one.told("hello")
        for kind in ("lock", "unlock"):
            await one.say(type=kind, step="hello")
            assert await error(one) == "bot:forbidden"
    body = {"name": "script", "scopes": ["bots:read"]}
    token = done(await author.call("POST", "/tokens", json=body), 201)["token"]
    reader = Author(author.client, ByToken(token))
    async with opened(reader, bot_id) as one:
        assert (await one.told("hello"))["locks"] == []
        await one.say(type="lock", step="hello")
        assert await error(one) == "auth:scope_needed"


class ByToken:
    """In a person's place: a script."""

    def __init__(self, token: str) -> None:
        self.headers = {"Authorization": f"Bearer {token}"}


async def test_nobody_holds_more_than_so_many_steps_and_none_of_another_kind(author, opened):
    steps = [{"id": name} for name in ("other", *(f"s{n}" for n in range(LOCKS_OF_PERSON + 1)))]
    bot_id = (await author.import_bot({**ECHO, "first_step": "other", "steps": steps}))["id"]
    async with opened(author, bot_id) as one:
        await one.told("hello")
        for step in ("Ü", "a b", "x" * 65, ""):
            await one.say(type="lock", step=step)
            assert await error(one) == "socket:invalid_frame"
        for number in range(LOCKS_OF_PERSON + 1):
            await one.say(type="lock", step=f"s{number}")
        assert await error(one) == "lock:too_many"
        await one.say(type="lock", step="s0")  # one's own is renewed all the same
        await one.say(type="unlock", step="s1")
        await one.say(type="lock", step="other")
        while (await one.told("lock"))["step"] != "other":
            pass


async def test_no_step_is_held_that_is_not_there_and_times_are_written_as_everywhere(author, opened):
    bot_id = (await author.import_bot())["id"]
    async with opened(author, bot_id) as one:
        await one.told("hello")
        await one.say(type="lock", step="nowhere")
        assert await error(one) == "lock:no_such_step"
        await one.say(type="lock", step="hello")
        until = (await one.told("lock"))["lock"]["until"]
        (somebody, *_) = (await one.told("presence"))["people"]

    for moment in (until, somebody["until"]):
        assert moment.endswith("Z")
        assert 0 < (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds() <= 31


async def test_who_is_ahead_of_the_draft_is_told_that_there_is_a_gap(author, opened):
    bot = await author.import_bot()
    async with opened(author, bot["id"], after=999) as one:
        assert (await one.told("hello"))["revision"] == bot["revision"]
        assert (await one.told("gap"))["revision"] == bot["revision"]
        await rename(author, bot["id"], "New")
        assert (await one.told("changes"))["revision"] == bot["revision"] + 1


@pytest.mark.parametrize(
    ("query", "path"),
    [({}, "query.bot_id"), ({"after": "soon"}, "query.after"), ({"after": -1}, "query.after")],
    ids=["no id", "no number", "below zero"],
)
async def test_a_faulty_address_is_told_on_the_socket_and_closes_it(author, opened, query, path):
    bot_id = (await author.import_bot())["id"] if query else "none"
    async with opened(author, bot_id, **query) as one:
        told = (await one.told("error"))["error"]
        assert (told["code"], told["details"]["fields"][0]["path"]) == ("api:invalid", path)
        assert await closing(one) == (1008, "api:invalid")


async def test_what_somebody_held_is_free_for_all_to_see_when_they_leave(app, author, opened):
    bot_id = (await author.import_bot())["id"]
    other = await shared_with(app, author, bot_id, "EDITOR")
    async with opened(author, bot_id) as one:
        await one.told("hello")
        async with opened(other, bot_id) as two:
            await two.told("hello")
            await two.say(type="lock", step="hello")
            assert (await one.told("lock"))["lock"]["person_id"] == str(other.person.id)
        freed = await one.told("lock")

    assert (freed["step"], freed["lock"]) == ("hello", None)


async def test_a_person_has_only_so_many_sockets_and_a_closed_one_makes_room(start_app):
    app = await start_app(sockets_per_person=2)
    async with served(app) as address, calling(app) as client:
        author = Author(client, await make_person(app, "DEVELOPER"))
        at = partial(opened_at, address, author, (await author.import_bot())["id"])
        async with at() as one, at() as two:
            await one.told("hello")
            await two.told("hello")
            async with at() as three:
                assert await error(three) == "socket:too_many"
                assert await closing(three) == (1013, "socket:too_many")

        async def is_let_in() -> bool:
            async with at() as four:
                return (await four.first())["type"] == "hello"

        await eventually_so(is_let_in)


# --- what is told


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
