"""http.webhook: one event to one address."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from calling import ID, Safe, call, fault, replies, told

from app.runtime.ports import Added, Token
from egress_servers import Server, answer, redirect, serving

SECRET = "s3cret-0123456789"
BEARER = Added(headers=(("Authorization", f"Bearer {SECRET}"),), secrets=(SECRET,))


async def hook(server: Server, safe: Safe | None = None, credential: str | None = None, **config: object):
    wanted = {"url": f"{server.url}/in?a=1", **config}
    return await call("http.webhook", wanted, safe=safe, credential=credential)


async def test_json_is_posted_and_the_answer_is_the_result():
    async with serving(replies(201, {"id": 5}, "X-Kind: new")) as server:
        answered = await hook(server, body={"name": "Ada"}, headers={"X-Shop": 7})

    assert answered.result["status"] == 201
    assert answered.result["body"] == {"id": 5}
    assert answered.result["headers"]["x-kind"] == "new"
    (seen,) = server.seen
    assert seen.line == "POST /in?a=1 HTTP/1.1"
    assert (seen.header("idempotency-key"), seen.header("x-shop")) == (ID, "7")
    assert (seen.header("content-type"), told(seen)) == ("application/json", {"name": "Ada"})


@pytest.mark.parametrize("body", [0, "text", [1], False])
async def test_the_body_is_any_json(body):
    async with serving(answer(204)) as server:
        assert (await hook(server, body=body, method="PUT")).ok
    assert server.seen[0].line.startswith("PUT ")
    assert told(server.seen[0]) == body


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (304, "bad_answer"),
        (400, "invalid"),
        (401, "unauthorized"),
        (402, "quota"),
        (403, "forbidden"),
        (404, "not_found"),
        (409, "invalid"),
        (410, "not_found"),
        (422, "invalid"),
        (429, "rate_limited"),
        (500, "unavailable"),
        (504, "timeout"),
    ],
)
async def test_all_but_success_is_a_fault(status, code):
    async with serving(answer(status)) as server:
        assert fault(await hook(server)) == (code, f"The server answered {status}.")


async def test_a_credential_is_used_where_it_is_named_and_never_by_default():
    safe = Safe(added=BEARER)
    async with serving(answer(200)) as server:
        await hook(server, safe)
        await hook(server, safe, "mine", headers={"authorization": "mine", "Idempotency-Key": "x"})

    assert [seen.header("authorization") for seen in server.seen] == [None, f"Bearer {SECRET}"]
    assert [seen.header("idempotency-key") for seen in server.seen] == [ID, ID]


async def test_a_key_in_the_query_is_added_to_it():
    added = Added(query=(("api key", "a/b&c"),), secrets=("a/b&c",))
    async with serving(answer(200)) as server:
        await hook(server, Safe(added=added), "mine")
    assert server.seen[0].line == "POST /in?a=1&api%20key=a%2Fb%26c HTTP/1.1"


async def test_a_credential_for_another_host_or_of_another_name_is_not_sent():
    async with serving(answer(200)) as server:
        assert fault(await hook(server, Safe(added=BEARER), "other"))[0] == "no_credential"
        elsewhere = {"url": f"http://localhost:{server.port}/"}
        answered = await call("http.webhook", elsewhere, safe=Safe(added=BEARER), credential="mine")
        assert fault(answered)[0] == "credential_host"
    assert server.seen == []


async def test_a_token_that_is_not_taken_is_told_to_whoever_keeps_it():
    token = Token(credential_id=UUID(int=9), expires_at=datetime(2026, 1, 1, tzinfo=UTC))
    safe = Safe(added=Added(headers=BEARER.headers, secrets=(SECRET,), token=token))
    async with serving(answer(401)) as server:
        assert fault(await hook(server, safe, "mine"))[0] == "unauthorized"
    assert safe.not_taken == [token]


async def test_a_secret_echoed_by_the_server_is_masked():
    async with serving(replies(200, {"got": f"Bearer {SECRET}"}, f"X-Got: {SECRET}")) as server:
        answered = await hook(server, Safe(added=BEARER), "mine")
    assert SECRET not in repr(answered)
    assert answered.result["body"] == {"got": "Bearer •••"}


async def test_a_redirect_elsewhere_takes_no_secret_along():
    async with serving(answer(200)) as there, serving(redirect(f"{there.url}/x", 307)) as here:
        assert (await hook(here, Safe(added=BEARER), "mine", body=1)).ok
    assert there.seen[0].header("authorization") is None


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ({"url": "ftp://x.example"}, "blocked"),
        ({"url": "no address"}, "invalid"),
        ({"headers": {"X": "a\r\nY: b"}}, "invalid"),
        ({"url": None}, "invalid_config"),
        ({"method": "GET"}, "invalid_config"),
    ],
)
async def test_what_cannot_be_sent_is_a_fault(config, code):
    async with serving(answer(200)) as server:
        assert fault(await hook(server, **config))[0] == code
    assert server.seen == []
