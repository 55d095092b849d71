"""Who may speak and read in a channel."""

import asyncio

import pytest
from authors import API, NOBODY, Author, done, refused
from sqlalchemy import func, select

from app.storage.models import Session
from eventually import PATIENCE
from factories import make_person


@pytest.fixture
async def channel(author):
    return await author.channel(await author.published())


@pytest.fixture
async def ada(app, author):
    return Author(author.client, await make_person(app, "USER"))


async def say(caller, channel, **message):
    return await caller.call("POST", f"/channels/{channel}/messages", json=message)


async def history(caller, channel, **query):
    return done(await caller.call("GET", f"/channels/{channel}/messages", params=query))


async def count(app, table):
    async with app.state.database.unit_of_work() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def test_who_may_not_enter_neither_speaks_nor_reads(app, author, ada, client):
    private = await author.channel(await author.published(), is_public=False)
    hook = await author.channel(await author.published(), kind="webhook")
    for caller in (ada, Author(client, ada.person)):
        for place in (private, hook, NOBODY):
            for method, path in (("POST", "messages"), ("GET", "messages"), ("POST", "start")):
                answer = await caller.call(
                    method, f"/channels/{place}/{path}", json={"text": "x"} if path == "messages" else {}
                )
                assert refused(answer) == (404, "channel:not_found"), (method, path)
        for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}):
            answer = await caller.client.post(
                f"{API}/channels/{private}/messages", json={"text": "x"}, headers=headers
            )
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_subscriber_enters_a_private_channel_until_taken_off_it(author, ada):
    private = await author.channel(await author.published(), is_public=False)
    joining = {"kind": "user", "member_id": str(ada.person.id)}
    assert (await say(ada, private, text="x")).status_code == 404

    joined = done(await author.call("POST", f"/channels/{private}/subscribers", json=joining), 201)
    done(await say(ada, private, text="x"), 202)
    await author.call("DELETE", f"/channels/{private}/subscribers/{joined['id']}")

    async def is_out():
        return (await say(ada, private, text="x")).status_code == 404

    async with asyncio.timeout(PATIENCE):
        while not await is_out():
            pass


async def test_members_of_the_workspace_and_admins_enter_what_is_private(app, author):
    private = await author.channel(await author.published(), is_public=False)
    admin = Author(author.client, await make_person(app, "ADMIN"))

    for caller in (author, admin):
        done(await say(caller, private, text="x"), 202)


async def test_everybody_has_a_thread_of_their_own_and_a_group_has_one(app, author, ada, channel):
    bob = Author(author.client, await make_person(app, "USER"))
    group = await author.channel(await author.published(), is_group=True)
    for place in (channel, group):
        await say(ada, place, text="Ada")
        await say(bob, place, text="Bob")

    def texts(page):
        return [(item["seq"], item["text"]) for item in page["items"]]

    assert texts(await history(ada, channel)) == [(1, "Ada")]
    assert texts(await history(bob, channel)) == [(1, "Bob")]
    assert texts(await history(ada, group)) == texts(await history(bob, group)) == [(1, "Ada"), (2, "Bob")]
    assert await count(app, Session) == 4


async def test_a_signed_out_token_is_no_good_from_that_moment_on(ada, channel):
    done(await say(ada, channel, text="x"), 202)

    await ada.call("POST", "/auth/logout")

    assert refused(await say(ada, channel, text="y")) == (401, "auth:token_invalid")
