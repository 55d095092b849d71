"""People who talk to bots, found."""

import json
from uuid import UUID

import pytest
from authors import Author, done, refused
from persons import PLANTED, hearing_bot, join, run, talk
from talks import ask, visit

from factories import make_person


@pytest.fixture
async def bot(author):
    return await hearing_bot(author)


@pytest.fixture
async def ada(author, worker, bot):
    return await talk(author, bot)


async def test_people_are_found_by_what_is_known_of_them(app, author, ada, bot):
    bob = await visit(author, bot, name="Bob")
    await bob.talk("hello")
    await run(
        app,
        "update user_variables set variables = cast(:told as json) where person_id = :id",
        told=json.dumps({"email": "bob@mail.example", "username": "bobby"}),
        id=UUID(bob.id),
    )

    async def found(search=None):
        items = (await ask(author, "/people", **({"search": search} if search else {})))["items"]
        return [item["name"] for item in items]

    assert await found() == [f"Ada {PLANTED}", "Bob"]
    assert await found("tulip") == [f"Ada {PLANTED}"]
    assert await found("BOB@") == ["Bob"]
    assert await found("bobby") == ["Bob"]
    assert await found(bob.id) == ["Bob"]
    assert await found("100%") == []
    item = (await ask(author, "/people", search="bobby"))["items"][0]
    assert (item["kind"], item["email"], item["username"], item["sessions"]) == (
        "anonymous",
        "bob@mail.example",
        "bobby",
        1,
    )
    first = await ask(author, "/people", limit=1)
    rest = await ask(author, "/people", limit=1, cursor=first["next_cursor"])
    assert [one["id"] for one in (*first["items"], *rest["items"])] == [ada.id, bob.id]


async def test_nobody_sees_people_of_others(app, author, admin, stranger, worker, bot):
    person = Author(author.client, await make_person(app, "USER"))
    channel = await author.channel(bot)
    done(await person.call("POST", f"/channels/{channel}/messages", json={"text": "hello"}), 202)

    async def found(whose):
        return [one["id"] for one in (await ask(whose, "/people", search=person.person.email))["items"]]

    assert await found(author) == await found(admin) == [str(person.person.id)]
    assert await found(stranger) == []
    assert (await person.call("GET", "/people")).status_code == 403
    await join(app, stranger, author, "VIEWER")
    assert await found(stranger) == []
    assert refused(await stranger.call("POST", f"/people/{person.person.id}/export")) == (
        404,
        "person:not_found",
    )
