"""telegram.send_message, against a server that answers as the Bot API does."""

import pytest
from calling import call, fault, in_turn, key, replies, told

from app.integrations.faults import MESSAGE_CHARACTERS
from egress_servers import Server, answer, serving

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SENT = {
    "ok": True,
    "result": {
        "message_id": 7,
        "from": {"id": 123456789, "is_bot": True, "first_name": "House"},
        "chat": {"id": 42, "type": "private", "first_name": "Ada"},
        "date": 1767262800,
        "text": "Hello",
    },
}


def refusal(status: int, description: str, **parameters: object) -> bytes:
    body = {"ok": False, "error_code": status, "description": description}
    return replies(status, body | ({"parameters": parameters} if parameters else {}))


async def send(server: Server, token: str = TOKEN, **config: object):
    wanted = {"chat_id": "42", "text": "Hello", "base_url": server.url, **config}
    return await call("telegram.send_message", wanted, key("telegram", token))


async def test_a_message_is_sent_and_told_as_telegram_stored_it():
    async with serving(replies(200, SENT)) as server:
        answered = await send(server)

    assert answered.result == {
        "message_id": 7,
        "chat": SENT["result"]["chat"],
        "date": 1767262800,
        "text": "Hello",
    }
    (seen,) = server.seen
    assert seen.line == f"POST /bot{TOKEN}/sendMessage HTTP/1.1"
    assert seen.header("content-type") == "application/json"
    assert told(seen) == {"chat_id": "42", "text": "Hello"}


async def test_all_settings_reach_telegram_under_its_names():
    buttons = [{"text": "Site", "url": "https://x.example"}, {"text": "Yes", "data": "y"}, {"text": "No"}]
    async with serving(replies(200, SENT)) as server:
        await send(
            server,
            chat_id=-1001234567890,
            text=12.50,
            parse_mode="HTML",
            silent="true",
            no_preview=True,
            reply_to="5",
            thread_id=3,
            buttons=buttons,
        )

    assert told(server.seen[0]) == {
        "chat_id": "-1001234567890",
        "text": "12.5",
        "parse_mode": "HTML",
        "disable_notification": True,
        "link_preview_options": {"is_disabled": True},
        "reply_parameters": {"message_id": 5},
        "message_thread_id": 3,
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Site", "url": "https://x.example"}],
                [{"text": "Yes", "callback_data": "y"}],
                [{"text": "No", "callback_data": "No"}],
            ]
        },
    }


@pytest.mark.parametrize(
    ("status", "description", "code"),
    [
        (400, "Bad Request: chat not found", "not_found"),
        (400, "Bad Request: message text is empty", "invalid"),
        (400, "Bad Request: can't parse entities: unexpected end tag", "invalid"),
        (400, "Bad Request: not enough rights to send text messages to the chat", "forbidden"),
        (401, "Unauthorized", "unauthorized"),
        (403, "Forbidden: bot was blocked by the user", "forbidden"),
        (404, "Not Found", "unauthorized"),
        (413, "Request Entity Too Large", "too_large"),
        (500, "Internal Server Error", "unavailable"),
        (502, "Bad Gateway", "unavailable"),
    ],
)
async def test_what_telegram_refuses_has_a_code_and_its_own_words(status, description, code):
    async with serving(refusal(status, description)) as server:
        assert fault(await send(server)) == (code, description)


async def test_after_too_many_requests_it_waits_as_long_as_telegram_says_and_asks_again():
    busy = refusal(429, "Too Many Requests: retry after 0", retry_after=0)
    async with serving(in_turn(busy, busy, replies(200, SENT))) as server:
        assert (await send(server)).ok

    assert len(server.seen) == 3


async def test_it_does_not_wait_longer_than_the_turn_has():
    busy = refusal(429, "Too Many Requests: retry after 35", retry_after=35)
    async with serving(busy) as server:
        assert fault(await send(server)) == ("rate_limited", "Too Many Requests: retry after 35")

    assert len(server.seen) == 1


@pytest.mark.parametrize("body", [b"<html>", b'{"ok": true}', b'{"ok": true, "result": [1]}', b""])
async def test_an_answer_that_is_none_is_a_bad_answer(body):
    async with serving(answer(200, body)) as server:
        assert fault(await send(server))[0] == "bad_answer"


@pytest.mark.parametrize("token", ["x", "123:short", f"{TOKEN}/../../x", "../" + TOKEN, f"{TOKEN}?a=1"])
async def test_what_is_no_token_is_not_sent_anywhere(token):
    async with serving(replies(200, SENT)) as server:
        assert fault(await send(server, token))[0] == "unauthorized"

    assert server.seen == []


async def test_a_token_echoed_in_a_fault_is_masked():
    async with serving(refusal(400, f"Bad Request: no bot{TOKEN} here")) as server:
        code, message = fault(await send(server))

    assert (code, message) == ("invalid", "Bad Request: no bot••• here")


async def test_a_message_is_cut_only_after_its_secrets_are_masked():
    begins = "x" * (MESSAGE_CHARACTERS - 20)
    async with serving(refusal(400, f"{begins}{TOKEN}")) as server:
        _, message = fault(await send(server))

    assert message == f"{begins}•••"
    async with serving(refusal(400, "x" * 1000)) as server:
        assert len(fault(await send(server))[1]) == MESSAGE_CHARACTERS
