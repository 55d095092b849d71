"""What who writes a draft is told: revisions as tags, every conflict, what was meant, where to mend."""

from typing import Any

import pytest
from authors import BROKEN, ECHO, Author, done, refused
from test_changes import change, draft, say

from app.authoring.changes.limits import MOST_CONFLICTS
from factories import make_person


def tagged(answer: Any) -> str:
    assert answer.is_success, answer.text
    return answer.headers["etag"]


async def editor(app: Any, author: Author) -> Author:
    """Somebody else who may edit everything."""
    return Author(author.client, await make_person(app, "ADMIN"))


async def conflict(answer: Any) -> dict[str, Any]:
    assert refused(answer) == (409, "change:conflict")
    return answer.json()["error"]


async def test_the_tag_of_a_draft_or_part_is_what_a_change_may_name(author):
    bot = (await author.import_bot())["id"]
    (step, *_) = done(await author.call("GET", "/steps", params={"bot_id": bot}))["items"]
    of_draft = tagged(await author.call("GET", f"/bots/{bot}/draft"))
    of_part = tagged(await author.call("GET", f"/steps/{step['id']}"))
    body = {"operations": [say("hello", "First")]}

    first = await author.call("POST", f"/bots/{bot}/changes", json=body, headers={"If-Match": of_draft})
    second = await author.call("POST", f"/bots/{bot}/changes", json=body, headers={"If-Match": of_draft})
    renamed = await author.call(
        "PATCH", f"/steps/{step['id']}", json={"name": "x"}, headers={"If-Match": of_part}
    )

    assert of_draft == of_part == '"1"'
    assert tagged(first) == '"2"'
    assert refused(second) == (409, "change:conflict")
    assert tagged(renamed) == '"3"', "what is elsewhere in the step is merged"


async def test_a_conflict_names_every_path_and_revision_that_was_touched(app, author):
    bot = await author.import_bot()
    other, base = await editor(app, author), bot["revision"]
    done(await change(other, bot["id"], say("hello", "Welcome")))
    done(await change(other, bot["id"], {"op": "set", "path": "steps.hello.name", "value": "Start"}))
    done(await change(other, bot["id"], say("hello", "Welcome!")))

    error = await conflict(
        await change(author, bot["id"], {"op": "remove", "path": "steps.hello"}, base_revision=base)
    )

    told = [(one["path"], one["revision"], one["theirs"]) for one in error["details"]["conflicts"]]
    text = "steps.hello.message.text"
    assert told == [
        (text, base + 1, "Welcome!"),
        ("steps.hello.name", base + 2, "Start"),
        (text, base + 3, "Welcome!"),
    ]
    assert {one["author_id"] for one in error["details"]["conflicts"]} == {str(other.person.id)}
    assert error["details"]["conflicts"][0]["yours"] == {"op": "remove", "path": "steps.hello"}
    assert error["details"]["left_out"] is False
    assert error["message"].startswith("Somebody else")


async def test_of_conflicts_without_end_the_newest_is_told_and_that_there_are_more(author):
    bot = await author.import_bot()
    newest = bot["revision"] + MOST_CONFLICTS + 2
    for number in range(newest - bot["revision"]):
        done(await change(author, bot["id"], say("hello", f"{number}")))

    error = await conflict(
        await change(author, bot["id"], say("hello", "Mine"), base_revision=bot["revision"])
    )

    revisions = [one["revision"] for one in error["details"]["conflicts"]]
    assert revisions == list(range(newest - len(revisions) + 1, newest + 1))
    assert len(revisions) < newest - bot["revision"]
    assert error["details"]["left_out"] is True


async def test_who_meets_a_change_of_their_own_is_told_so(author):
    bot = await author.import_bot()
    done(await change(author, bot["id"], say("hello", "Mine")))

    error = await conflict(
        await change(author, bot["id"], say("hello", "Mine too"), base_revision=bot["revision"])
    )

    assert error["message"].startswith("You or somebody else")


async def test_undoing_twice_is_told_as_such_until_the_undo_is_undone(author):
    bot = await author.import_bot()
    path = f"/bots/{bot['id']}/changes"
    made = done(await change(author, bot["id"], {"op": "add", "path": "steps", "value": {"id": "bye"}}))
    undone = done(await author.call("POST", f"{path}/{made['revision']}/undo"))

    again = await author.call("POST", f"{path}/{made['revision']}/undo")
    redone = done(await author.call("POST", f"{path}/{undone['revision']}/undo"))
    third = await author.call("POST", f"{path}/{made['revision']}/undo")

    assert refused(again) == (409, "change:already_undone")
    details = again.json()["error"]["details"]
    assert (details["revision"], details["undone_by"]) == (undone["revision"], undone["revision"])
    assert redone["revision"] == undone["revision"] + 1
    assert refused(third) == (409, "change:conflict")


async def test_an_undo_of_another_change_of_the_same_effect_is_not_taken_for_this_one(author):
    bot = await author.import_bot()
    path, before = f"/bots/{bot['id']}/changes", ECHO["steps"][0]["message"]["text"]
    first = done(await change(author, bot["id"], say("hello", "Hi")))
    done(await change(author, bot["id"], say("hello", before)))
    second = done(await change(author, bot["id"], say("hello", "Hi")))
    done(await author.call("POST", f"{path}/{second['revision']}/undo"))

    assert refused(await author.call("POST", f"{path}/{first['revision']}/undo")) == (
        409,
        "change:conflict",
    )


async def test_what_is_not_there_is_answered_with_what_was_probably_meant(author):
    bot = (await author.import_bot())["id"]

    slip = await change(author, bot, say("helo", "x"))
    whole = await change(author, bot, {"op": "set", "path": "steps.bye", "value": {"name": "Bye"}})
    group = await change(author, bot, {"op": "remove", "path": "steps.hello.groups.gg"})

    for answer in (slip, whole, group):
        assert refused(answer) == (404, "change:no_such_part")
    error = slip.json()["error"]
    assert error["details"]["nearest"] == ["hello", "echo"]
    assert "hello, echo" in error["message"]
    assert whole.json()["error"]["message"].endswith("A new part is made by add.")
    assert group.json()["error"]["details"]["nearest"] == ["g"]


async def test_a_key_with_a_dot_is_told_in_the_form_it_is_taken_in(author):
    bot = (await author.import_bot({**ECHO, "requests": [{"id": "price", "url": "https://a.example"}]}))["id"]
    path = ["requests", "price", "headers", "X.Kind"]
    wanted = {"op": "set", "path": path, "value": "a"}

    made = done(await change(author, bot, wanted))
    (kept,) = done(await author.call("GET", f"/bots/{bot}/changes", params={"after": 1}))["items"]
    error = await conflict(await change(author, bot, wanted, base_revision=1))

    assert made["applied"][0]["path"] == path
    assert kept["operations"] == [wanted]
    assert (error["details"]["conflicts"][0]["yours"], error["details"]["conflicts"][0]["path"]) == (
        wanted,
        path,
    )


@pytest.mark.parametrize("by", ["draft", "inspect", "change"])
async def test_an_issue_says_where_a_change_mends_it(author, by):
    wrong = {"op": "set", "path": "steps.echo.groups.h.connections.d.to", "value": "nowhere"}
    bot = (await author.import_bot())["id"]
    changed = done(await change(author, bot, wrong))
    shown = {
        "draft": (await draft(author, bot))["issues"],
        "inspect": done(await author.call("GET", f"/bots/{bot}/inspect"))["issues"],
        "change": changed["issues"],
    }

    (issue,) = [one for one in shown[by] if one["code"] == "flow:unknown_step"]

    assert issue["path"] == "steps.1.groups.0.connections.0.to"
    assert issue["target"] == wrong["path"]
    mended = done(await change(author, bot, {"op": "set", "path": issue["target"], "value": "hello"}))
    assert [one["code"] for one in mended["issues"] if one["severity"] == "error"] == []


async def test_a_refused_publication_says_what_inspect_says(author):
    bot = (await author.import_bot({**BROKEN, "first_step": "helo"}))["id"]

    answer = await author.call("POST", f"/bots/{bot}/publish")

    assert refused(answer) == (409, "bot:has_errors")
    (told,) = answer.json()["error"]["details"]["issues"]
    issues = done(await author.call("GET", f"/bots/{bot}/inspect"))["issues"]
    assert told == next(one for one in issues if one["severity"] == "error")
    assert told["message_ru"]
    assert told["fix"]["title_ru"]
