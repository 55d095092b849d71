"""Whatever is sent as a message over HTTP is answered with a typed error at its place."""

import json

import pytest

from chaos.malice import DEEP, JSON, LARGEST, PLANTED, TOKEN, fault_of, newcomer, paths_of, spoken

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("unhurt")]

MALFORMED = {
    "nothing": b"",
    "an open brace": b'{"text": "' + PLANTED.encode(),
    "a form": f"text={PLANTED}".encode(),
    "NaN": b'{"text": NaN}',
    "a huge exponent and a tail": b'{"text": 1e999}}',
    "bad UTF-8": b'{"text": "\xff\xfe"}',
    "half a surrogate in UTF-8": b'{"text": "\xed\xa0\x80"}',
    "UTF-16": '{"text": "x"}'.encode("utf-16"),
    "a bare U+0000": b'{"text": "a\x00b"}',
    "two documents": b'{"text": "a"}{"text": "b"}',
    "nesting without an end": b'{"params": ' + DEEP + b"}",
}
FAULTY: list[tuple[bytes, list[str]]] = [
    (b"null", [""]),
    (b"3", [""]),
    (b"[]", [""]),
    (b'"' + PLANTED.encode() + b'"', [""]),
    (spoken(text=1), ["text"]),
    (spoken(text=["x"]), ["text"]),
    (spoken(text={"a": 1}, button=2), ["text", "button"]),
    (spoken(text="x", params=[1]), ["params"]),
    (spoken(text="x", params=PLANTED), ["params"]),
    (spoken(text="x", attachments={}), ["attachments"]),
    (spoken(text="x", attachments=[{"url": "javascript:alert(1)"}]), ["attachments.0.url"]),
    (spoken(text="x", attachments=[{"url": "//evil.example/x"}]), ["attachments.0.url"]),
    (spoken(text="x", attachments=[{"url": "https://[::1"}]), ["attachments.0.url"]),
    (spoken(text="x", attachments=[{"url": "https://a.example", "type": PLANTED}]), ["attachments.0.type"]),
    (spoken(text="x", attachments=[{"url": "https://a.example"}] * 21), ["attachments"]),
    (spoken(text="x", bot_id=PLANTED), ["bot_id"]),
    (spoken(text="x", bot_id=7), ["bot_id"]),
    (spoken(text="x", external_id=""), ["external_id"]),
    (spoken(text="x", external_id="e" * 201), ["external_id"]),
    (spoken(text="x", external_id=5), ["external_id"]),
    (spoken(text="x", surprise=PLANTED), ["surprise"]),
]


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_a_message_that_is_no_json_is_malformed(client, channel, token, body):
    headers = {"Authorization": f"Bearer {token}", **JSON}
    answer = await client.post(f"/channels/{channel}/messages", content=body, headers=headers)
    assert fault_of(answer) == (400, "api:malformed_json")


@pytest.mark.parametrize(("body", "paths"), FAULTY)
async def test_every_faulty_field_of_a_message_is_named(client, channel, token, body, paths):
    headers = {"Authorization": f"Bearer {token}", **JSON}
    answer = await client.post(f"/channels/{channel}/messages", content=body, headers=headers)
    assert fault_of(answer) == (422, "api:invalid")
    assert paths_of(answer.json()["error"]) == [f"body.{path}".rstrip(".") for path in paths]


async def test_a_message_that_says_nothing_or_too_much_is_refused(client, channel, token):
    headers = {"Authorization": f"Bearer {token}", **JSON}
    path = f"/channels/{channel}/messages"
    assert fault_of(await client.post(path, content=b"{}", headers=headers)) == (422, "message:empty")
    huge = spoken(text="x", params={"a": PLANTED * LARGEST})
    assert fault_of(await client.post(path, content=huge, headers=headers)) == (413, "api:too_large")
    long = spoken(text="x" * 70_000)
    assert fault_of(await client.post(path, content=long, headers=headers)) == (413, "message:too_large")
    assert fault_of(
        await client.post(path, content=b"x", headers={**headers, "Content-Type": "text/plain"})
    ) == (400, "api:not_json")
    stranger = spoken(text="x", bot_id="00000000-0000-0000-0000-000000000001")
    assert fault_of(await client.post(path, content=stranger, headers=headers)) == (
        422,
        "channel:bot_not_here",
    )


STORABLE = [
    "\\ud800 half",
    "a\\u0000b",
    "\\u202e\\ufeff\\u2028",
    "{$session.n$} {$bot|upper$} {$",
    "'; drop table message; --",
    "%s %n {0.__class__}",
]


@pytest.mark.parametrize("text", STORABLE)
async def test_a_strange_text_is_a_text_like_any_other(client, channel, text):
    person = await newcomer(client, channel)
    body = f'{{"text": "{text}", "external_id": "a{text}"}}'.encode()
    headers = {"Authorization": f"Bearer {person.token}", **JSON}
    answer = await client.post(f"/channels/{channel}/messages", content=body, headers=headers)
    again = await client.post(f"/channels/{channel}/messages", content=body, headers=headers)
    assert (answer.status_code, answer.json()) == (202, again.json())
    await person.read_until(1)
    heard, replied = (await person.read_back())[:2]
    expected = json.loads(f'"{text}"').replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert (heard["text"], replied["text"]) == (expected, f"1: {expected}")


IDS = ["0", PLANTED, "-1", "%00", "..%2f..%2fetc", "0" * 32, "f" * 36, "00000000-0000-0000-0000-00000000000g"]


@pytest.mark.parametrize("channel_id", IDS)
@pytest.mark.parametrize("rest", ["messages", "start", "webhook"])
async def test_an_id_that_is_none_or_nobodys_is_not_found_or_invalid(client, token, channel_id, rest):
    headers = {"Authorization": f"Bearer {token}", **JSON}
    answer = await client.post(f"/channels/{channel_id}/{rest}", content=spoken(text="x"), headers=headers)
    status, code = fault_of(answer)
    assert status in (404, 422), (status, code)


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=9223372036854775808", "limit=0", "limit=1e9"]
)
async def test_a_page_that_cannot_be_is_refused_by_its_path(client, channel, token, query):
    headers = {"Authorization": f"Bearer {token}"}
    answer = await client.get(f"/channels/{channel}/messages?{query}", headers=headers)
    assert fault_of(answer) == (422, "api:invalid")
    assert paths_of(answer.json()["error"]) == [f"query.{query.partition('=')[0]}"]


TOKENS = [TOKEN, f"{TOKEN}.{TOKEN}.{TOKEN}", "eyJhbGciOiJub25lIn0.e30.", "a" * 20_000, ".."]


@pytest.mark.parametrize("wrong", TOKENS)
async def test_a_token_that_is_none_is_refused_and_not_logged(client, channel, wrong):
    headers = {"Authorization": f"Bearer {wrong}", **JSON}
    for method, path in (("POST", "messages"), ("GET", "messages"), ("POST", "start")):
        answer = await client.request(
            method, f"/channels/{channel}/{path}", content=spoken(text="x"), headers=headers
        )
        status, code = fault_of(answer)
        assert status in (401, 431), code
