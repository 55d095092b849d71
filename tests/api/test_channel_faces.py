"""How a channel's chat looks to strangers, and which sites may show its page."""

from uuid import uuid4

import pytest
from authors import API, done, refused

from chat_build import built_chat

LOOK = {
    "theme": "dark",
    "accent": "#7a1fa2",
    "position": "left",
    "language": "ru",
    "start_message": "Чем помочь?",
    "identity_required": False,
}
USUAL = {
    "theme": "auto",
    "accent": None,
    "position": "right",
    "language": "auto",
    "start_message": None,
    "identity_required": False,
}


@pytest.fixture
def public(author):
    async def made(**settings):
        return await author.channel(await author.published(), is_public=True, **settings)

    return made


async def look(client, channel):
    return done(await client.get(f"{API}/channels/{channel}/widget"))


async def frames(client, channel):
    policy = (await client.get(f"/chat/{channel}")).headers["content-security-policy"]
    return next(part for part in policy.split("; ") if part.startswith("frame-ancestors"))


async def test_strangers_see_how_a_public_channel_looks(author, client, public):
    channel = await public(settings=LOOK)
    assert await look(client, channel) == LOOK
    whole = done(await author.call("GET", f"/channels/{channel}"))
    assert whole["settings"].items() <= LOOK.items()


async def test_a_closed_channel_looks_like_one_that_is_not_there(author, client):
    closed = await author.channel(await author.published(), is_public=False, settings=LOOK)
    assert await look(client, closed) == await look(client, uuid4()) == USUAL


@pytest.mark.parametrize(
    "settings",
    [
        {"theme": "pink"},
        {"accent": "red"},
        {"accent": "#12345"},
        {"position": "top"},
        {"start_message": "x" * 301},
    ],
)
async def test_a_look_nobody_can_draw_is_refused(author, settings):
    bot = await author.published()
    wanted = {"name": "Shop", "default_bot_id": bot, "settings": settings}
    assert refused(await author.call("POST", "/channels", json=wanted)) == (422, "api:invalid")


async def test_the_page_is_framed_by_the_channels_sites_alone(client, public):
    built_chat()
    listed = await public(allowed_origins=["https://shop.example", "https://shop.example:8443"])
    assert (
        await frames(client, listed)
        == "frame-ancestors 'self' https://shop.example https://shop.example:8443"
    )
    assert await frames(client, await public()) == "frame-ancestors 'none'"
    assert await frames(client, uuid4()) == "frame-ancestors 'none'"


async def test_an_origin_cannot_add_to_the_policy(author):
    bot = await author.published()
    wanted = {"name": "Shop", "default_bot_id": bot, "allowed_origins": ["https://a.example;script-src"]}
    answer = await author.call("POST", "/channels", json=wanted)
    if answer.status_code == 201:
        assert ";script-src" not in await frames(author.client, answer.json()["id"])
