"""POST /requests/{id}/execute: one request by itself, with variables the author gives."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from authors import Author, done, refused
from http_peer import HttpPeer, listening

from drive import calling
from factories import make_person


@pytest.fixture
async def http_peer() -> AsyncIterator[HttpPeer]:
    async with listening() as peer:
        yield peer


async def request_of(author: Author, **fields: Any) -> str:
    bot_id = (await author.import_bot())["id"]
    return done(await author.call("POST", "/requests", json={"bot_id": bot_id, **fields}), 201)["id"]


async def test_a_dry_run_shows_what_would_be_sent(author):
    request = await request_of(
        author,
        method="POST",
        url="https://api.example/items/{$session.item$}",
        query={"q": "{$user.name$}"},
        headers={"X-Kind": "{$session.kind|default:'none'$}"},
        body={"n": "{$session.n$}"},
    )

    answer = done(
        await author.call(
            "POST",
            f"/requests/{request}/execute",
            json={
                "variables": {"session.item": "a b", "user": {"name": "Ada"}, "session.n": 2},
                "dry_run": True,
            },
        )
    )

    assert answer["answer"] is None
    sent = answer["sent"]
    assert (sent["method"], sent["url"]) == ("POST", "https://api.example/items/a%20b")
    assert (sent["query"], sent["headers"]) == ([["q", "Ada"]], [["X-Kind", "none"]])
    assert (sent["body"], sent["content_type"]) == ('{"n":2}', "application/json")


async def test_a_request_is_run_once_against_a_real_server(start_app, http_peer):
    app = await start_app(egress_allow="127.0.0.1")
    async with calling(app) as client:
        author = Author(client, await make_person(app, "DEVELOPER"))
        request = await request_of(author, url=f"{http_peer.url}/price?item={{$session.item$}}")

        answer = done(
            await author.call(
                "POST", f"/requests/{request}/execute", json={"variables": {"session.item": "pizza"}}
            )
        )

    assert answer["answer"]["status"] == 200
    assert answer["answer"]["body"] == {"path": "/price?item=pizza"}
    assert answer["problems"] == []
    assert http_peer.seen == ["/price?item=pizza"]


async def test_an_address_inside_is_refused_by_name(author):
    request = await request_of(author, url="http://127.0.0.1:1/")

    answer = done(await author.call("POST", f"/requests/{request}/execute", json={}))

    assert answer["problems"] == ["http:blocked"]
    assert answer["messages"][0].startswith("Requests to this address are not allowed: ")
    assert "EGRESS_ALLOW" in answer["messages"][0]
    assert (answer["detail"]["reason"], answer["detail"]["host"]) == ("not_public", "127.0.0.1:1")


async def test_a_dry_run_tells_of_an_address_that_nothing_is_sent_to(author):
    request = await request_of(author, url="http://127.0.0.1:1/x?key=s3cret")

    answer = done(await author.call("POST", f"/requests/{request}/execute", json={"dry_run": True}))

    assert (answer["problems"], answer["answer"]) == (["http:blocked"], None)
    assert answer["sent"]["url"].startswith("http://127.0.0.1:1/x")
    assert "s3cret" not in str(answer["messages"]) + str(answer["detail"])


async def test_what_is_no_request_says_what_it_lacks(author):
    request = await request_of(author, url="{$session.place$}/x")

    answer = done(await author.call("POST", f"/requests/{request}/execute", json={"dry_run": True}))

    assert (answer["sent"], answer["problems"]) == (None, ["http:invalid"])
    assert answer["detail"]["reason"] == "bad_address"
    assert answer["messages"] == [
        "The request is not valid: what came out is no address that begins with http:// or https://."
    ]


BODIES = {
    "filled": ["{$session.a$}{$session.a$}{$session.a$}"] * 10_000,
    "alone": ["{$session.a$}"] * 10_000,
    "lists": ["{$session.list$}"] * 10_000,
}


@pytest.mark.parametrize("body", BODIES)
async def test_what_is_too_much_for_a_turn_is_too_much_to_be_rendered_here(author, body):
    request = await request_of(author, method="POST", url="https://api.example/", body=BODIES[body])
    variables = {"session.a": "z" * 20_000, "session.list": ["z"] * 5_000}

    asked = author.call(
        "POST", f"/requests/{request}/execute", json={"variables": variables, "dry_run": True}
    )
    answer = done(await asked)

    assert (answer["sent"], answer["problems"]) == (None, ["flow:too_much_work"])


async def test_a_variable_in_no_scope_is_refused_and_the_scopes_are_named(author):
    request = await request_of(author, url="https://api.example/")

    answer = await author.call(
        "POST", f"/requests/{request}/execute", json={"variables": {"n": 1}, "dry_run": True}
    )

    assert refused(answer) == (422, "api:invalid")
    (fault,) = answer.json()["error"]["details"]["fields"]
    assert (fault["path"], fault["code"]) == ("body.variables.n", "variable:unknown_scope")
    assert "session" in fault["allowed"]


async def test_a_request_runs_without_a_body(author):
    request = await request_of(author, url="http://127.0.0.1:1/")

    assert done(await author.call("POST", f"/requests/{request}/execute"))["problems"] == ["http:blocked"]
