"""Finding channels and subscribers again."""

import pytest
from authors import done, refused, visitor

from factories import make_person


async def gathered(author, path, **query):
    found, cursor = [], None
    while True:
        page = done(await author.call("GET", path, params=query | ({"cursor": cursor} if cursor else {})))
        found += page["items"]
        if (cursor := page["next_cursor"]) is None:
            return found


@pytest.fixture
async def channels(author):
    bot = (await author.import_bot())["id"]
    return bot, [
        await author.channel(bot, name="beta"),
        await author.channel(name="Alpha", is_public=False),
        await author.channel(name="gamma 100%", kind="webhook"),
    ]


async def test_channels_are_searched_sorted_and_narrowed(author, channels):
    bot, made = channels

    async def listed(**query):
        return [made.index(one["id"]) for one in await gathered(author, "/channels", **query)]

    assert await listed(limit=1) == [0, 1, 2]
    assert await listed(sort="name", limit=2) == [1, 0, 2]
    assert await listed(sort="-created_at", limit=1) == [2, 1, 0]
    await author.call("PATCH", f"/channels/{made[0]}", json={"allowed_origins": ["https://a.example"]})
    assert await listed(sort="updated_at", limit=1) == [1, 2, 0]
    assert await listed(search="ALPH") == [1]
    assert await listed(search="%") == [2]
    assert await listed(kind="webhook") == [2]
    assert await listed(is_public="false") == [1]
    assert await listed(default_bot_id=bot) == [0]
    for query in ({"sort": "secret"}, {"kind": "fax"}, {"cursor": "x"}):
        assert refused(await author.call("GET", "/channels", params=query)) == (422, "api:invalid")


async def test_subscribers_of_every_kind_are_listed_by_name(app, author, channels):
    bot, (channel, *_) = channels
    user = await make_person(app, "USER", "lovelace@example.org")
    headers = await visitor(author, "Grace")
    done(await author.client.get(f"/api/v1/channels/{channel}", headers=headers))
    path = f"/channels/{channel}/subscribers"
    for kind, member in (("user", str(user.id)), ("bot", bot)):
        added = done(await author.call("POST", path, json={"kind": kind, "member_id": member}), 201)
        assert added["name"] in ("love", "Echo")

    everybody = await gathered(author, path, limit=1)
    names = {one["kind"]: one["name"] for one in everybody}
    assert names["anonymous"] == "Grace"
    assert (names["user"], names["bot"]) == ("love", "Echo")
    assert [one["name"] for one in await gathered(author, path, kind="bot")] == ["Echo"]
    assert [one["name"] for one in await gathered(author, path, search="GRA")] == ["Grace"]
    assert await gathered(author, path, search="GRA", kind="user") == []
