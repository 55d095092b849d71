"""What a bot says in a webhook channel, posted to its address."""

import asyncio
import json
import time

import pytest
from authors import Author, done, refused
from calls import SECRET, call, signature
from live import working
from sqlalchemy import func, select

from app.faststream_app import bot_app, user_app
from app.kit import clock
from app.kit.signature import Call, is_signed
from app.main import Front
from app.runtime.outbox import LeftBehind
from app.runtime.postgres import open_pool
from app.storage.models import DeadLetter, Outbox
from drive import calling
from egress_servers import answer, serving
from eventually import PATIENCE
from factories import make_person


async def count(app, table):
    async with app.state.database.unit_of_work() as session:
        return await session.scalar(select(func.count()).select_from(table))


@pytest.fixture
async def system(start_app):
    """A process that may reach loopback, with both workers; an author who calls it; and its settings."""
    app = await start_app(egress_allow="127.0.0.1")
    settings = app.state.parts.settings
    async with calling(Front(app)) as client, working(user_app(settings)), working(bot_app(settings)):
        yield app, Author(client, await make_person(app, "DEVELOPER"))


async def opened(author, url, **fields):
    bot = await author.published()
    return await author.channel(bot, kind="webhook", settings={"url": url}, **fields)


async def until(look):
    """Poll what a worker brings about, sweeping as the clock process does."""
    async with asyncio.timeout(PATIENCE):
        while not (found := await look()):
            pass
        return found


async def test_a_reply_is_posted_to_the_channels_address_with_a_signature(system):
    app, author = system
    async with serving(answer(204)) as there:
        channel = await opened(author, f"{there.url}/in?x=1", secret=SECRET)
        header = signature(sender="ada")
        done(await call(author, channel, x_dbcv_sender="ada", x_dbcv_signature=header), 202)

        async def taken():
            return await count(app, Outbox) == 0 and there.seen

        post = (await until(taken))[0]

    body = json.loads(post.body)
    assert post.line.startswith("POST /in?x=1 ")
    assert (body["channel_id"], body["sender"]) == (channel, "ada")
    assert (body["message"]["seq"], body["message"]["text"]) == (2, "Hello ada")
    assert post.header("content-type") == "application/json"
    assert post.header("idempotency-key") == body["message"]["id"]
    posted = Call(body=post.body, key=post.header("idempotency-key"))
    assert is_signed(SECRET.encode(), posted, post.header("x-dbcv-signature"), int(time.time()))
    assert await count(app, DeadLetter) == 0


async def test_a_reply_that_is_not_taken_is_tried_again_in_order(system):
    app, author = system
    answers = [answer(503), *[answer(200)] * 5]

    async def taking_turns(seen, writer):
        writer.write(answers.pop(0))

    pool = await open_pool(app.state.parts.settings.postgres_dsn, size=1)
    async with serving(taking_turns) as there:
        channel = await opened(author, there.url)
        for number in range(2):
            done(await call(author, channel, json.dumps({"text": f"{number}"}).encode()), 202)

        async def all_taken():
            await LeftBehind(pool, app.state.redis).publish(clock.now())
            return len(there.seen) >= 3 and await count(app, Outbox) == 0

        await until(all_taken)
    await pool.close()

    sent = [json.loads(post.body)["message"] for post in there.seen]
    assert sent[0] == sent[1]
    numbers = [message["seq"] for message in sent[1:]]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 2
    assert there.seen[0].header("idempotency-key") == there.seen[1].header("idempotency-key")


async def test_who_is_gone_for_good_is_told_nothing_more_and_the_author_can_see_it(system):
    app, author = system
    async with serving(answer(410)) as there:
        channel = await opened(author, there.url)
        done(await call(author, channel), 202)

        async def given_up():
            return await count(app, DeadLetter)

        await until(given_up)
    async with app.state.database.unit_of_work() as session:
        letter = await session.scalar(select(DeadLetter))
    listed = done(await author.call("GET", f"/bots/{letter.bot_id}/dead-letters"))["items"]

    assert len(there.seen) == 1
    assert [(one["kind"], one["error"], one["replayed_at"]) for one in listed] == [
        ("delivery", "webhook:status_410", None)
    ]
    assert await count(app, Outbox) == 0


async def test_a_message_that_nobody_took_is_carried_again_when_its_author_says_so(system):
    app, author = system
    answers = [answer(410), answer(200)]

    async def refusing_once(seen, writer):
        writer.write(answers.pop(0))

    async with serving(refusing_once) as there:
        channel = await opened(author, there.url)
        done(await call(author, channel), 202)

        async def given_up():
            return await count(app, DeadLetter)

        await until(given_up)
        async with app.state.database.unit_of_work() as session:
            letter = await session.scalar(select(DeadLetter))
        path = f"/bots/{letter.bot_id}/dead-letters/{letter.id}/replay"
        again = done(await author.call("POST", path))

        async def taken():
            return await count(app, Outbox) == 0 and len(there.seen) == 2

        await until(taken)

    assert again == {"session_id": None, "thread_id": str(letter.thread_id)}
    assert there.seen[0].body == there.seen[1].body
    assert refused(await author.call("POST", path)) == (409, "dead_letter:replayed")


async def test_an_address_inside_the_network_is_never_posted_to(start_app):
    app = await start_app()
    settings = app.state.parts.settings
    async with (
        serving(answer(200)) as there,
        calling(Front(app)) as client,
        working(user_app(settings)),
        working(bot_app(settings)),
    ):
        author = Author(client, await make_person(app, "DEVELOPER"))
        done(await call(author, await opened(author, there.url)), 202)

        async def given_up():
            return await count(app, DeadLetter)

        await until(given_up)

    assert there.seen == []
