"""What is told and kept of changes has bounds in bytes, whatever a small request asks for."""

import json

from authors import ECHO, done, refused
from test_changes import change, draft

from app.authoring.changes.limits import MOST_CONFLICTS, PAGE

LARGE = {"op": "set", "path": "variables.x", "value": ["y" * 1000] * 900}


async def page(author, bot, **query):
    return done(await author.call("GET", f"/bots/{bot}/changes", params=query))


async def test_a_conflict_repeats_no_large_value(author):
    bot = await author.import_bot()
    large = {**LARGE, "value": {"k": LARGE["value"]}}
    done(await change(author, bot["id"], large))

    mine = [{"op": "set", "path": f"variables.x.k{number}", "value": 1} for number in range(1000)]
    answer = await change(author, bot["id"], *mine, base_revision=bot["revision"])

    assert refused(answer) == (409, "change:conflict")
    details = answer.json()["error"]["details"]
    assert (len(details["conflicts"]), details["left_out"]) == (MOST_CONFLICTS, True)
    assert {one["is_cut"] for one in details["conflicts"]} == {True}
    assert len(answer.content) < 2_000_000


async def test_what_is_small_is_told_whole_in_a_conflict(author):
    bot = await author.import_bot()
    done(await change(author, bot["id"], {"op": "set", "path": "variables.x", "value": {"k": ["z" * 300]}}))

    mine = {"op": "set", "path": "variables.x.k", "value": "w" * 300}
    answer = await change(author, bot["id"], mine, base_revision=bot["revision"])

    [conflict] = answer.json()["error"]["details"]["conflicts"]
    assert (conflict["theirs"], conflict["is_cut"]) == ({"k": ["z" * 300]}, False)
    assert conflict["yours"]["value"] == "w" * 300


async def test_a_page_of_the_history_is_bounded_by_bytes_and_the_next_goes_on(author):
    bot = await author.import_bot()
    size = len(json.dumps(LARGE))
    for number in range(8):
        done(await change(author, bot["id"], {**LARGE, "value": [*LARGE["value"], number]}))

    seen, after, sizes = [], bot["revision"], []
    while True:
        found = await page(author, bot["id"], after=after)
        seen += [one["revision"] for one in found["items"]]
        sizes.append(len(found["items"]))
        after = seen[-1]
        if not found["has_more"]:
            break

    assert seen == list(range(bot["revision"] + 1, bot["revision"] + 9))
    assert sizes[0] == PAGE // size < 8


async def test_a_change_larger_than_a_page_comes_alone(author):
    bot = await author.import_bot()
    lists = {str(number): LARGE["value"] for number in range(5)}
    await author.import_bot({**ECHO, "name": bot["name"], "variables": lists}, target_bot_id=bot["id"])
    done(await change(author, bot["id"], {"op": "set", "path": "name", "value": "N"}))

    first = await page(author, bot["id"], after=bot["revision"])
    second = await page(author, bot["id"], after=first["items"][-1]["revision"])

    assert first["items"][0]["operations"][0]["value"] == lists, "none is cut"
    assert (len(first["items"]), first["has_more"]) == (1, True)
    assert (len(second["items"]), second["has_more"]) == (1, False)


async def test_the_audit_does_not_look_into_large_changes_and_says_so(author):
    bot = (await author.import_bot())["id"]
    done(await change(author, bot, LARGE))
    done(await change(author, bot, {"op": "remove", "path": "variables.x"}))

    lines = done(await author.call("GET", f"/bots/{bot}/audit"))["items"]

    removed, made = lines[:2]
    assert (removed["before"], removed["after"]) == ([{"op": "…"}], [{"op": "remove", "path": "variables.x"}])
    assert (made["before"], made["after"]) == ([{"op": "remove", "path": "variables"}], [{"op": "…"}])


async def test_a_written_test_is_kept_in_the_history_alone(author):
    tests = [{"name": f"t{number}", "turns": [{"user": "u" * 500}]} for number in range(100)]
    bot = (await author.import_bot({**ECHO, "tests": tests}))["id"]
    before = await draft(author, bot)
    path = f"/bots/{bot}/tests"
    new = {"name": "new", "turns": [{"user": "x"}]}

    for method, place in (("PUT", "/3"), ("DELETE", "/0"), ("POST", "")):
        assert (await author.call(method, path + place, json=new)).is_success
        revision = (await draft(author, bot))["revision"]
        done(await author.call("POST", f"/bots/{bot}/changes/{revision}/undo"))
        assert (await draft(author, bot))["document"] == before["document"]
    kept = await page(author, bot, after=before["revision"])

    assert len(kept["items"]) == 6
    assert len(json.dumps(kept)) < 6 * 1000
