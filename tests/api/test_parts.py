"""The parts of a draft one by one: each write is a change of the bot, and the draft says it."""

from typing import Any

import pytest
from authors import ECHO, Author, done, refused

from factories import make_person


async def draft(author: Author, bot_id: str) -> dict[str, Any]:
    return done(await author.call("GET", f"/bots/{bot_id}/draft"))


async def step_called(author: Author, bot_id: str, key: str) -> dict[str, Any]:
    found = done(await author.call("GET", "/steps", params={"bot_id": bot_id}))["items"]
    return next(one for one in found if one["key"] == key)


async def group_called(author: Author, bot_id: str, key: str) -> dict[str, Any]:
    found = done(await author.call("GET", "/connection-groups", params={"bot_id": bot_id}))["items"]
    return next(one for one in found if one["key"] == key)


async def bodies(author: Author, bot_id: str) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """By path: what makes a part of the bot, and what changes it."""
    hello = await step_called(author, bot_id, "hello")
    group = await group_called(author, bot_id, "g")
    return {
        "/steps": ({"bot_id": bot_id, "name": "New"}, {"name": "Newer"}),
        "/connection-groups": (
            {"bot_id": bot_id, "step_id": hello["id"], "priority": 3},
            {"priority": 4},
        ),
        "/connections": ({"group_id": group["id"], "to": "echo"}, {"to": "hello"}),
        "/requests": ({"bot_id": bot_id, "url": "https://api.example"}, {"method": "POST"}),
        "/notes": ({"bot_id": bot_id, "text": "ask legal"}, {"color": "blue"}),
        "/messages": ({"step_id": hello["id"], "text": "Hi"}, {"text": "Hello"}),
        "/widgets": ({"step_id": hello["id"], "type": "rating"}, {"props": {"max": 5}}),
        "/template-instances": (
            {"bot_id": bot_id, "template": "email", "version": 1},
            {"version": 2},
        ),
    }


KINDS = [
    "/steps",
    "/connection-groups",
    "/connections",
    "/requests",
    "/notes",
    "/messages",
    "/widgets",
    "/template-instances",
]


@pytest.mark.parametrize("path", KINDS)
async def test_a_part_is_made_read_listed_changed_and_removed(author, path):
    bot_id = (await author.import_bot())["id"]
    create, change = (await bodies(author, bot_id))[path]
    before = await draft(author, bot_id)

    made = done(await author.call("POST", path, json=create), 201)
    assert made["bot_id"] == bot_id
    assert made["revision"] == before["revision"] + 1
    assert done(await author.call("GET", f"{path}/{made['id']}")) == made
    listed = done(await author.call("GET", path, params={"bot_id": bot_id}))["items"]
    assert made in listed

    changed = done(await author.call("PATCH", f"{path}/{made['id']}", json=change))
    assert {key: changed[key] for key in change} == change
    assert changed["revision"] == made["revision"] + 1
    kept = {key: made[key] for key in made.keys() - change.keys() - {"revision", "updated_at"}}
    assert {key: changed.get(key) for key in kept} == kept

    gone = await author.call("DELETE", f"{path}/{made['id']}")
    assert gone.status_code == 204
    if path == "/messages":
        assert "text" not in done(await author.call("GET", f"{path}/{made['id']}"))
    else:
        assert refused(await author.call("GET", f"{path}/{made['id']}")) == (404, "part:not_found")


@pytest.mark.parametrize("path", KINDS)
async def test_a_stranger_finds_no_part_and_a_viewer_changes_none(app, author, path):
    bot_id = (await author.import_bot())["id"]
    create, change = (await bodies(author, bot_id))[path]
    made = done(await author.call("POST", path, json=create), 201)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    assert refused(await stranger.call("GET", f"{path}/{made['id']}")) == (404, "part:not_found")
    assert refused(await stranger.call("PATCH", f"{path}/{made['id']}", json=change))[0] == 404
    assert refused(await stranger.call("DELETE", f"{path}/{made['id']}"))[0] == 404
    assert refused(await stranger.call("POST", path, json=create))[0] == 404
    assert refused(await stranger.call("GET", path, params={"bot_id": bot_id})) == (404, "bot:not_found")


async def test_a_group_does_not_go_into_a_step_of_another_bot(author):
    mine = (await author.import_bot())["id"]
    other = (await author.import_bot())["id"]
    step = await step_called(author, other, "hello")

    wanted = {"bot_id": mine, "step_id": step["id"]}

    assert refused(await author.call("POST", "/connection-groups", json=wanted)) == (404, "part:not_found")


async def test_a_part_stands_where_it_is_told(author):
    bot_id = (await author.import_bot())["id"]

    done(await author.call("POST", "/steps", json={"bot_id": bot_id, "key": "one", "after_key": None}), 201)
    done(
        await author.call("POST", "/steps", json={"bot_id": bot_id, "key": "two", "after_key": "hello"}), 201
    )

    keys = [step["id"] for step in (await draft(author, bot_id))["document"]["steps"]]
    assert keys == ["one", "hello", "two", "echo"]


async def test_a_faulty_part_is_refused_by_path_in_both_languages(author):
    bot_id = (await author.import_bot())["id"]
    hello = await step_called(author, bot_id, "hello")

    answer = await author.call(
        "PATCH", f"/messages/{hello['id']}", json={"buttons": [{"text": "A", "colour": "red"}]}
    )

    assert answer.status_code == 422
    assert "colour" in answer.json()["error"]["details"]["fields"][0]["path"]


async def test_a_write_on_a_revision_others_have_changed_is_a_conflict(author):
    bot = await author.import_bot()
    hello = await step_called(author, bot["id"], "hello")
    seen = {"If-Match": f'"{bot["revision"]}"'}
    done(await author.call("PATCH", f"/steps/{hello['id']}", json={"name": "Theirs"}))

    mine = await author.call("PATCH", f"/steps/{hello['id']}", json={"name": "Mine"}, headers=seen)
    elsewhere = await author.call("PATCH", f"/steps/{hello['id']}", json={"note": "x"}, headers=seen)

    assert refused(mine) == (409, "change:conflict")
    assert elsewhere.status_code == 200


async def test_lists_search_sort_and_come_in_pages(author):
    steps = [{"id": f"s{n}", "name": f"Step {9 - n}", "message": {"text": f"text {n}"}} for n in range(7)]
    bot_id = (await author.import_bot({**ECHO, "first_step": "s0", "steps": steps}))["id"]

    async def page(**query: Any) -> dict[str, Any]:
        return done(await author.call("GET", "/steps", params={"bot_id": bot_id, **query}))

    by_name = await page(sort="name", limit=3)
    rest = await page(sort="name", limit=10, cursor=by_name["next_cursor"])

    names = [one["name"] for one in by_name["items"] + rest["items"]]
    assert names == sorted(step["name"] for step in steps)
    assert rest["next_cursor"] is None
    assert [one["key"] for one in (await page(search="TEXT 4"))["items"]] == ["s4"]
    assert refused(await author.call("GET", "/steps"))[0] == 422


async def test_a_template_instance_makes_its_step(author):
    bot_id = (await author.import_bot())["id"]

    made = done(
        await author.call(
            "POST",
            "/template-instances",
            json={"bot_id": bot_id, "key": "mail", "template": "ask-email", "version": 3, "inputs": {"a": 1}},
        ),
        201,
    )

    step = (await draft(author, bot_id))["document"]["steps"][-1]
    assert step == {"id": "mail", "template": {"id": "ask-email", "version": 3, "inputs": {"a": 1}}}
    assert (made["template"], made["version"], made["key"]) == ("ask-email", 3, "mail")


async def test_the_widget_catalogue_has_a_schema_for_each_kind(author):
    kinds = done(await author.call("GET", "/widget-catalogue"))["items"]

    assert {one["type"] for one in kinds} == {
        "form",
        "cards",
        "carousel",
        "date",
        "rating",
        "file",
        "location",
    }
    assert all(one["props"]["type"] == "object" for one in kinds)


async def test_lists_stand_as_the_document_does_and_find_by_key(author):
    names = ["wait", "await", "s2", "wait2"]
    bot_id = (
        await author.import_bot({**ECHO, "first_step": "s2", "steps": [{"id": name} for name in names]})
    )["id"]
    move = {"op": "move", "path": "steps.wait2", "after": None}
    done(await author.call("POST", f"/bots/{bot_id}/changes", json={"operations": [move]}))

    async def keys(**query: Any) -> list[str]:
        listed = done(await author.call("GET", "/steps", params={"bot_id": bot_id, **query}))
        return [one["key"] for one in listed["items"]]

    assert await keys() == ["wait2", "wait", "await", "s2"]
    assert await keys(key="wait") == ["wait"]
    assert await keys(key="nowhere") == []
    assert await keys(search="wait") == ["wait", "wait2", "await"]
    assert await keys(limit=2) == ["wait2", "wait"]


async def test_groups_and_connections_stand_as_the_document_does_too(author):
    bot_id = (await author.import_bot())["id"]
    add = {
        "op": "add",
        "path": "steps.hello.groups",
        "value": {"connections": [{"to": "echo"}]},
        "after": None,
    }
    done(await author.call("POST", f"/bots/{bot_id}/changes", json={"operations": [add]}))

    for path, wanted in (("/connection-groups", ["g1", "g", "h"]), ("/connections", ["c1", "c", "d"])):
        listed = done(await author.call("GET", path, params={"bot_id": bot_id}))["items"]
        assert [one["key"] for one in listed] == wanted
