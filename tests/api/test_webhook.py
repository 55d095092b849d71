"""The webhook channel: any JSON comes in, signed where there is a secret; messages go out likewise."""

import json
import time
from dataclasses import replace

import pytest
from authors import NOBODY, done, refused
from calls import BODY, SECRET, call, signature
from sqlalchemy import func, select

from app.kit.signature import TOLERANCE, Call, is_signed, sign
from app.storage.models import Inbox, Message


@pytest.fixture
async def hook(author):
    """A webhook channel without a secret."""
    return await author.channel(await author.published(), kind="webhook")


@pytest.fixture
async def signed(author):
    return await author.channel(await author.published(), kind="webhook", secret=SECRET)


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


WRONG_SIGNATURES = {
    "none": lambda: None,
    "empty": lambda: "",
    "nonsense": lambda: "nonsense",
    "empty parts": lambda: "t=,v2=",
    "a time that is no number": lambda: "t=x,v2=y",
    "no time at all": lambda: "v2=00",
    "a time beyond all times": lambda: "t=9999999999999999999999,v2=00",
    "digits of another script": lambda: "t=١٢٣,v2=00",
    "another secret": lambda: signature(secret="another secret than it"),
    "another body": lambda: signature(body=b"{}"),
    "another sender": lambda: signature(sender="ada"),
    "another key": lambda: signature(key="k-1"),
    "old": lambda: signature(at=int(time.time()) - TOLERANCE - 60),
    "of the future": lambda: signature(at=int(time.time()) + TOLERANCE + 3600),
}


@pytest.mark.parametrize("wrong", WRONG_SIGNATURES)
async def test_a_signature_that_is_missing_wrong_or_old_is_refused(app, author, signed, wrong):
    header = WRONG_SIGNATURES[wrong]()
    headers = {} if header is None else {"x_dbcv_signature": header}
    try:
        answered = await call(author, signed, **headers)
    except UnicodeEncodeError:
        answered = await call(author, signed, x_dbcv_signature=header.encode())

    assert refused(answered) == (401, "webhook:signature")
    assert await count(app, Message) == 0


async def test_a_recorded_call_is_never_another_sender_s_or_a_new_one(app, author, signed):
    bare = signature()
    named = signature(sender="ada", key="k-1")
    done(await call(author, signed, x_dbcv_signature=bare), 202)
    heard = {"x_dbcv_sender": "ada", "idempotency_key": "k-1"}
    done(await call(author, signed, x_dbcv_signature=named, **heard), 202)

    replays = [
        (bare, {"idempotency_key": "k-2"}),
        (bare, {"x_dbcv_sender": "eve"}),
        (named, {**heard, "idempotency_key": "k-2"}),
        (named, {**heard, "x_dbcv_sender": "eve"}),
        (named, {"x_dbcv_sender": "ada"}),
        (named, {"x_dbcv_sender": "ada\xa0k-1"}),
    ]
    for header, headers in replays:
        sent = {name: value.encode("latin-1") for name, value in headers.items()}
        assert refused(await call(author, signed, x_dbcv_signature=header, **sent)) == (
            401,
            "webhook:signature",
        )
    assert await count(app, Inbox) == 2


async def test_a_signature_of_a_name_beyond_ascii_is_of_its_bytes(app, author, signed):
    sent = "Аня".encode()
    header = signature(sender=sent.decode("latin-1"))

    done(await call(author, signed, x_dbcv_signature=header, x_dbcv_sender=sent), 202)


def test_a_signature_is_good_for_its_call_its_moment_and_its_secret_alone():
    call = Call(body=b"body", sender="s", key="k")
    header = sign(b"secret", call, 1000)

    for moment in (1000, 1000 + TOLERANCE, 1000 - TOLERANCE):
        assert is_signed(b"secret", call, header, moment)
    for moment in (1001 + TOLERANCE, 999 - TOLERANCE):
        assert not is_signed(b"secret", call, header, moment)
    for other in ({"body": b"bodY"}, {"sender": "S"}, {"key": None}, {"sender": "", "key": "s\nk"}):
        assert not is_signed(b"secret", replace(call, **other), header, 1000)
    assert not is_signed(b"secreT", call, header, 1000)
    assert not is_signed(b"secret", call, header.replace("t=1000", "t=1001"), 1000)
    assert not is_signed(b"secret", call, header.replace("v2=", "v1="), 1000)


async def test_a_call_that_is_no_json_or_too_large_or_nowhere_is_refused(author, hook):
    web = await author.channel(await author.published())

    assert refused(await call(author, hook, b"{")) == (400, "api:malformed_json")
    assert refused(await call(author, hook, b"")) == (400, "api:malformed_json")
    assert refused(await call(author, hook, b" " * (300 * 1024))) == (413, "api:too_large")
    for channel in (web, NOBODY):
        assert refused(await call(author, channel)) == (404, "channel:not_found")
    too_long = await call(author, hook, x_dbcv_sender="x" * 201)
    assert refused(too_long) == (422, "api:invalid")
