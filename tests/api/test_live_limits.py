"""/ws/bot under people who say too much, hold too much or open too much."""

from datetime import UTC, datetime
from functools import partial

import pytest
from authors import ECHO, Author, done
from bot_sockets import Open, closing, opened_at, rename, seen
from live import served

from app.authoring.live.pace import Pace
from app.authoring.live.people import LOCKS_OF_PERSON
from app.storage.models import BotAccess
from drive import calling
from eventually import eventually_so
from factories import make_person


async def shared_with(app, author: Author, bot_id: str, role: str) -> Author:
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=bot_id, user_id=other.person.id, role=role))
    return other


async def error(one: Open) -> str:
    return (await one.told("error"))["error"]["code"]


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
