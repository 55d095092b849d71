"""Channels over HTTP: who runs them, and who is in them."""

import asyncio
from uuid import uuid4

import pytest
from authors import API, NOBODY, Author, done, join, refused
from sqlalchemy import select

from app.storage.models import Audit, BotAccess, Channel
from factories import make_person


@pytest.fixture
async def cast(app, author):
    """One of each who might call; viewer, editor and author belong to the workspace `shop`."""
    names = ("stranger", "viewer", "editor")
    people = {name: await make_person(app, "DEVELOPER") for name in names}
    people |= {
        "user": await make_person(app),
        "admin": await make_person(app, "ADMIN"),
        "author": author.person,
    }
    shop = done(await author.call("POST", "/workspaces", json={"name": "Shop"}), 201)["id"]
    for name in ("viewer", "editor"):
        await join(author, shop, people[name], name.upper())
    return {name: Author(author.client, person) for name, person in people.items()}, shop


async def test_channels_are_made_and_listed_by_those_who_run_them(author, cast):
    people, shop = cast
    codes = {}
    for name, caller in people.items():
        answer = await caller.call("POST", "/channels", json={"name": "C", "workspace_id": shop})
        codes[name] = answer.status_code
    assert codes == {"stranger": 404, "viewer": 403, "editor": 201, "user": 403, "admin": 201, "author": 201}

    async def seen(name, **query):
        return len(done(await people[name].call("GET", "/channels", params=query))["items"])

    assert [await seen(name) for name in ("stranger", "viewer", "admin")] == [0, 3, 3]
    assert [await seen("author", workspace_id=shop), await seen("author", workspace_id=NOBODY)] == [3, 0]
    assert (await people["user"].call("GET", "/channels")).status_code == 403


async def test_a_channel_is_where_its_bot_is(author, cast):
    people, shop = cast
    bot = (await author.import_bot(workspace_id=shop))["id"]

    made = done(await author.call("POST", "/channels", json={"name": "C", "default_bot_id": bot}), 201)

    assert (made["workspace_id"], made["default_bot_id"], made["kind"]) == (shop, bot, "web")
    assert (made["is_public"], made["is_group"], made["has_secret"]) == (False, False, False)
    elsewhere = {"name": "C", "default_bot_id": bot, "workspace_id": (await mine(author))}
    assert refused(await author.call("POST", "/channels", json=elsewhere)) == (422, "channel:bot_elsewhere")
    stranger = await people["stranger"].call("POST", "/channels", json={"name": "C", "default_bot_id": bot})
    assert refused(stranger) == (404, "bot:not_found")


async def mine(author):
    return done(await author.call("GET", "/workspaces"))["items"][0]["id"]


async def test_a_bot_shared_to_be_looked_at_is_not_put_into_a_channel(app, author, cast):
    people, _ = cast
    bot = (await author.import_bot())["id"]
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=bot, user_id=people["stranger"].person.id, role="VIEWER"))
    channel = await people["stranger"].channel()
    member = {"kind": "bot", "member_id": bot}

    added = await people["stranger"].call("POST", f"/channels/{channel}/subscribers", json=member)
    changed = await people["stranger"].call("PATCH", f"/channels/{channel}", json={"default_bot_id": bot})

    assert refused(added) == refused(changed) == (403, "bot:forbidden")


async def test_a_change_keeps_what_it_does_not_name(app, author):
    bot = await author.published()
    channel = await author.channel(bot, allowed_origins=["https://shop.example"])

    named = done(await author.call("PATCH", f"/channels/{channel}", json={"name": "New", "is_public": False}))
    emptied = done(await author.call("PATCH", f"/channels/{channel}", json={"default_bot_id": None}))

    assert (named["name"], named["is_public"], named["default_bot_id"]) == ("New", False, bot)
    assert (emptied["default_bot_id"], emptied["allowed_origins"]) == (None, ["https://shop.example"])
    async with app.state.database.unit_of_work() as session:
        actions = list(await session.scalars(select(Audit.action).where(Audit.subject_id == channel)))
    assert actions == ["channel.create", "channel.change", "channel.change"]


async def test_sites_are_added_and_taken_off_one_by_one_whoever_else_does_so_at_once(author):
    first = [f"https://s{number}.example" for number in range(6)]
    channel = await author.channel(allowed_origins=first)
    changes = [{"remove_origins": [site]} for site in first[:4]] + [{"add_origins": ["https://new.example/"]}]

    answers = await asyncio.gather(
        *(author.call("PATCH", f"/channels/{channel}", json=change) for change in changes)
    )

    assert [answer.status_code for answer in answers] == [200] * 5
    now = done(await author.call("GET", f"/channels/{channel}"))["allowed_origins"]
    assert now == [*first[4:], "https://new.example"]


async def test_a_channel_has_no_more_sites_than_it_may_have_and_each_once(author):
    most = [f"https://s{number}.example" for number in range(50)]
    channel = await author.channel(allowed_origins=most)

    again = done(await author.call("PATCH", f"/channels/{channel}", json={"add_origins": most[:3]}))
    one_more = {"add_origins": ["https://one-more.example"]}
    answer = await author.call("PATCH", f"/channels/{channel}", json=one_more)
    swapped = await author.call(
        "PATCH", f"/channels/{channel}", json={**one_more, "remove_origins": most[:1]}
    )

    assert again["allowed_origins"] == most
    assert refused(answer) == (422, "api:invalid")
    assert answer.json()["error"]["details"]["fields"][0]["path"] == "body.add_origins"
    assert done(swapped)["allowed_origins"] == [*most[1:], "https://one-more.example"]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"kind": "pigeon"}, "body.kind"),
        ({"allowed_origins": ["shop.example"]}, "body.allowed_origins.0"),
        ({"allowed_origins": ["https://shop.example/path"]}, "body.allowed_origins.0"),
        ({"allowed_origins": ["http://[::1"]}, "body.allowed_origins.0"),
        ({"allowed_origins": None}, "body.allowed_origins"),
        ({"is_public": None}, "body.is_public"),
        ({"secret": "short"}, "body.secret"),
        ({"kind": "webhook", "settings": {"url": "ftp://x.example"}}, "body.settings.url"),
        ({"kind": "webhook", "settings": {"url": "http://["}}, "body.settings.url"),
        ({"kind": "webhook", "settings": {"url": "http://user:pw@x.example"}}, "body.settings.url"),
        ({"settings": {"url": "https://x.example"}}, "body.settings.url"),
        ({"colour": "red"}, "body.colour"),
    ],
)
async def test_faulty_fields_of_a_channel_are_named(author, fields, path):
    answer = await author.call("POST", "/channels", json={"name": "C", **fields})

    assert refused(answer) == (422, "api:invalid")
    assert path in [field["path"] for field in answer.json()["error"]["details"]["fields"]]
    if "kind" not in fields:
        channel = await author.channel()
        changed = await author.call("PATCH", f"/channels/{channel}", json=fields)
        assert changed.status_code == 422


async def test_a_web_channel_has_no_address_to_post_to_after_a_change_either(author):
    channel = await author.channel()

    answer = await author.call(
        "PATCH", f"/channels/{channel}", json={"settings": {"url": "https://x.example"}}
    )

    assert answer.status_code == 422


async def test_a_secret_is_sealed_and_never_shown(app, author):
    secret = "a secret of twenty-six char"
    made = await author.call("POST", "/channels", json={"name": "C", "kind": "webhook", "secret": secret})
    channel = done(made, 201)["id"]
    read = await author.call("GET", f"/channels/{channel}")

    assert done(read)["has_secret"] is True
    assert secret not in made.text + read.text
    async with app.state.database.unit_of_work() as session:
        kept = (await session.get(Channel, channel)).secret
        audit = list(await session.scalars(select(Audit)))
    assert secret.encode() not in kept
    assert all(secret not in f"{line.before}{line.after}" for line in audit)
    removed = done(await author.call("PATCH", f"/channels/{channel}", json={"secret": None}))
    assert removed["has_secret"] is False


async def test_who_may_chat_sees_the_name_and_nothing_of_how_it_is_run(author, cast):
    people, shop = cast
    public = await author.channel(workspace_id=shop)
    private = await author.channel(workspace_id=shop, is_public=False)
    anonymous = done(await author.client.post(f"{API}/auth/anonymous", json={}), 201)["access_token"]

    shown = done(await people["user"].call("GET", f"/channels/{public}"))
    headers = {"Authorization": f"Bearer {anonymous}"}
    assert shown == {"id": public, "name": "Here", "kind": "web", "is_public": True, "is_group": False}
    assert done(await author.client.get(f"{API}/channels/{public}", headers=headers)) == shown
    for reader in (people["user"].headers, people["stranger"].headers, headers):
        hidden = await author.client.get(f"{API}/channels/{private}", headers=reader)
        assert refused(hidden) == (404, "channel:not_found")
    joining = {"kind": "user", "member_id": str(people["user"].person.id)}
    done(await author.call("POST", f"/channels/{private}/subscribers", json=joining), 201)
    assert done(await people["user"].call("GET", f"/channels/{private}"))["name"] == "Here"


async def test_people_and_bots_join_once_and_leave(author, cast):
    people, shop = cast
    channel = await author.channel(workspace_id=shop, is_public=False)
    bot = await author.published()
    path = f"/channels/{channel}/subscribers"
    joining = {"kind": "user", "member_id": str(people["user"].person.id)}

    joined = done(await author.call("POST", path, json=joining), 201)
    again = await author.call("POST", path, json=joining)
    with_bot = done(await author.call("POST", path, json={"kind": "bot", "member_id": bot}), 201)
    members = done(await author.call("GET", path))["items"]

    assert refused(again) == (409, "subscriber:exists")
    assert [member["id"] for member in members] == [joined["id"], with_bot["id"]]
    assert (await author.call("DELETE", f"{path}/{joined['id']}")).status_code == 204
    assert refused(await author.call("DELETE", f"{path}/{joined['id']}")) == (404, "subscriber:not_found")
    other = await author.channel(workspace_id=shop)
    foreign = await author.call("DELETE", f"/channels/{other}/subscribers/{with_bot['id']}")
    assert refused(foreign) == (404, "subscriber:not_found")
    for kind in ("user", "anonymous"):
        unknown = await author.call("POST", path, json={"kind": kind, "member_id": str(uuid4())})
        assert refused(unknown) == (404, "subscriber:not_found")


async def test_two_who_add_the_same_person_at_once_add_them_once(author, cast):
    people, shop = cast
    channel = await author.channel(workspace_id=shop)
    joining = {"kind": "user", "member_id": str(people["user"].person.id)}

    answers = await asyncio.gather(
        *(author.call("POST", f"/channels/{channel}/subscribers", json=joining) for _ in range(4))
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_it_is_told_where_nobody_would_answer(author):
    async def warned(channel):
        shown = done(await author.call("GET", f"/channels/{channel}"))["warnings"]
        listed = done(await author.call("GET", "/channels"))["items"]
        assert next(one for one in listed if one["id"] == channel)["warnings"] == shown
        return [one["code"] for one in shown]

    bot = (await author.import_bot())["id"]
    empty = done(await author.call("POST", "/channels", json={"name": "C"}), 201)
    assert [one["code"] for one in empty["warnings"]] == ["channel:no_bot"]
    given = done(await author.call("PATCH", f"/channels/{empty['id']}", json={"default_bot_id": bot}))
    assert [one["code"] for one in given["warnings"]] == ["channel:not_published"]
    assert await warned(empty["id"]) == ["channel:not_published"]

    await author.publish(bot)
    assert await warned(empty["id"]) == []
    other = done(await author.call("POST", "/channels", json={"name": "D"}), 201)["id"]
    done(
        await author.call("POST", f"/channels/{other}/subscribers", json={"kind": "bot", "member_id": bot}),
        201,
    )
    assert await warned(other) == []


async def test_what_no_json_can_be_read_with_is_taken_out_of_a_greeting(author):
    made = await author.call("POST", "/channels", json={"name": "Shop", "is_public": True})
    channel = done(made, 201)["id"]
    greeting = {"settings": {"start_message": "Hi\0 there"}}
    changed = done(await author.call("PATCH", f"/channels/{channel}", json=greeting))
    assert changed["settings"]["start_message"] == "Hi\ufffd there"
    said = await author.call("POST", f"/channels/{channel}/messages", json={"text": "hello"})
    assert said.status_code == 202, said.text
