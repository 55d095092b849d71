"""Whom a site's server vouches for: who they are, where, and what is refused."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from authors import API, Author, done, refused
from sqlalchemy import text
from vouching import SECRET, signed

from app.main import Front
from drive import calling
from factories import make_person


@dataclass(frozen=True, slots=True)
class Place:
    """An installation and somebody who makes bots there."""

    app: Any
    author: Author


@asynccontextmanager
async def served(start_app: Any, **settings: Any) -> AsyncIterator[Place]:
    app = await start_app(**settings)
    async with calling(Front(app)) as client:
        yield Place(app, Author(client, await make_person(app, "DEVELOPER")))


@pytest.fixture
async def place(start_app):
    async with served(start_app) as place:
        yield place


@pytest.fixture
async def channel(place: Place) -> str:
    bot = await place.author.published()
    return await place.author.channel(bot, secret=SECRET, is_public=False)


async def tell(place: Place, channel: str, token: str) -> Any:
    return await place.author.client.post(f"{API}/channels/{channel}/identity", json={"token": token})


async def vouched(place: Place, channel: str, secret: str = SECRET, **claims: Any) -> dict:
    return done(await tell(place, channel, signed(secret, **{"aud": channel, **claims})))


async def call(place: Place, tokens: dict, method: str, path: str, **options: Any) -> Any:
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    return await place.author.client.request(method, f"{API}{path}", headers=headers, **options)


async def test_the_same_external_id_is_the_same_person_on_every_device(place, channel):
    one = await vouched(place, channel, name="Ada", email="Ada@Shop.example")
    other = await vouched(place, channel)
    stranger = await vouched(place, channel, sub="customer-43")

    assert one["user"]["id"] == other["user"]["id"] != stranger["user"]["id"]
    assert (other["user"]["name"], other["user"]["email"]) == ("Ada", "ada@shop.example")
    assert one["user"]["kind"] == "anonymous"
    said = await call(place, one, "POST", f"/channels/{channel}/messages", json={"text": "Hello"})
    assert said.status_code == 202
    read = done(await call(place, other, "GET", f"/channels/{channel}/messages"))
    assert read["items"][0]["text"] == "Hello"
    assert done(await call(place, stranger, "GET", f"/channels/{channel}/messages"))["items"] == []


async def test_what_the_site_tells_anew_is_known_at_once(place, channel):
    tokens = await vouched(place, channel, name="Ada")
    await call(place, tokens, "POST", f"/channels/{channel}/messages", json={"text": "One"})
    await vouched(place, channel, name="Ada Lovelace")
    await call(place, tokens, "POST", f"/channels/{channel}/messages", json={"text": "Two"})

    me = done(await call(place, tokens, "GET", "/auth/me"))
    assert me["name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("code", "claims"),
    [
        ("identity:expired", {"exp": int(time.time()) - 3600}),
        ("identity:too_long", {"exp": int(time.time()) + 2 * 86_400}),
        ("identity:other_channel", {"aud": str(uuid4())}),
        ("identity:malformed", {"sub": ""}),
        ("identity:malformed", {"sub": 42}),
        ("identity:malformed", {"sub": "customer\x00"}),
        ("identity:malformed", {"sub": "customer\ud800"}),
        ("identity:malformed", {"jti": "once\x00"}),
        ("identity:malformed", {"exp": "soon"}),
        ("identity:malformed", {"exp": float("nan")}),
        ("identity:malformed", {"email": "no address"}),
    ],
)
async def test_a_token_that_says_the_wrong_thing_is_refused(place, channel, code, claims):
    token = signed(SECRET, **{"aud": channel, **claims})
    assert refused(await tell(place, channel, token)) == (401, code)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("identity:signature", lambda token: token[:-4] + "AAAA"),
        ("identity:signature", lambda token: token.rpartition(".")[0] + "."),
        ("identity:malformed", lambda token: token.rpartition(".")[0]),
        ("identity:malformed", lambda token: "ж" + token),
        ("identity:malformed", lambda _: "..."),
        ("identity:malformed", lambda _: "a.b.c"),
    ],
)
async def test_a_token_that_was_tampered_with_is_refused(place, channel, code, change):
    token = change(signed(SECRET, aud=channel))
    assert refused(await tell(place, channel, token)) == (401, code)


async def test_a_token_with_a_name_of_its_own_signs_in_once(place, channel):
    once = signed(SECRET, aud=channel, jti="4711")
    done(await tell(place, channel, once))
    assert refused(await tell(place, channel, once)) == (401, "identity:used")
    assert refused(await tell(place, channel, signed(SECRET, aud=channel, jti="4711", sub="another"))) == (
        401,
        "identity:used",
    )
    done(await tell(place, channel, signed(SECRET, aud=channel, jti="4712")))
    faulty = signed("another secret", aud=channel, jti="4713")
    assert refused(await tell(place, channel, faulty)) == (401, "identity:signature")
    done(await tell(place, channel, signed(SECRET, aud=channel, jti="4713")))  # a forgery uses up nothing


async def test_a_name_used_in_one_channel_is_free_in_another(place, channel):
    other = await place.author.channel(await place.author.published(), secret=SECRET)
    for one in (channel, other):
        done(await tell(place, one, signed(SECRET, aud=one, jti="4711")))


@pytest.mark.parametrize("alg", ["none", "RS256", "HS512"])
async def test_only_one_way_of_signing_is_read(place, channel, alg):
    token = signed(SECRET, {"alg": alg}, aud=channel)
    assert refused(await tell(place, channel, token)) == (401, "identity:malformed")


async def test_a_channel_without_a_secret_vouches_for_nobody(place, channel):
    bare = await place.author.channel(await place.author.published())
    for other in (bare, str(uuid4())):
        token = signed("", aud=other)
        assert refused(await tell(place, other, token)) == (404, "channel:not_found")


async def test_who_is_vouched_for_in_one_channel_enters_no_other(place, channel):
    public = await place.author.channel(await place.author.published(), is_public=True)
    tokens = await vouched(place, channel)
    for method, path in (("GET", "messages"), ("POST", "start")):
        answer = await call(place, tokens, method, f"/channels/{public}/{path}")
        assert refused(answer) == (404, "channel:not_found")
    renewed = done(
        await place.author.client.post(f"{API}/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
    )
    assert (await call(place, renewed, "GET", f"/channels/{public}/messages")).status_code == 404
    assert (await call(place, renewed, "GET", f"/channels/{channel}/messages")).status_code == 200


async def test_where_identity_is_required_nobody_else_enters(place, channel):
    settings = {"identity_required": True}
    done(
        await place.author.call(
            "PATCH", f"/channels/{channel}", json={"is_public": True, "settings": settings}
        )
    )
    anybody = done(await place.author.client.post(f"{API}/auth/anonymous"), 201)
    answer = await call(place, anybody, "POST", f"/channels/{channel}/start")
    assert refused(answer) == (403, "identity:required")
    tokens = await vouched(place, channel)
    assert (await call(place, tokens, "POST", f"/channels/{channel}/start")).status_code == 202


async def test_a_new_secret_leaves_the_old_one_some_time(place, channel):
    made = done(await place.author.call("POST", f"/channels/{channel}/secret"), 201)
    assert made["old_secret_until"] is not None
    await vouched(place, channel)
    await vouched(place, channel, made["secret"])

    now = done(await place.author.call("POST", f"/channels/{channel}/secret", json={"overlap_hours": 0}), 201)
    for old in (SECRET, made["secret"]):
        answer = await tell(place, channel, signed(old, aud=channel))
        assert refused(answer) == (401, "identity:signature")
    await vouched(place, channel, now["secret"])


async def test_a_secret_that_is_set_by_hand_ends_the_old_ones(place, channel):
    made = done(await place.author.call("POST", f"/channels/{channel}/secret"), 201)
    done(await place.author.call("PATCH", f"/channels/{channel}", json={"secret": "another-long-secret"}))
    for old in (SECRET, made["secret"]):
        answer = await tell(place, channel, signed(old, aud=channel))
        assert refused(answer) == (401, "identity:signature")


async def test_a_webhook_has_no_secret_made_for_it(place):
    webhook = await place.author.channel(await place.author.published(), kind="webhook")
    answer = await place.author.call("POST", f"/channels/{webhook}/secret")
    assert refused(answer) == (422, "channel:not_web")


async def test_guessing_is_slowed_down(start_app):
    async with served(start_app, anonymous_per_minute=3) as place:
        channel = await place.author.channel(await place.author.published(), secret=SECRET)
        codes = [refused(await tell(place, channel, signed("x", aud=channel)))[0] for _ in range(4)]
    assert codes == [401, 401, 401, 429]


async def test_bots_know_whom_the_site_calls_how(place, channel):
    tokens = await vouched(place, channel, name="Ada", email="ada@shop.example")
    done(await call(place, tokens, "POST", f"/channels/{channel}/start"), 202)
    person = tokens["user"]["id"]
    async with place.app.state.database.unit_of_work() as session:
        asked = text("select variables from user_variables where person_id = :person")
        told = await session.scalar(asked, {"person": person})
    assert (told["external_id"], told["name"], told["email"]) == ("customer-42", "Ada", "ada@shop.example")
