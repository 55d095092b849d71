"""Templates of a workspace and of the gallery, and the steps that run them."""

import json

import pytest
from authors import Author, done, refused
from templating import ASK, RUNS, imported, instance_of

from app.authoring.gallery import gallery
from app.engine.document import read_source
from factories import make_person


async def test_a_template_is_imported_read_listed_and_removed(author):
    made = await imported(author)
    assert (made["key"], made["version"], made["source"], made["is_new"]) == ("ask", 1, "workspace", True)
    assert made["issues"] == []

    read = done(await author.call("GET", f"/templates/{made['id']}"))
    assert read["document"] == ASK
    listed = done(await author.call("GET", "/templates", params={"search": "TOWN", "source": "workspace"}))
    assert [one["id"] for one in listed["items"]] == [made["id"]]
    exported = await author.call("GET", f"/templates/{made['id']}/export")
    assert read_source(exported.content) == ASK

    assert (await author.call("DELETE", f"/templates/{made['id']}")).status_code == 204
    assert refused(await author.call("GET", f"/templates/{made['id']}")) == (404, "template:not_found")


async def test_a_version_never_changes(author):
    first = await imported(author)

    assert (await imported(author, status=200))["id"] == first["id"]
    other = await author.call("POST", "/templates/import", content=json.dumps({**ASK, "name": "Other"}))
    assert refused(other) == (409, "template:version_taken")
    assert other.json()["error"]["details"]["newest"] == 1


async def test_a_new_version_is_a_new_row_behind_the_newest(author):
    first = await imported(author)

    path = f"/templates/{first['id']}/versions"
    second = done(await author.call("POST", path, content=json.dumps({**ASK, "name": "Anew"})), 201)

    assert (second["version"], second["name"]) == (2, "Anew")
    assert second["document"]["version"] == 2
    assert [one["version"] for one in done(await author.call("GET", path))["items"]] == [2, 1]
    listed = done(await author.call("GET", "/templates", params={"source": "workspace"}))["items"]
    assert [one["version"] for one in listed] == [2]
    strange = await author.call("POST", path, content=json.dumps({**ASK, "id": "other"}))
    assert refused(strange) == (422, "template:other_id")


async def test_what_is_no_template_is_refused_by_path(author):
    answer = await author.call(
        "POST", "/templates/import", content=json.dumps({**ASK, "outputs": {"$ref": "x"}})
    )

    assert refused(answer) == (422, "document:invalid")
    assert answer.json()["error"]["details"]["fields"][0]["path"] == "outputs.$ref"


async def test_a_version_that_a_draft_runs_is_not_removed(author):
    made = await imported(author)
    bot = await author.import_bot(RUNS)
    assert bot["issues"] == []

    answer = await author.call("DELETE", f"/templates/{made['id']}")

    assert refused(answer) == (409, "template:in_use")
    assert answer.json()["error"]["details"]["bots"] == [{"id": bot["id"], "name": "Runs"}]


OUTER = {
    "dbcv": 1,
    "kind": "template",
    "id": "outer",
    "version": 1,
    "first_step": "run",
    "steps": [
        {**RUNS["steps"][0], "template": {"id": "ask", "version": 1, "inputs": {"question": "Where?"}}},
        {"id": "end"},
    ],
}


RUNS_OUTER = {**RUNS, "steps": [{"id": "run", "template": {"id": "outer", "version": 1}}]}


async def test_a_version_that_another_template_runs_is_not_removed(author):
    inner, outer = await imported(author), await imported(author, OUTER)
    newer = done(
        await author.call("POST", f"/templates/{inner['id']}/versions", content=json.dumps(ASK)), 201
    )

    answer = await author.call("DELETE", f"/templates/{inner['id']}")

    assert refused(answer) == (409, "template:in_use")
    named = {"id": outer["id"], "key": "outer", "version": 1}
    details = answer.json()["error"]["details"]
    assert (details["bots"], details["templates"]) == ([], [named])
    for one in (newer, outer, inner):
        assert (await author.call("DELETE", f"/templates/{one['id']}")).status_code == 204


async def test_a_version_that_a_template_bundled_in_a_draft_runs_is_not_removed(author):
    inner = await imported(author)
    bot = await author.import_bot({**RUNS_OUTER, "templates": [OUTER]})

    answer = await author.call("DELETE", f"/templates/{inner['id']}")

    assert refused(answer) == (409, "template:in_use")
    assert [one["id"] for one in answer.json()["error"]["details"]["bots"]] == [bot["id"]]


async def test_what_a_bundled_template_runs_comes_along_when_it_is_published_and_exported(author):
    await imported(author)
    bot = await author.import_bot({**RUNS_OUTER, "templates": [OUTER]})
    assert [issue["code"] for issue in bot["issues"]] == []

    await author.publish(bot["id"])

    version = done(await author.call("GET", f"/bots/{bot['id']}/versions/1"))
    assert [one["id"] for one in version["document"]["templates"]] == ["outer", "ask"]
    assert [one["id"] for one in read_source(await author.export(bot["id"]))["templates"]] == ["outer", "ask"]


async def test_an_export_brings_the_templates_it_needs(app, author):
    await imported(author)
    bot = (await author.import_bot(RUNS))["id"]
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    exported = await author.export(bot)
    theirs = await stranger.import_bot(exported)

    assert read_source(exported)["templates"] == [ASK]
    assert theirs["issues"] == []
    assert await stranger.export(theirs["id"]) == exported


async def test_instances_show_whether_a_newer_version_fits_and_are_updated(author):
    first = await imported(author)
    bot = (await author.import_bot(RUNS))["id"]
    shown = await instance_of(author, bot)
    assert (shown["version"], shown["newest_version"], shown["newer_fits"]) == (1, 1, True)

    versions = f"/templates/{first['id']}/versions"
    done(await author.call("POST", versions, content=json.dumps({**ASK, "name": "Fits"})), 201)
    unfit = {
        **ASK,
        "inputs": {"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]},
    }
    done(await author.call("POST", versions, content=json.dumps(unfit)), 201)
    shown = await instance_of(author, bot)
    assert (shown["version"], shown["newest_version"], shown["newer_fits"]) == (1, 3, False)

    path = f"/template-instances/{shown['id']}/update"
    updated = done(await author.call("POST", path))
    assert (updated["version"], updated["newest_version"]) == (2, 3)
    again = done(await author.call("POST", path))
    assert (again["version"], again["revision"]) == (2, updated["revision"])
    refusal = await author.call("POST", path, json={"version": 3})
    assert refused(refusal) == (409, "template:does_not_fit")
    codes = {issue["code"] for issue in refusal.json()["error"]["details"]["issues"]}
    assert codes == {"instance:missing_input", "instance:unknown_input"}
    changes = done(await author.call("GET", f"/bots/{bot}/changes"))["items"]
    assert changes[-1]["operations"][0]["path"] == "steps.run.template.version"


async def test_lists_go_in_pages(author):
    first = done(await author.call("GET", "/templates", params={"limit": 5}))
    rest = done(await author.call("GET", "/templates", params={"cursor": first["next_cursor"]}))

    keys = [one["key"] for page in (first, rest) for one in page["items"]]
    assert keys == sorted(keys)
    assert len(keys) == len(gallery())
    assert rest["next_cursor"] is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", ""),
        ("GET", "/versions"),
        ("POST", "/versions"),
        ("GET", "/inspect"),
        ("GET", "/export"),
    ],
)
async def test_templates_of_others_do_not_exist(app, author, method, path):
    made = await imported(author)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    answer = await stranger.call(method, f"/templates/{made['id']}{path}", content=json.dumps(ASK))

    assert refused(answer) == (404, "template:not_found")


async def test_nobody_makes_templates_of_others_bots_or_in_their_workspaces(app, author):
    bot = await author.import_bot()
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    wanted = {"bot_id": bot["id"], "steps": ["echo"], "id": "echo"}
    assert refused(await stranger.call("POST", "/templates/from-steps", json=wanted)) == (
        404,
        "bot:not_found",
    )
    there = {"workspace_id": bot["workspace_id"]}
    answer = await stranger.call("POST", "/templates/import", content=json.dumps(ASK), params=there)
    assert refused(answer) == (404, "workspace:not_found")
    assert refused(await stranger.call("GET", "/templates", params=there)) == (404, "workspace:not_found")
    seen = await stranger.call("GET", "/templates", params={"bot_id": bot["id"]})
    assert refused(seen) == (404, "bot:not_found")


async def test_a_template_is_found_by_its_key_too_the_newest_of_it(author):
    done(await author.call("POST", "/templates/import", content=json.dumps(ASK)), 201)
    newer = {**ASK, "version": ASK["version"] + 1}
    done(await author.call("POST", "/templates/import", content=json.dumps(newer)), 201)

    for below in ("", "/versions", "/inspect", "/export"):
        assert (await author.call("GET", f"/templates/dbcv-ask-email{below}")).status_code == 200
    assert done(await author.call("GET", f"/templates/{ASK['id']}"))["version"] == newer["version"]
    for unknown in ("dbcv-nothing", "No Key"):
        assert refused(await author.call("GET", f"/templates/{unknown}")) == (404, "template:not_found")


async def test_a_step_runs_the_newest_version_where_none_is_named(author):
    bot_id = (await author.import_bot())["id"]

    made = await author.call(
        "POST", "/template-instances", json={"bot_id": bot_id, "template": "dbcv-ask-email"}
    )
    nothing = await author.call("POST", "/template-instances", json={"bot_id": bot_id, "template": "no-such"})

    assert (done(made, 201)["version"], made.json()["newer_fits"]) == (1, True)
    assert refused(nothing) == (404, "template:no_version")
