"""Bots over HTTP: who may do what with them, and what becomes of them."""

import pytest
from authors import API, ECHO, Author, done, join, refused
from sqlalchemy import select

from app.storage.models import Audit, BotAccess
from drive import calling
from factories import make_person


@pytest.fixture
async def cast(app, author):
    """One of each who might call, and the workspace's id beside them."""
    people = {
        "user": await make_person(app, "USER"),
        **{name: await make_person(app, "DEVELOPER") for name in ("stranger", "viewer", "editor", "member")},
        "admin": await make_person(app, "ADMIN"),
        "author": author.person,
    }
    shop = done(await author.call("POST", "/workspaces", json={"name": "Shop"}), 201)["id"]
    await join(author, shop, people["member"], "EDITOR")
    return people, shop


async def share(app, bot_id, people):
    async with app.state.database.unit_of_work() as session:
        for name in ("viewer", "editor"):
            session.add(BotAccess(bot_id=bot_id, user_id=people[name].id, role=name.upper()))


async def test_making_and_listing_bots_is_for_developers(author, cast):
    people, _ = cast
    for path, method in (("/bots", "GET"), ("/bots", "POST"), ("/bots/import", "POST")):
        by_user = await Author(author.client, people["user"]).call(method, path, json={"name": "B"})
        unsigned = await author.client.request(method, API + path, json={"name": "B"})
        assert refused(by_user) == (403, "auth:role_needed")
        assert refused(unsigned) == (401, "auth:required")


async def test_bots_are_made_only_where_one_may_edit(author, cast):
    people, shop = cast
    stranger, member = Author(author.client, people["stranger"]), Author(author.client, people["member"])
    await join(author, shop, people["viewer"], "VIEWER")
    viewer = Author(author.client, people["viewer"])
    wanted = {"name": "B", "workspace_id": shop}

    assert refused(await stranger.call("POST", "/bots", json=wanted)) == (404, "workspace:not_found")
    assert refused(await viewer.call("POST", "/bots", json=wanted)) == (403, "workspace:forbidden")
    assert done(await member.call("POST", "/bots", json=wanted), 201)["workspace_id"] == shop
    for somebody, expected in ((stranger, 404), (viewer, 403), (member, 201)):
        answer = await somebody.call("POST", "/bots/import", json=ECHO, params={"workspace_id": shop})
        assert answer.status_code == expected


async def test_importing_over_a_bot_needs_the_right_to_edit_it(app, author, cast):
    people, shop = cast
    bot = (await author.import_bot(workspace_id=shop))["id"]
    await share(app, bot, people)

    over = {"json": ECHO, "params": {"target_bot_id": bot}}
    codes = {}
    for name in ("stranger", "viewer", "editor", "admin"):
        answer = await Author(author.client, people[name]).call("POST", "/bots/import", **over)
        codes[name] = answer.status_code
    assert codes == {"stranger": 404, "viewer": 403, "editor": 201, "admin": 201}


async def test_a_new_bot_is_empty_and_is_in_the_authors_own_workspace(author):
    bot = done(await author.call("POST", "/bots", json={"name": "  Shop ", "description": "Sells"}), 201)
    mine = done(await author.call("GET", "/workspaces"))["items"][0]["id"]

    assert (bot["name"], bot["description"], bot["workspace_id"]) == ("Shop", "Sells", mine)
    assert (bot["status"], bot["revision"], bot["published_version"]) == ("active", 0, None)
    assert done(await author.call("GET", f"/bots/{bot['id']}")) == bot
    issues = done(await author.call("GET", f"/bots/{bot['id']}/inspect"))["issues"]
    assert [issue["severity"] for issue in issues] == ["error"]
    assert refused(await author.call("POST", f"/bots/{bot['id']}/publish")) == (409, "bot:has_errors")
    assert "name: Shop" in await author.export(bot["id"])


async def test_a_change_keeps_what_it_does_not_name_and_counts_revisions(author):
    bot = (await author.import_bot({**ECHO, "description": "Old"}))["id"]

    named = done(await author.call("PATCH", f"/bots/{bot}", json={"name": "Parrot"}))
    cleared = done(await author.call("PATCH", f"/bots/{bot}", json={"description": None}))

    assert (named["name"], named["description"], named["revision"]) == ("Parrot", "Old", 2)
    assert (cleared["name"], cleared["description"], cleared["revision"]) == ("Parrot", None, 3)
    assert "Parrot" in await author.export(bot)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "body.name"),
        ({"name": ""}, "body.name"),
        ({"name": "two\nlines"}, "body.name"),
        ({"name": "x" * 201}, "body.name"),
        ({"name": "B", "colour": "red"}, "body.colour"),
        ({"name": "B", "workspace_id": "here"}, "body.workspace_id"),
    ],
)
async def test_faulty_fields_of_a_bot_are_named(author, body, path):
    answer = await author.call("POST", "/bots", json=body)

    assert answer.status_code == 422
    assert [field["path"] for field in answer.json()["error"]["details"]["fields"]] == [path]


async def test_a_deleted_bot_is_gone_with_its_versions_and_its_channels_stay(author):
    bot = await author.published()
    channel = await author.channel(bot)

    assert (await author.call("DELETE", f"/bots/{bot}")).status_code == 204

    assert refused(await author.call("GET", f"/bots/{bot}")) == (404, "bot:not_found")
    assert refused(await author.call("GET", f"/bots/{bot}/versions/1")) == (404, "bot:not_found")
    assert done(await author.call("GET", f"/channels/{channel}"))["default_bot_id"] is None


async def test_everyone_sees_their_own_bots_page_by_page_and_admins_see_all(app, author, cast):
    people, shop = cast
    bots = [
        (await author.import_bot({**ECHO, "name": f"Bot {n}"}, workspace_id=shop))["id"] for n in range(5)
    ]
    await share(app, bots[1], people)

    found, cursor = [], ""
    while cursor is not None:
        query = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = done(await author.call("GET", "/bots", params=query))
        found += [bot["id"] for bot in page["items"]]
        cursor = page["next_cursor"]
    assert found == bots

    async def seen(name, **query):
        page = done(await Author(author.client, people[name]).call("GET", "/bots", params=query))
        return [bot["id"] for bot in page["items"]]

    assert await seen("stranger") == []
    assert await seen("viewer") == [bots[1]]
    assert await seen("member") == await seen("admin") == bots
    assert await seen("author", search="BOT 3") == [bots[3]]
    assert await seen("author", search="%") == []
    done(await author.call("PATCH", f"/bots/{bots[4]}", json={"description": "Books a Table"}))
    assert await seen("author", search="books a table") == [bots[4]]


async def test_every_change_is_in_the_audit_log_with_who_did_it(app, author):
    bot = await author.published()
    await author.call("PATCH", f"/bots/{bot}", json={"name": "Parrot"})
    await author.call("POST", f"/bots/{bot}/versions/1/restore")
    trail = done(await author.call("GET", f"/bots/{bot}/audit"))["items"]
    await author.call("DELETE", f"/bots/{bot}")

    async with app.state.database.unit_of_work() as session:
        lines = list(await session.scalars(select(Audit).order_by(Audit.id)))
    ours = [line for line in lines if str(line.subject_id) == bot]
    assert [line.action for line in ours] == [
        f"bot.{verb}" for verb in ("import", "publish", "restore", "delete")
    ]
    assert {line.actor_id for line in ours} == {author.person.id}
    assert [one["action"] for one in trail if one["action"].startswith("draft.")] == [
        "draft.restore",
        "draft.change",
        "draft.import",
    ]
    assert {one["actor_id"] for one in trail} == {str(author.person.id)}


async def test_a_revoked_token_opens_nothing(app, author):
    bot = (await author.import_bot())["id"]
    async with calling(app) as client:
        await client.post(f"{API}/auth/logout", headers=author.headers)

    assert (await author.call("GET", f"/bots/{bot}")).status_code == 401
