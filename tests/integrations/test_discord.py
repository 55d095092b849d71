"""discord.execute_webhook, against a server that answers as Discord does."""

import pytest
from calling import call, fault, in_turn, key, replies, told

from egress_servers import Server, answer, serving

PATH = "/api/webhooks/223704706495545344/3d89bb7572e0fb30d8128367b3b1b44fecd1726de135cbe28a41f8b2f777c372"
STORED = {
    "id": "1100000000000000001",
    "type": 0,
    "channel_id": "1100000000000000000",
    "content": "Hello",
    "timestamp": "2026-01-01T10:00:00.000000+00:00",
    "author": {"id": "223704706495545344", "username": "House"},
}


async def post(server: Server, **config: object):
    return await call(
        "discord.execute_webhook", {"content": "Hello", **config}, key("discord", server.url + PATH)
    )


async def test_a_message_is_posted_and_told_as_discord_stored_it():
    async with serving(replies(200, STORED)) as server:
        answered = await post(server)

    kept = ("id", "channel_id", "content", "timestamp")
    assert answered.result == {name: STORED[name] for name in kept}
    (seen,) = server.seen
    assert seen.line == f"POST {PATH}?wait=true HTTP/1.1"
    assert told(seen) == {"content": "Hello", "allowed_mentions": {"parse": []}}


async def test_nobody_is_called_by_what_a_person_wrote_unless_the_author_says_so():
    async with serving(replies(200, STORED)) as server:
        await post(server, content="@everyone")
        await post(server, content="@everyone", mentions=True)

    assert [told(seen).get("allowed_mentions") for seen in server.seen] == [{"parse": []}, None]


async def test_all_settings_reach_discord_under_its_names():
    embeds = [{"title": "Price", "fields": [{"name": "now", "value": "10"}]}]
    async with serving(replies(200, STORED)) as server:
        await post(server, username="House", embeds=embeds, tts=True, thread_id=77, mentions=True)

    assert server.seen[0].line == f"POST {PATH}?wait=true&thread_id=77 HTTP/1.1"
    assert told(server.seen[0]) == {"content": "Hello", "username": "House", "embeds": embeds, "tts": True}


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, {"message": "Cannot send an empty message", "code": 50006}, "invalid"),
        (401, {"message": "Invalid Webhook Token", "code": 50027}, "unauthorized"),
        (403, {"message": "Missing Permissions", "code": 50013}, "forbidden"),
        (404, {"message": "Unknown Webhook", "code": 10015}, "not_found"),
        (500, {"message": "Internal Server Error", "code": 0}, "unavailable"),
    ],
)
async def test_what_discord_refuses_has_a_code_and_its_own_words(status, body, code):
    async with serving(replies(status, body)) as server:
        assert fault(await post(server)) == (code, body["message"])


async def test_after_a_rate_limit_it_waits_and_asks_again():
    body = {"message": "You are being rate limited.", "retry_after": 0.01, "global": False}
    busy = replies(429, body, "Retry-After: 1", "X-RateLimit-Scope: shared")
    async with serving(in_turn(busy, replies(200, STORED))) as server:
        assert (await post(server)).ok

    assert len(server.seen) == 2


async def test_a_fault_that_is_no_json_is_told_by_its_status():
    async with serving(answer(503, b"<html>upstream</html>")) as server:
        assert fault(await post(server)) == ("unavailable", "The service has a fault of its own.")


@pytest.mark.parametrize("body", [b"", b"[]", b"ok"])
async def test_an_answer_that_is_none_is_a_bad_answer(body):
    async with serving(answer(200, body)) as server:
        assert fault(await post(server))[0] == "bad_answer"


async def test_a_message_needs_something_in_it():
    async with serving(replies(200, STORED)) as server:
        assert fault(await post(server, content=""))[0] == "invalid_config"
    assert server.seen == []


async def test_an_address_for_another_host_than_discords_is_refused():
    async with serving(replies(200, STORED)) as server:
        unbound = key("discord", server.url + PATH, hosts=())
        answered = await call("discord.execute_webhook", {"content": "Hello"}, unbound)
    assert fault(answered)[0] == "credential_host"
    assert server.seen == []


@pytest.mark.parametrize("ending", ["", "/", "/slack"])
async def test_what_comes_behind_the_token_hides_it_from_no_mask(ending):
    token = PATH.rpartition("/")[2]
    async with serving(replies(404, {"message": f"Unknown webhook {token}", "code": 10015})) as server:
        opened = key("discord", server.url + PATH + ending)
        answered = await call("discord.execute_webhook", {"content": "Hello"}, opened)
    assert fault(answered) == ("not_found", "Unknown webhook •••")
