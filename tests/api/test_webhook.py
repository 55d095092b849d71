"""The webhook channel: any JSON comes in, signed where there is a secret; messages go out likewise."""

import asyncio
import json
import time

import pytest
from authors import API, NOBODY, Author, done, refused
from live import working
from sqlalchemy import func, select

from app.channels.webhook.signature import TOLERANCE, is_signed, sign
from app.faststream_app import bot_app, user_app
from app.kit import clock
from app.main import Front
from app.runtime.outbox import publish_left_behind
from app.runtime.postgres import open_pool
from app.storage.models import DeadLetter, Inbox, Message, Outbox
from drive import calling
from egress_servers import answer, serving
from factories import make_person

SECRET = "sixteen characters and more"
BODY = b'{"text": "hello", "order": 7}'


@pytest.fixture
async def hook(author):
    """A webhook channel without a secret."""
    return await author.channel(await author.published(), kind="webhook")


@pytest.fixture
async def signed(author):
    return await author.channel(await author.published(), kind="webhook", secret=SECRET)


async def call(author, channel, body=BODY, **headers):
    """Nobody signs in to call a webhook."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await author.client.post(f"{API}/channels/{channel}/webhook", content=body, headers=named)


def signature(body=BODY, secret=SECRET, at=None):
    return sign(secret.encode(), body, int(time.time()) if at is None else at)


async def messages(app):
    async with app.state.database.unit_of_work() as session:
        return [
            json.loads(json.dumps(row.body))
            for row in await session.scalars(select(Message).order_by(Message.seq))
        ]


async def count(app, table):
    async with app.state.database.unit_of_work() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def test_any_json_becomes_params_and_a_text_in_it_is_heard(app, author, hook):
    for body in (BODY, b"[1, 2]", b'"word"', b"null", b"{}"):
        assert done(await call(author, hook, body), 202)["status"] == "accepted"

    kept = await messages(app)
    assert (kept[0]["text"], kept[0]["params"]) == ("hello", {"text": "hello", "order": 7})
    assert [one["params"] for one in kept[1:]] == [{"body": [1, 2]}, {"body": "word"}, {"body": None}, {}]
    assert await count(app, Inbox) == 5


async def test_who_speaks_is_whom_the_caller_names(app, author, hook):
    seqs = [
        done(await call(author, hook, x_dbcv_sender=sender), 202)["seq"] for sender in ("ada", "bob", "ada")
    ]
    unnamed = done(await call(author, hook), 202)["seq"]

    assert (seqs, unnamed) == ([1, 1, 2], 1)


async def test_a_call_repeated_under_its_name_is_handled_once(app, author, hook):
    first = done(await call(author, hook, idempotency_key="k-1"), 202)
    again = done(await call(author, hook, idempotency_key="k-1"), 202)
    other = done(await call(author, hook, idempotency_key="k-2"), 202)

    assert first == again
    assert other["seq"] > first["seq"]
    assert await count(app, Inbox) == 2


async def test_a_signed_call_is_heard_and_a_recorded_one_is_not_heard_twice(app, author, signed):
    header = signature()

    first = done(await call(author, signed, x_dbcv_signature=header), 202)
    replayed = done(await call(author, signed, x_dbcv_signature=header), 202)

    assert first == replayed
    assert await count(app, Inbox) == 1


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        "t=,v1=",
        "t=x,v1=y",
        "v1=00",
        "t=9999999999999999999999,v1=00",
        "t=١٢٣,v1=00",
        signature(secret="another secret than it"),
        signature(body=b"{}"),
        signature(at=int(time.time()) - TOLERANCE - 60),
        signature(at=int(time.time()) + TOLERANCE + 3600),
    ],
)
async def test_a_signature_that_is_missing_wrong_or_old_is_refused(app, author, signed, header):
    headers = {} if header is None else {"x_dbcv_signature": header}
    try:
        answered = await call(author, signed, **headers)
    except UnicodeEncodeError:
        answered = await call(author, signed, x_dbcv_signature=header.encode())

    assert refused(answered) == (401, "webhook:signature")
    assert await count(app, Message) == 0


def test_a_signature_is_good_for_its_body_its_moment_and_its_secret_alone():
    header = sign(b"secret", b"body", 1000)

    assert is_signed(b"secret", b"body", header, 1000)
    assert is_signed(b"secret", b"body", header, 1000 + TOLERANCE)
    assert is_signed(b"secret", b"body", header, 1000 - TOLERANCE)
    assert not is_signed(b"secret", b"body", header, 1001 + TOLERANCE)
    assert not is_signed(b"secret", b"body", header, 999 - TOLERANCE)
    assert not is_signed(b"secret", b"bodY", header, 1000)
    assert not is_signed(b"secreT", b"body", header, 1000)
    assert not is_signed(b"secret", b"body", header.replace("t=1000", "t=1001"), 1000)


async def test_a_call_that_is_no_json_or_too_large_or_nowhere_is_refused(author, hook):
    web = await author.channel(await author.published())

    assert refused(await call(author, hook, b"{")) == (400, "api:malformed_json")
    assert refused(await call(author, hook, b"")) == (400, "api:malformed_json")
    assert refused(await call(author, hook, b" " * (300 * 1024))) == (413, "api:too_large")
    for channel in (web, NOBODY):
        assert refused(await call(author, channel)) == (404, "channel:not_found")
    too_long = await call(author, hook, x_dbcv_sender="x" * 201)
    assert refused(too_long) == (422, "api:invalid")


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
    async with asyncio.timeout(20):
        while not (found := await look()):
            pass
        return found


async def test_a_reply_is_posted_to_the_channels_address_with_a_signature(system):
    app, author = system
    async with serving(answer(204)) as there:
        channel = await opened(author, f"{there.url}/in?x=1", secret=SECRET)
        done(await call(author, channel, x_dbcv_sender="ada", x_dbcv_signature=signature()), 202)

        async def taken():
            return await count(app, Outbox) == 0 and there.seen

        post = (await until(taken))[0]

    body = json.loads(post.body)
    assert post.line.startswith("POST /in?x=1 ")
    assert (body["channel_id"], body["sender"]) == (channel, "ada")
    assert (body["message"]["seq"], body["message"]["text"]) == (2, "Hello ada")
    assert post.header("content-type") == "application/json"
    assert post.header("idempotency-key") == body["message"]["id"]
    assert is_signed(SECRET.encode(), post.body, post.header("x-dbcv-signature"), int(time.time()))
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
            await publish_left_behind(pool, app.state.redis, clock.now())
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
    again = await author.call("POST", f"/bots/{letter.bot_id}/dead-letters/{letter.id}/replay")
    assert refused(again) == (409, "dead_letter:replayed")
    assert await count(app, Outbox) == 0


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
