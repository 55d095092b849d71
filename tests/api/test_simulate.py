"""Conversation tests over HTTP, on the real engine; they touch nothing."""

import json

import pytest
from authors import ECHO, done, refused, says
from sqlalchemy import func, select

from app.authoring.exchange import parse
from app.authoring.simulation import simulate
from app.kit.errors import InvalidInput
from app.storage.models import Message, Session

TEST = {
    "user": {"name": "Ada"},
    "turns": [{"start": True, "bot": ["Hello Ada"]}, {"user": "x", "at": "echo"}],
}
YAML = """
user: {name: Ada}
turns:
  - start: true
    bot: ["Hello Ada"]
  - user: x
    at: echo
"""


async def test_a_test_is_played_turn_by_turn_with_traces(author):
    bot = (await author.import_bot())["id"]

    outcome = done(await author.call("POST", f"/bots/{bot}/simulate", json=TEST))

    assert (outcome["passed"], outcome["differences"]) == (True, [])
    first, second = outcome["turns"]
    assert [message["text"] for message in first["sent"]] == ["Hello Ada"]
    assert (second["at"], second["sent"][0]["text"]) == ("echo", "You said x")
    assert first["trace"]
    assert second["trace"]


async def test_yaml_says_the_same_as_json(author):
    bot = (await author.import_bot())["id"]
    told = [
        done(await author.call("POST", f"/bots/{bot}/simulate", content=content, headers=headers))
        for content, headers in (
            (YAML, {"Content-Type": "application/yaml"}),
            (json.dumps(TEST), {"Content-Type": "application/json"}),
        )
    ]

    plain = [[{**turn, "trace": None} for turn in outcome["turns"]] for outcome in told]
    assert plain[0] == plain[1]
    assert told[0]["passed"]


async def test_what_did_not_follow_is_told(author):
    bot = (await author.import_bot())["id"]
    wrong = {"turns": [{"start": True, "bot": ["Bye"], "at": "echo"}]}

    outcome = done(await author.call("POST", f"/bots/{bot}/simulate", json=wrong))

    assert outcome["passed"] is False
    assert len(outcome["turns"][0]["differences"]) == 2


async def test_the_draft_is_played_or_the_version_asked_for(author):
    bot = await author.published(says("Old", "old"))
    await author.import_bot(says("New", "new"), target_bot_id=bot)
    test = {"turns": [{"start": True}]}

    async def said(**query):
        answer = done(await author.call("POST", f"/bots/{bot}/simulate", json=test, params=query))
        return answer["turns"][0]["sent"][0]["text"]

    assert await said() == await said(version="draft") == "new"
    assert await said(version="1") == "old"
    missing = await author.call("POST", f"/bots/{bot}/simulate", json=test, params={"version": "2"})
    assert refused(missing) == (404, "bot:version_not_found")
    odd = await author.call("POST", f"/bots/{bot}/simulate", json=test, params={"version": "latest"})
    assert refused(odd) == (422, "api:invalid")


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "turns"),
        ({"turns": [{"begin": True}]}, "turns.0.begin"),
        ({"turns": [{"start": True}], "bots": 1}, "bots"),
        ([], ""),
        ("{", ""),
    ],
)
async def test_what_is_no_test_is_refused_by_path(author, body, path):
    bot = (await author.import_bot())["id"]
    content = body if isinstance(body, str) else json.dumps(body)

    answer = await author.call("POST", f"/bots/{bot}/simulate", content=content)

    assert refused(answer) == (422, "document:invalid")
    assert path in [field["path"] for field in answer.json()["error"]["details"]["fields"]]


async def test_nothing_is_kept_of_a_simulation(app, author):
    bot = await author.published({**ECHO, "variables": {"n": 1}})
    await author.call("POST", f"/bots/{bot}/simulate", json=TEST)

    async with app.state.database.unit_of_work() as session:
        for table in (Message, Session):
            assert await session.scalar(select(func.count()).select_from(table)) == 0


async def test_a_simulation_has_only_so_many_turns(author):
    bot = (await author.import_bot())["id"]

    answer = await author.call("POST", f"/bots/{bot}/simulate", json={"turns": [{"user": "x"}] * 501})

    assert refused(answer) == (422, "simulation:too_many_turns")


def test_a_bot_without_end_takes_only_so_much_time():
    clock = {"id": "t", "on": "timeout", "after": 1, "connections": [{"id": "c", "to": "tick"}]}
    document = {**ECHO, "first_step": "tick", "steps": [{"id": "tick", "groups": [clock]}]}
    test = json.dumps({"turns": [{"start": True}, *[{"wait": "30d"}] * 400]})

    with pytest.raises(InvalidInput) as stopped:
        simulate((parse(document), ()), test.encode(), seconds=0.2)

    assert stopped.value.code == "simulation:too_long"


async def test_a_bot_that_is_not_whole_is_simulated_as_far_as_it_goes(author):
    bot = done(await author.call("POST", "/bots", json={"name": "Empty"}), 201)["id"]

    answer = await author.call("POST", f"/bots/{bot}/simulate", json={"turns": [{"start": True}]})

    assert done(answer)["turns"][0]["sent"] == []


async def test_a_bot_that_cannot_begin_passes_no_test_but_one_that_expects_it(author):
    bot = done(await author.call("POST", "/bots", json={"name": "Empty"}), 201)["id"]
    path = f"/bots/{bot}/simulate"

    plain = done(await author.call("POST", path, json={"turns": [{"start": True}]}))
    expected = {"turns": [{"start": True, "problems": ["flow:unknown_step"]}]}

    assert plain["passed"] is False
    assert "no step to begin with" in plain["turns"][0]["differences"][0]
    assert done(await author.call("POST", path, json=expected))["passed"] is True


async def test_the_file_that_names_its_bot_is_taken_as_it_is(author):
    bot = (await author.import_bot())["id"]

    played = done(await author.call("POST", f"/bots/{bot}/simulate", content="bot: echo.yaml" + YAML))
    kept = done(await author.call("POST", f"/bots/{bot}/tests", content="bot: echo.yaml" + YAML), 201)

    assert played["passed"] is True
    assert kept["test"].keys() == {"user", "turns"}
    assert refused(await author.call("POST", f"/bots/{bot}/simulate", content="bots: echo.yaml" + YAML)) == (
        422,
        "document:invalid",
    )
