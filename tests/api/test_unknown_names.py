"""What nobody knows is refused by name: a misspelt parameter or field must not pass for one left out."""

import json

import pytest
from authors import API, refused

from drive import code


def faults_of(answer):
    assert (answer.status_code, code(answer)) == (422, "api:invalid")
    return {one["path"]: one for one in answer.json()["error"]["details"]["fields"]}


@pytest.mark.parametrize(
    ("method", "path", "unknown", "nearest"),
    [
        ("POST", "/bots/import?target_bot_id={bot}&base_revison=1", "base_revison", "base_revision"),
        ("POST", "/bots/import?target={bot}", "target", "target_bot_id"),
        ("GET", "/people?q=zo", "q", None),
        ("GET", "/bots?limt=3", "limt", "limit"),
        ("GET", "/bots/{bot}/tests?base_revision=1", "base_revision", None),
        ("DELETE", "/bots/{bot}?dry_run=1", "dry_run", None),
        ("GET", "/steps?bot_id={bot}&bot=1", "bot", "bot_id"),
    ],
)
async def test_a_parameter_nobody_knows_is_refused_with_the_nearest(author, method, path, unknown, nearest):
    bot = (await author.call("POST", "/bots", json={"name": "Quiz"})).json()["id"]

    answer = await author.call(method, path.format(bot=bot))

    fault = faults_of(answer)[f"query.{unknown}"]
    assert fault.get("nearest") == nearest
    assert unknown not in fault["allowed"]
    assert (await author.call("GET", f"/bots/{bot}")).status_code == 200


async def test_the_hot_routes_refuse_them_too(author):
    channel = await author.channel(await author.published())

    answer = await author.call("POST", f"/channels/{channel}/messages?dry_run=true", json={"text": "Hello"})

    assert [*faults_of(answer)] == ["query.dry_run"]


async def test_dry_run_of_an_import_writes_nothing(author):
    document = {"dbcv": 1, "kind": "bot", "name": "Quiz", "steps": []}
    shown = await author.call("POST", "/bots/import?dry_run=true", json=document)

    assert shown.status_code == 200
    assert shown.json().keys() >= {"revision", "difference", "issues"}
    assert (await author.call("GET", "/bots")).json()["items"] == []


async def test_a_field_nobody_knows_is_named_with_the_nearest(author):
    answer = await author.call("POST", "/bots", json={"nmae": "Quiz", "name": "Quiz"})

    fault = faults_of(answer)["body.nmae"]
    assert fault["nearest"] == "name"
    assert {"name", "workspace_id"} <= {*fault["allowed"]}


async def test_a_number_that_is_none_is_one_fault(author):
    bot = (await author.call("POST", "/bots", json={"name": "Quiz"})).json()["id"]
    wanted = {"bot_id": bot, "name": "Price", "url": "https://example.org", "timeout": "soon"}

    faults = faults_of(await author.call("POST", "/requests", json=wanted))

    assert [path for path in faults if "timeout" in path] == ["body.timeout"]
    assert "Decimal" not in faults["body.timeout"]["message"]


async def test_a_body_without_a_content_type_is_told_what_to_send(client):
    answer = await client.post(f"{API}/auth/login", content=json.dumps({"email": "a@example.org"}))

    assert "content-type: application/json" in faults_of(answer)["body"]["message"]


async def test_a_faulty_if_match_is_told_in_words(author):
    bot = (await author.call("POST", "/bots", json={"name": "Quiz"})).json()["id"]
    body = {"bot_id": bot, "text": "Look here"}

    answer = await author.call("POST", "/notes", json=body, headers={"If-Match": "seven"})

    assert "revision" in faults_of(answer)["header.if-match"]["message"]


async def test_what_no_access_token_opens_says_so(app, author):
    made = await author.call("POST", "/tokens", json={"name": "Script", "scopes": ["bots:read"]})
    token = {"Authorization": f"Bearer {made.json()['token']}"}

    answer = await author.client.get(f"{API}/people", headers=token)

    assert refused(answer) == (403, "auth:scope_needed")
    assert answer.json()["error"]["message"] == "Only a sign-in may do this."
