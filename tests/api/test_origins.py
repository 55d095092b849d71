"""Which pages may reach a channel from a browser: its own list, the operator's, and ours; no others."""

import pytest
from authors import API, Author, done, refused
from live import Place, served

from app.main import Front
from drive import calling
from factories import make_person

SHOP, EVIL, OPERATOR = "https://shop.example", "https://evil.example", "https://operator.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


@pytest.fixture
async def author(start_app):
    app = await start_app(cors_origins=OPERATOR)
    async with calling(Front(app)) as client:
        yield Author(client, await make_person(app, "DEVELOPER"))


@pytest.fixture
async def channel(author):
    return await author.channel(await author.published(), allowed_origins=[f"{SHOP}/"])


def paths(channel):
    return [f"/channels/{channel}", *(f"/channels/{channel}/{name}" for name in ("messages", "start"))]


async def ask(author, path, origin):
    return await author.client.options(API + path, headers={"Origin": origin, **PREFLIGHT})


@pytest.mark.parametrize("origin", [SHOP, OPERATOR])
async def test_a_listed_page_may_call_the_channel(author, channel, origin):
    for path in paths(channel):
        asked = await ask(author, path, origin)
        assert asked.status_code in (200, 204), path
        assert asked.headers["access-control-allow-origin"] == origin
        assert "POST" in asked.headers["access-control-allow-methods"]
        assert "authorization" in asked.headers["access-control-allow-headers"].lower()

    said = await author.call(
        "POST", f"/channels/{channel}/messages", json={"text": "x"}, headers={"Origin": origin}
    )
    read = await author.call("GET", f"/channels/{channel}/messages", headers={"Origin": origin})
    for answer in (said, read):
        assert answer.is_success
        assert answer.headers.get_list("access-control-allow-origin") == [origin]
        assert "origin" in answer.headers["vary"].lower()
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin", [EVIL, "http://shop.example", f"{SHOP}.evil.example", f"{SHOP}:8443", "null", "x"]
)
async def test_no_other_page_may(author, channel, origin):
    for path in paths(channel):
        asked = await ask(author, path, origin)
        assert asked.status_code >= 400, path
        assert "access-control-allow-origin" not in asked.headers

    said = await author.call(
        "POST", f"/channels/{channel}/messages", json={"text": "x"}, headers={"Origin": origin}
    )
    assert refused(said) == (403, "channel:origin")
    assert "access-control-allow-origin" not in said.headers
    assert done(await author.call("GET", f"/channels/{channel}/messages"))["items"] == []


async def test_our_own_page_and_callers_that_are_no_page_need_no_list(author):
    channel = await author.channel(await author.published())
    for headers in ({}, {"Origin": "http://dbcv"}):
        answer = await author.call(
            "POST", f"/channels/{channel}/messages", json={"text": "x"}, headers=headers
        )
        assert answer.status_code == 202


async def test_a_channel_may_be_open_to_every_page(author):
    channel = await author.channel(await author.published(), allowed_origins=["*"])

    answer = await author.call(
        "POST", f"/channels/{channel}/messages", json={"text": "x"}, headers={"Origin": EVIL}
    )

    assert answer.status_code == 202
    assert answer.headers["access-control-allow-origin"] == EVIL


async def test_errors_reach_a_listed_page_too(author, channel):
    empty = await author.call("POST", f"/channels/{channel}/messages", json={}, headers={"Origin": SHOP})

    assert refused(empty) == (422, "message:empty")
    assert empty.headers["access-control-allow-origin"] == SHOP


@pytest.mark.parametrize("body", [b"{", b" " * (300 * 1024)])
async def test_errors_of_the_body_reach_it_as_well(author, channel, body):
    headers = {"Origin": SHOP, "Content-Type": "application/json"}
    answer = await author.call("POST", f"/channels/{channel}/messages", content=body, headers=headers)

    assert answer.status_code in (400, 413)
    assert answer.headers["access-control-allow-origin"] == SHOP


async def test_an_expired_token_is_told_to_a_listed_page(author, channel):
    headers = {"Origin": SHOP, "Authorization": "Bearer x.y.z"}
    answer = await author.client.post(
        f"{API}/channels/{channel}/messages", json={"text": "x"}, headers=headers
    )

    assert refused(answer) == (401, "auth:token_invalid")
    assert answer.headers["access-control-allow-origin"] == SHOP


async def test_a_page_on_some_channels_list_may_sign_a_visitor_in_and_no_other(author, channel):
    for path in ("/auth/anonymous", "/auth/refresh"):
        assert (await ask(author, path, SHOP)).headers["access-control-allow-origin"] == SHOP
        assert "access-control-allow-origin" not in (await ask(author, path, EVIL)).headers
    visited = await author.client.post(f"{API}/auth/anonymous", json={}, headers={"Origin": SHOP})
    assert visited.headers["access-control-allow-origin"] == SHOP
    assert done(visited, 201)["access_token"]


async def test_a_channels_list_opens_nothing_else(author, channel):
    for path in ("/bots", "/channels", "/auth/login"):
        asked = await ask(author, path, SHOP)
        answered = await author.call("GET", path, headers={"Origin": SHOP})
        assert "access-control-allow-origin" not in asked.headers
        assert "access-control-allow-origin" not in answered.headers


async def test_sockets_are_opened_by_listed_pages_alone(start_app, author, channel):
    app = author.client._transport.app.app
    async with served(app) as address:
        place = Place(address)
        for origin in (SHOP, OPERATOR, f"http://{address}", None):
            async with place.socket(channel, author.headers, origin=origin) as talk:
                assert (await talk.say("x"))["type"] == "accepted"
        for origin in (EVIL, "null", "http://["):
            async with place.socket(channel, author.headers, origin=origin) as talk:
                assert (await talk.frame())["error"]["code"] == "channel:origin"
                assert await talk.closed() == (1008, "channel:origin")
