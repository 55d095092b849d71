"""/bots/{id}/access: sharing a bot, leaving it, and what is open of it then."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from authors import NOBODY, Author, done, refused
from sqlalchemy import select
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.storage.models import Audit
from drive import calling
from eventually import PATIENCE
from factories import make_person


@pytest.fixture
def somebody(app, author):
    async def somebody(role="DEVELOPER", email=None) -> Author:
        return Author(author.client, await make_person(app, role, email))

    return somebody


async def shared(author, bot, other, role="EDITOR"):
    body = {"user_id": str(other.person.id), "role": role}
    return done(await author.call("POST", f"/bots/{bot}/access", json=body))


async def test_a_bot_is_shared_by_address_and_the_role_says_what_one_may_do(author, somebody):
    other = await somebody(email="grace@example.org")
    bot = (await author.import_bot())["id"]

    body = {"email": "Grace@Example.org", "role": "VIEWER"}
    made = done(await author.call("POST", f"/bots/{bot}/access", json=body))
    assert (made["user_id"], made["access"], made["share"]) == (str(other.person.id), "VIEWER", "VIEWER")
    assert made["is_effective"] is True
    assert done(await other.call("GET", f"/bots/{bot}"))["id"] == bot
    assert refused(await other.call("PATCH", f"/bots/{bot}", json={"name": "N"})) == (403, "bot:forbidden")

    raised = await author.call("PUT", f"/bots/{bot}/access/{other.person.id}", json={"role": "EDITOR"})
    assert done(raised)["access"] == "EDITOR"
    assert done(await other.call("PATCH", f"/bots/{bot}", json={"name": "N"}))["name"] == "N"


async def test_the_list_tells_how_everybody_has_the_bot_page_by_page(author, somebody):
    others = [await somebody() for _ in range(3)]
    bot = (await author.import_bot())["id"]
    for other in others:
        await shared(author, bot, other)

    people, cursor = [], None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = done(await author.call("GET", f"/bots/{bot}/access", params=query))
        people += page["items"]
        if (cursor := page["next_cursor"]) is None:
            break
    by_id = {one["user_id"]: one for one in people}
    assert len(people) == len(by_id) == 4
    mine = by_id[str(author.person.id)]
    assert (mine["access"], mine["workspace_role"], mine["share"]) == ("OWNER", "owner", None)
    assert {by_id[str(one.person.id)]["share"] for one in others} == {"EDITOR"}
    assert all(one["email"] for one in people)


async def test_addresses_are_not_for_those_with_a_single_share(author, somebody):
    other = await somebody()
    bot = (await author.import_bot())["id"]
    await shared(author, bot, other)

    seen = done(await other.call("GET", f"/bots/{bot}/access"))["items"]

    assert {one["email"] for one in seen} == {None}


async def test_only_an_owner_shares_and_nobody_else_learns_which_addresses_are_known(author, somebody):
    editor, stranger, known = await somebody(), await somebody(), await somebody(email="known@example.org")
    bot = (await author.import_bot())["id"]
    await shared(author, bot, editor)

    for who, expected in ((editor, (403, "bot:forbidden")), (stranger, (404, "bot:not_found"))):
        for address in (known.person.email, "unknown@example.org"):
            body = {"email": address, "role": "VIEWER"}
            assert refused(await who.call("POST", f"/bots/{bot}/access", json=body)) == expected
    unknown = {"email": "unknown@example.org", "role": "VIEWER"}
    assert refused(await author.call("POST", f"/bots/{bot}/access", json=unknown)) == (404, "user:not_found")
    put = await author.call("PUT", f"/bots/{bot}/access/{NOBODY}", json={"role": "VIEWER"})
    assert refused(put) == (404, "user:not_found")


@pytest.mark.parametrize(
    "body",
    [
        {"role": "VIEWER"},
        {"user_id": NOBODY, "email": "a@example.org", "role": "VIEWER"},
        {"user_id": NOBODY, "role": "owner"},
        {"email": "nobody", "role": "VIEWER"},
    ],
)
async def test_a_faulty_share_is_refused(author, body):
    bot = (await author.import_bot())["id"]

    assert refused(await author.call("POST", f"/bots/{bot}/access", json=body)) == (422, "api:invalid")


async def test_who_only_chats_is_listed_as_not_able_to_use_it(author, somebody):
    chats = await somebody("USER")
    bot = (await author.import_bot())["id"]

    assert (await shared(author, bot, chats))["is_effective"] is False
    assert refused(await chats.call("GET", f"/bots/{bot}")) == (403, "auth:role_needed")


async def test_an_owner_takes_a_share_back_and_anybody_leaves(app, author, somebody):
    taken, leaver, editor = await somebody(), await somebody(), await somebody()
    bot = (await author.import_bot())["id"]
    for one in (taken, leaver, editor):
        await shared(author, bot, one)

    path = f"/bots/{bot}/access"
    forbidden = await editor.call("DELETE", f"{path}/{taken.person.id}")
    assert refused(forbidden) == (403, "bot:forbidden")
    assert (await author.call("DELETE", f"{path}/{taken.person.id}")).status_code == 204
    assert (await leaver.call("DELETE", f"{path}/{leaver.person.id}")).status_code == 204

    for one in (taken, leaver):
        assert refused(await one.call("GET", f"/bots/{bot}")) == (404, "bot:not_found")
    again = await author.call("DELETE", f"{path}/{taken.person.id}")
    assert refused(again) == (404, "access:not_shared")
    own = await author.call("DELETE", f"{path}/{author.person.id}")
    assert refused(own) == (404, "access:not_shared")
    async with app.state.database.unit_of_work() as session:
        lines = list(await session.scalars(select(Audit).where(Audit.action.startswith("access."))))
    assert [line.action for line in lines] == ["access.put"] * 3 + ["access.delete"] * 2
    assert {line.bot_id for line in lines} == {lines[0].bot_id}
    assert (lines[-1].actor_id, lines[-1].before) == (leaver.person.id, {"role": "EDITOR"})


@asynccontextmanager
async def opened(place, who, bot):
    token = who.headers["Authorization"].removeprefix("Bearer ")
    address = f"ws://{place.address}/ws/bot?bot_id={bot}"
    async with connect(address, subprotocols=["bearer", token], proxy=None) as socket:
        while json.loads(await socket.recv())["type"] != "hello":
            pass
        yield socket


async def closing(socket):
    async with asyncio.timeout(5):  # less than the regular look
        while True:
            try:
                await socket.recv()
            except ConnectionClosed as closed:
                return closed.rcvd.code, closed.rcvd.reason


async def test_what_is_open_of_a_bot_closes_with_the_share(author, somebody, place):
    other = await somebody()
    bot = (await author.import_bot())["id"]
    await shared(author, bot, other)

    async with opened(place, other, bot) as theirs, opened(place, author, bot) as mine:
        await author.call("DELETE", f"/bots/{bot}/access/{other.person.id}")
        assert await closing(theirs) == (1008, "bot:not_found")
        await mine.send(json.dumps({"type": "presence", "step": None}))
        async with asyncio.timeout(PATIENCE):
            while json.loads(await mine.recv())["type"] != "presence":
                pass


async def test_what_is_open_of_a_bot_closes_in_other_processes_too(author, somebody, place, start_app):
    elsewhere = await start_app()
    other = await somebody()
    bot = (await author.import_bot())["id"]
    await shared(author, bot, other)

    async with opened(place, other, bot) as theirs:
        async with calling(elsewhere) as client:
            there = Author(client, author.person)
            await there.call("DELETE", f"/bots/{bot}/access/{other.person.id}")
        assert await closing(theirs) == (1008, "bot:not_found")
