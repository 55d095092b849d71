"""Credentials at work: in requests that are run, and nowhere they are not meant for."""

import asyncio
import base64
import json
from typing import Any

import pytest
from authors import Author, done, refused
from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15
from keepers import TokenServer, keep
from sqlalchemy import text

from drive import calling
from egress_servers import Seen, answer, redirect, serving
from factories import make_person

BOT = {
    "dbcv": 1,
    "kind": "bot",
    "name": "B",
    "first_step": "a",
    "steps": [{"id": "a", "message": {"text": "x"}}],
}


@pytest.fixture
async def here(start_app):
    """An author of a place that may reach this machine."""
    app = await start_app(egress_allow="127.0.0.1,localhost")
    async with calling(app) as client:
        yield Author(client, await make_person(app, "DEVELOPER"))


async def run(author: Author, url: str, *, dry_run: bool = False, **request: Any) -> dict[str, Any]:
    """What came of one request that names the credential `shop`."""
    bot = (await author.import_bot(BOT))["id"]
    wanted = {"bot_id": bot, "url": url, "credential": "shop", **request}
    made = done(await author.call("POST", "/requests", json=wanted), 201)["id"]
    return done(await author.call("POST", f"/requests/{made}/execute", json={"dry_run": dry_run}))


@pytest.mark.parametrize(
    ("fields", "header", "value"),
    [
        ({}, "authorization", "Bearer k-planted-1234"),
        ({"settings": {"prefix": "Token "}}, "authorization", "Token k-planted-1234"),
        ({"settings": {"name": "X-Key"}}, "x-key", "k-planted-1234"),
        (
            {"strategy": "basic", "secret": {"username": "ada", "password": "pÄss:word"}},
            "authorization",
            "Basic " + base64.b64encode("ada:pÄss:word".encode()).decode(),
        ),
        ({"strategy": "other", "secret": {"X-One": "first-1", "X-Two": "second-2"}}, "x-two", "second-2"),
    ],
)
async def test_each_strategy_adds_what_servers_expect(here, fields, header, value):
    await keep(here, **fields)
    async with serving(answer(200, b'"in"')) as server:
        ran = await run(here, f"{server.url}/me")

    assert (ran["answer"]["body"], ran["problems"]) == ("in", [])
    assert server.seen[0].header(header) == value


async def test_a_request_finds_the_default_of_a_service_by_the_word_of_the_service(here):
    made = await keep(here, "the key of the shop", provider="market")
    async with serving(answer(200)) as server:
        ran = await run(here, server.url, credential="market")
        assert ran["problems"] == []
        assert server.seen[0].header("authorization") == "Bearer k-planted-1234"
        (draft,) = done(await here.call("GET", f"/credentials/{made['id']}/usages"))
        assert draft["paths"][0].startswith("requests.")
        told = {"is_default": False}
        done(await here.call("PATCH", f"/credentials/{made['id']}", json=told))
        ran = await run(here, server.url, credential="market")
    assert (ran["answer"]["error"], ran["detail"]["reason"]) == ("http:invalid", "no_credential")
    assert ran["messages"] == ["The request is not valid: there is no such credential (market)."]


async def test_a_credential_goes_to_the_port_it_is_bound_to_and_no_other(here):
    async with serving(answer(200)) as server, serving(answer(200)) as other:
        await keep(here, hosts=[f"127.0.0.1:{server.port}"])
        assert (await run(here, server.url))["problems"] == []
        refusal = await run(here, other.url)
    assert (refusal["answer"]["error"], refusal["detail"]["reason"]) == ("http:invalid", "credential_host")
    assert f"(shop, 127.0.0.1:{other.port})" in refusal["messages"][0]
    assert other.seen == []


async def test_a_key_in_the_query_comes_after_what_the_author_wrote(here):
    await keep(here, settings={"send_in": "query", "name": "key"})
    async with serving(answer(200)) as server:
        ran = await run(here, f"{server.url}/me?a=1", query={"b": "2"})

    assert server.seen[0].line.split()[1] == "/me?a=1&b=2&key=k-planted-1234"
    assert ran["sent"]["query"] == [["b", "2"], ["key", "•••"]]


async def test_a_dry_run_shows_where_the_secret_goes_and_not_what_it_is(here):
    await keep(here, settings={"name": "X-Key"})

    ran = await run(here, "http://127.0.0.1:9/x", dry_run=True, headers={"x-key": "mine", "X-A": "1"})

    assert (ran["sent"]["headers"], ran["answer"]) == ([["X-A", "1"], ["X-Key", "•••"]], None)


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "evil.127.0.0.1.example"])
async def test_nothing_is_sent_to_a_host_the_credential_is_not_bound_to(here, host, dry_run):
    await keep(here)

    ran = await run(here, f"http://{host}:9/x", dry_run=dry_run)

    assert "http:invalid" in ran["problems"]
    assert ran["answer"] is None or ran["answer"]["error"] == "http:invalid"
    assert ran["sent"]["headers"] == []


async def test_a_bot_of_another_workspace_or_another_bot_has_none_of_it(here, start_app):
    bot = (await here.import_bot(BOT))["id"]
    await keep(here, bot_id=bot)

    assert (await run(here, "http://127.0.0.1:9/x"))["answer"]["error"] == "http:invalid"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_another_host_or_port_gets_no_credential(here, status):
    await keep(
        here, strategy="other", secret={"X-Key": "k-planted-1234"}, hosts=["127.0.0.1:*", "localhost:*"]
    )
    async with serving(answer(200, b'"there"')) as other:
        for place in (other.url, f"http://localhost:{other.port}/"):
            async with serving(redirect(place, status)) as server:
                ran = await run(here, server.url, method="POST", body={"a": 1})
            assert ran["answer"]["body"] == "there"
            assert server.seen[0].header("x-key") == "k-planted-1234"
    assert [seen.header("x-key") for seen in other.seen] == [None, None]


async def test_a_server_that_says_the_secret_back_does_not_bring_it_in(here):
    await keep(here, strategy="basic", secret={"username": "ada", "password": "k/planted?1234"})

    async def echo(seen: Seen, writer: Any) -> None:
        told = seen.header("authorization") or ""
        body = json.dumps({"you said": told, "is": base64.b64decode(told.split()[1]).decode()}).encode()
        writer.write(answer(200, body, f"X-Echo: {told}"))

    async with serving(echo) as server:
        ran = await run(here, server.url)

    assert ran["answer"]["body"] == {"you said": "Basic •••", "is": "ada:•••"}
    assert ran["answer"]["headers"]["x-echo"] == "Basic •••"


# Tokens


def oauth(server: Any, **settings: Any) -> dict[str, Any]:
    return {
        "strategy": "oauth2",
        "settings": {"grant": "client_credentials", "token_url": f"{server.url}/token", **settings},
        "secret": {"client_id": "the client", "client_secret": "k-planted-secret"},
    }


async def test_a_token_is_asked_for_once_and_used_until_it_ends(here):
    tokens = TokenServer()
    async with serving(tokens) as giver, serving(answer(200)) as server:
        await keep(here, **oauth(giver, scope="read write"))
        await asyncio.gather(*(run(here, server.url) for _ in range(4)))

    assert {seen.header("authorization") for seen in server.seen} == {"Bearer token-1"}
    assert tokens.asked == [{"grant_type": "client_credentials", "scope": "read write"}]
    pair = base64.b64decode(tokens.authorizations[0].removeprefix("Basic ")).decode()
    assert pair == "the%20client:k-planted-secret"


async def test_two_processes_ask_for_one_token(start_app):
    apps = [await start_app(egress_allow="127.0.0.1") for _ in range(2)]
    person = await make_person(apps[0], "DEVELOPER")
    tokens = TokenServer()
    async with (
        serving(tokens) as giver,
        serving(answer(200)) as server,
        calling(apps[0]) as one,
        calling(apps[1]) as two,
    ):
        authors = [Author(one, person), Author(two, person)]
        await keep(authors[0], **oauth(giver))
        await asyncio.gather(*(run(authors[n % 2], server.url) for n in range(6)))

    assert len(tokens.asked) == 1
    assert {seen.header("authorization") for seen in server.seen} == {"Bearer token-1"}


async def test_a_token_that_ends_is_renewed(here):
    tokens = TokenServer(expires_in=1)
    async with serving(tokens) as giver, serving(answer(200)) as server:
        await keep(here, **oauth(giver, client_in="body"))
        for _ in range(2):
            await run(here, server.url)

    assert [seen.header("authorization") for seen in server.seen] == ["Bearer token-1", "Bearer token-2"]
    assert tokens.asked[0]["client_secret"] == "k-planted-secret"
    assert tokens.authorizations == [None, None]


async def test_a_token_the_server_does_not_take_is_not_used_again(here):
    tokens = TokenServer()

    async def picky(seen: Seen, writer: Any) -> None:
        writer.write(answer(401 if seen.header("authorization") == "Bearer token-1" else 200))

    async with serving(tokens) as giver, serving(picky) as server:
        await keep(here, **oauth(giver))
        statuses = [(await run(here, server.url))["answer"]["status"] for _ in range(3)]

    assert statuses == [401, 200, 200]
    assert len(tokens.asked) == 2


async def test_a_refresh_token_that_is_replaced_is_used_once(here):
    tokens = TokenServer(expires_in=1, refresh_token="planted-refresh-#")
    async with serving(tokens) as giver, serving(answer(200)) as server:
        made = await keep(
            here,
            strategy="oauth2",
            settings={"grant": "refresh_token", "token_url": giver.url},
            secret={"client_id": "c", "refresh_token": "planted-refresh-0"},
        )
        for _ in range(3):
            await run(here, server.url)
        place = f"/credentials/{made['id']}"
        told = {"secret": {"client_id": "c", "refresh_token": "planted-anew"}}
        done(await here.call("PATCH", place, json=told))
        await run(here, server.url)

    used = [one["refresh_token"] for one in tokens.asked]
    assert used == ["planted-refresh-0", "planted-refresh-1", "planted-refresh-2", "planted-anew"]
    assert [one["client_id"] for one in tokens.asked] == ["c"] * 4


def unpadded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


async def test_a_service_account_signs_what_it_asks_with(here):
    key = RSA.generate(2048)
    pem = key.export_key(pkcs=8).decode()
    tokens = TokenServer()
    async with serving(tokens) as giver, serving(answer(200)) as server:
        file = {
            "type": "service_account",
            "client_email": "robot@x.iam.gserviceaccount.com",
            "private_key": pem,
            "private_key_id": "abc",
            "token_uri": f"{giver.url}/token",
        }
        await keep(
            here,
            strategy="service_account",
            settings={"scopes": ["https://a.test/one", "https://a.test/two"], "subject": "ada@x.test"},
            secret={"key_file": json.dumps(file)},
        )
        ran = await run(here, server.url)

    assert ran["problems"] == []
    assert server.seen[0].header("authorization") == "Bearer token-1"
    asked = tokens.asked[0]
    assert asked["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    signed, _, signature = asked["assertion"].rpartition(".")
    pkcs1_15.new(key.public_key()).verify(SHA256.new(signed.encode()), unpadded(signature))
    head, said = (json.loads(unpadded(part)) for part in signed.split("."))
    assert head == {"alg": "RS256", "typ": "JWT", "kid": "abc"}
    assert (said["iss"], said["sub"], said["aud"]) == (file["client_email"], "ada@x.test", file["token_uri"])
    assert said["scope"] == "https://a.test/one https://a.test/two"
    assert said["exp"] - said["iat"] == 3600


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (TokenServer(refuses=400), "http:invalid"),
        (answer(200, b"no json"), "http:invalid"),
        (answer(200, b'{"access_token": 7}'), "http:invalid"),
        (answer(200, b'{"access_token": "a\\nb"}'), "http:invalid"),
        (b"", "http:connection"),
    ],
)
async def test_without_a_token_nothing_is_sent(here, said, code):
    async with serving(said) as giver, serving(answer(200)) as server:
        await keep(here, **oauth(giver))
        ran = await run(here, server.url)

    assert (ran["answer"]["error"], ran["problems"], server.seen) == (code, [code], [])


async def test_a_token_server_leads_the_secret_nowhere_else(here):
    async with serving(TokenServer()) as other, serving(redirect(other.url, 307)) as giver:
        await keep(here, **oauth(giver, client_in="body"))
        ran = await run(here, "http://127.0.0.1:9/")

    assert ran["answer"]["error"] == "http:invalid"
    assert other.seen == []


async def test_a_token_server_inside_a_network_is_not_asked(author):
    await keep(
        author,
        strategy="oauth2",
        settings={"grant": "client_credentials", "token_url": "http://169.254.169.254/token"},
        secret={"client_id": "c", "client_secret": "k-planted"},
    )
    assert (await run(author, "http://127.0.0.1:9/"))["answer"]["error"] == "http:blocked"


# Trying one out


async def test_trying_one_out_tells_whether_it_works_and_nothing_else(here):
    made = await keep(here)
    place = f"/credentials/{made['id']}/test"
    async with serving(answer(200, b"k-planted-1234 and more")) as server:
        tried = await here.call("POST", place, json={"url": server.url})
        known = {
            "ok": True,
            "status": 200,
            "error": None,
            "detail": None,
            "message": None,
            "message_ru": None,
        }
        assert done(tried) == {**known, "elapsed_ms": done(tried)["elapsed_ms"]}
        elsewhere = done(await here.call("POST", place, json={"url": f"http://localhost:{server.port}"}))
    assert (elsewhere["ok"], elsewhere["error"], len(server.seen)) == (False, "http:invalid", 1)
    place_of_it = f"localhost:{server.port}"
    assert elsewhere["detail"] == {
        "reason": "credential_host",
        "host": place_of_it,
        "credential": made["name"],
    }
    assert elsewhere["message"] == (
        f"The credential may not be sent to this host and port ({made['name']}, {place_of_it})."
    )
    assert elsewhere["message_ru"].startswith("Доступ нельзя отправлять")
    assert refused(await here.call("POST", place, json={})) == (422, "api:invalid")
    async with serving(TokenServer(refuses=401)) as giver:
        token = await keep(here, "token", **oauth(giver))
        tried = done(await here.call("POST", f"/credentials/{token['id']}/test", json={}))
    assert (tried["ok"], tried["error"]) == (False, "http:invalid")
    assert (tried["detail"]["reason"], tried["detail"]["status"]) == ("no_token", 401)


async def test_what_was_sealed_for_one_opens_as_no_other(here):
    await keep(here)
    await keep(here, "mine", hosts=["localhost:*"])
    async with here.client._transport.app.state.database.unit_of_work() as session:
        swap = (
            "update credential_entity c set sealed = o.sealed from credential_entity o where o.name <> c.name"
        )
        await session.execute(text(swap))

    assert (await run(here, "http://127.0.0.1:9/x"))["answer"]["error"] == "http:invalid"
