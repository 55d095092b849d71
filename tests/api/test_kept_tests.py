"""Conversation tests kept with a bot: written, played, and asked before it is published."""

import asyncio
import json
import time

import pytest
from authors import ECHO, NOBODY, Author, done, refused, says

from app.authoring.kept_tests.playing import Budget, play_all, played
from app.authoring.playing import make_ready, new_size
from app.engine import parse_document
from app.engine.simulation import no_sandbox
from factories import make_person

GREEN = {"name": "greets", "user": {"name": "Ada"}, "turns": [{"start": True, "bot": ["Hello Ada"]}]}
RED = {"name": "leaves", "turns": [{"start": True, "bot": ["Bye"], "at": "echo"}]}
_LATE = {"id": "late", "type": "message", "on": "timeout", "after": 1, "connections": [{"to": "s"}]}
ENDLESS = {"dbcv": 1, "kind": "bot", "first_step": "s", "steps": [{"id": "s", "groups": [_LATE]}]}
LONG = {"name": "waits", "turns": [{"start": True}, {"wait": "3650d"}]}


@pytest.fixture
async def bot(author):
    return (await author.import_bot({**ECHO, "tests": [GREEN, RED]}))["id"]


async def listed(author, bot) -> list[str]:
    kept = done(await author.call("GET", f"/bots/{bot}/tests"))
    return [one["name"] for one in kept["items"]]


async def run(author, bot, **wanted) -> dict:
    return done(await author.call("POST", f"/bots/{bot}/tests/run", json=wanted))


async def needing_tests(author, bot) -> None:
    done(await author.call("PATCH", f"/bots/{bot}", json={"publish_needs_tests": True}))


# --- written


async def test_tests_are_kept_read_replaced_and_taken_away(author, bot):
    path = f"/bots/{bot}/tests"
    added = done(await author.call("POST", path, json={**GREEN, "name": "third"}), 201)
    assert (added["index"], added["name"]) == (2, "third")
    assert await listed(author, bot) == ["greets", "leaves", "third"]

    changed = done(await author.call("PUT", f"{path}/1", json={**GREEN, "name": "second"}))
    assert changed["test"] == {**GREEN, "name": "second"}
    assert changed["revision"] == added["revision"] + 1
    assert done(await author.call("GET", f"{path}/1")) == changed
    assert (await author.call("DELETE", f"{path}/0")).status_code == 204

    assert await listed(author, bot) == ["second", "third"]
    assert [test["name"] for test in json.loads(await author.export(bot, format="json"))["tests"]] == [
        "second",
        "third",
    ]
    for method in ("GET", "PUT", "DELETE"):
        answer = await author.call(method, f"{path}/2", json=GREEN)
        assert refused(answer) == (404, "test:not_found")


async def test_a_test_may_be_written_in_yaml(author, bot):
    content = "name: other\nturns: [{start: true}]"

    answer = await author.call(
        "POST", f"/bots/{bot}/tests", content=content, headers={"Content-Type": "application/yaml"}
    )

    assert done(answer, 201)["test"] == {"name": "other", "turns": [{"start": True}]}


@pytest.mark.parametrize(
    ("body", "path"),
    [({}, "turns"), ({"turns": [{"begin": True}]}, "turns.0.begin"), ([], "")],
    ids=["empty", "unknown", "list"],
)
async def test_what_is_no_test_is_not_kept(author, bot, body, path):
    for method, place in (("POST", ""), ("PUT", "/0")):
        answer = await author.call(method, f"/bots/{bot}/tests{place}", json=body)

        assert refused(answer) == (422, "document:invalid")
        assert path in [field["path"] for field in answer.json()["error"]["details"]["fields"]]
    assert await listed(author, bot) == ["greets", "leaves"]


async def test_who_saw_other_tests_is_told_of_them_and_unrelated_changes_hinder_nobody(author, bot):
    path = f"/bots/{bot}/tests"
    seen = done(await author.call("GET", path))["revision"]
    unrelated = [{"op": "set", "path": "steps.echo.name", "value": "Echo"}]
    body = {"base_revision": seen, "operations": unrelated}
    done(await author.call("POST", f"/bots/{bot}/changes", json=body))

    replaced = await author.call(
        "PUT", f"{path}/0", json=GREEN | {"name": "a"}, params={"base_revision": seen}
    )
    late = await author.call("DELETE", f"{path}/0", params={"base_revision": seen})

    assert done(replaced)["name"] == "a"
    assert refused(late) == (409, "change:conflict")
    assert await listed(author, bot) == ["a", "leaves"]


async def test_a_change_of_tests_can_be_undone(author, bot):
    kept = done(await author.call("POST", f"/bots/{bot}/tests", json=GREEN), 201)

    done(await author.call("POST", f"/bots/{bot}/changes/{kept['revision']}/undo"))

    assert await listed(author, bot) == ["greets", "leaves"]


# --- played


async def test_a_run_tells_green_and_red_with_the_difference(author, bot):
    told = await run(author, bot)

    green, red = told["results"]
    assert (told["passed"], told["version"]) == (False, None)
    assert (green["name"], green["passed"], green["differences"], green["turns"]) == (
        "greets",
        True,
        [],
        None,
    )
    assert (red["index"], red["name"], red["passed"]) == (1, "leaves", False)
    assert len(red["differences"]) == 2
    assert all(line.startswith("turn 1 (start): ") for line in red["differences"])
    assert red["turns"][0]["at"] == "hello"
    assert red["turns"][0]["trace"]


async def test_only_those_chosen_are_played(author, bot):
    told = await run(author, bot, tests=[0, 0])

    assert (told["passed"], [one["index"] for one in told["results"]]) == (True, [0])
    missing = await author.call("POST", f"/bots/{bot}/tests/run", json={"tests": [2]})
    assert refused(missing) == (404, "test:not_found")
    for wanted in ({"tests": [-1]}, {"version": 0}, {"tests": list(range(1001))}, {"version": "newest"}):
        answer = await author.call("POST", f"/bots/{bot}/tests/run", json=wanted)
        assert refused(answer) == (422, "api:invalid")


async def test_tests_of_the_draft_are_played_with_a_version(author):
    bot = await author.published(says("Old", "old"))
    hears_new = {"turns": [{"start": True, "bot": ["new"]}]}
    await author.import_bot({**says("New", "new"), "tests": [hears_new]}, target_bot_id=bot)

    assert (await run(author, bot))["passed"]
    old = await run(author, bot, version=1)
    assert (old["version"], old["passed"]) == (1, False)
    missing = await author.call("POST", f"/bots/{bot}/tests/run", json={"version": 2})
    assert refused(missing) == (404, "bot:version_not_found")


async def test_a_test_that_cannot_be_read_is_red_and_the_others_are_played(author):
    bot = (await author.import_bot({**ECHO, "tests": [{"turns": [{"begin": True}]}, GREEN]}))["id"]

    faulty, green = (await run(author, bot))["results"]

    assert (faulty["passed"], faulty["error"]["code"]) == (False, "document:invalid")
    assert faulty["error"]["details"]["fields"][0]["path"] == "turns.0.begin"
    assert green["passed"]


async def test_a_bot_without_tests_has_none_that_is_red(author):
    bot = (await author.import_bot())["id"]

    assert await run(author, bot) == {
        "revision": 1,
        "version": None,
        "proposal": None,
        "passed": True,
        "results": [],
    }


def test_a_test_without_end_is_red_and_those_after_the_last_second_are_too():
    bot = make_ready(parse_document(ENDLESS), ())
    short = Budget(until=time.monotonic() + 0.05)

    endless, late = played(bot, (2, LONG), short), played(bot, (3, GREEN), short)

    assert (endless.name, endless.passed, endless.fault.code) == ("waits", False, "simulation:too_long")
    assert (late.index, late.passed, late.fault.code) == (3, False, "test:out_of_time")


def test_what_is_too_much_to_be_shown_is_told_in_lines_alone():
    bot = make_ready(parse_document(ECHO), ())
    budget = Budget(size=new_size())
    budget.size.add(16 * 1024 * 1024)

    red = played(bot, (0, RED), budget)

    assert (red.passed, red.turns, len(red.differences)) == (False, None, 2)


# --- publishing


async def test_a_bot_that_needs_tests_is_published_only_while_they_are_green(author, bot):
    assert done(await author.call("GET", f"/bots/{bot}"))["publish_needs_tests"] is False
    await author.publish(bot)
    await needing_tests(author, bot)

    refusal = await author.call("POST", f"/bots/{bot}/publish", json={})

    assert refused(refusal) == (409, "bot:red_tests")
    details = refusal.json()["error"]["details"]
    assert [(one["index"], one["name"]) for one in details["tests"]] == [(1, "leaves")]
    assert len(details["tests"][0]["differences"]) == 2
    assert done(await author.call("GET", f"/bots/{bot}"))["published_version"] == 1
    await author.call("DELETE", f"/bots/{bot}/tests/1")
    assert (await author.publish(bot))["number"] == 2


async def test_the_setting_is_taken_back_audited_and_no_change_of_the_draft(author, bot):
    before = done(await author.call("GET", f"/bots/{bot}"))
    await needing_tests(author, bot)
    await needing_tests(author, bot)
    done(await author.call("PATCH", f"/bots/{bot}", json={"publish_needs_tests": False}))

    after = done(await author.call("GET", f"/bots/{bot}"))
    trail = done(await author.call("GET", f"/bots/{bot}/audit", params={"action": "bot.change"}))

    assert after["revision"] == before["revision"]
    assert [line["after"] for line in trail["items"]] == [
        {"publish_needs_tests": False},
        {"publish_needs_tests": True},
    ]
    await author.publish(bot)


async def test_a_test_that_turned_red_while_publishing_is_not_published(author, bot):
    """Whichever of the two comes first, no version is made of a draft with a red test."""
    await needing_tests(author, bot)
    assert (await author.call("DELETE", f"/bots/{bot}/tests/1")).status_code == 204

    answers = await asyncio.gather(
        author.call("POST", f"/bots/{bot}/publish", json={}),
        author.call("POST", f"/bots/{bot}/tests", json=RED),
    )

    if answers[0].status_code == 201:
        number = answers[0].json()["number"]
        version = done(await author.call("GET", f"/bots/{bot}/versions/{number}"))
        assert [test["name"] for test in version["document"]["tests"]] == ["greets"]
    else:
        assert refused(answers[0]) == (409, "bot:red_tests")


def test_the_tests_of_a_document_are_played_where_nobody_waits():
    results = play_all(parse_document({**ECHO, "tests": [GREEN, RED]}), (), no_sandbox)

    assert [one.passed for one in results] == [True, False]
    assert play_all(parse_document(ECHO), (), no_sandbox) == []


async def test_who_may_see_a_bot_plays_its_tests_and_writes_none(app, author, bot):
    viewer = Author(author.client, await make_person(app, "DEVELOPER"))
    await author.call("PUT", f"/bots/{bot}/access/{viewer.person.id}", json={"role": "VIEWER"})

    assert not (await run(viewer, bot))["passed"]
    assert refused(await viewer.call("POST", f"/bots/{bot}/tests", json=GREEN)) == (403, "bot:forbidden")
    assert refused(await viewer.call("GET", f"/bots/{NOBODY}/tests")) == (404, "bot:not_found")
