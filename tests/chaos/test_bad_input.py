"""Whatever is sent is answered with a typed error at its place, nothing dies, and no log repeats a text."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from chaos.people import Person, check_conversation
from chaos.whole_system import Author, System, author_of
from conversing import ECHO, bot_document

PLANTED = "Qx7-planted-text"  # in everything that is sent: no log may hold it
TOKEN = "Qx7-planted-token"
JSON = {"Content-Type": "application/json"}
DEEP = b"[" * 100_000 + b"]" * 100_000
LARGEST = 256 * 1024

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def author(system: System) -> Iterator[Author]:
    with author_of(system) as author:
        yield author


@pytest.fixture(scope="module")
def channel(author: Author) -> str:
    return author.public_channel(author.published_bot(ECHO))


@pytest.fixture(scope="module")
def token(system: System) -> str:
    return httpx.post(f"{system.url}/api/v1/auth/anonymous", json={}).json()["access_token"]


@pytest.fixture
async def client(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{system.url}/api/v1", timeout=20) as client:
        yield client


def fault_of(answer: httpx.Response) -> tuple[int, str]:
    """Status and code; every error has the one shape."""
    body = answer.json()
    assert body.keys() == {"error"}, body
    assert body["error"].keys() == {"code", "message", "details"}
    assert PLANTED not in answer.text
    return answer.status_code, body["error"]["code"]


def paths_of(error: dict[str, Any]) -> list[str]:
    return [field["path"] for field in error["details"].get("fields", [])]


def spoken(**parts: Any) -> bytes:
    return json.dumps(parts).encode()


# --- messages over HTTP

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
    (spoken(text="x" * 70_000), ["text"]),
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
    assert paths_of(answer.json()["error"]) == paths


async def test_a_message_that_says_nothing_or_too_much_is_refused(client, channel, token):
    headers = {"Authorization": f"Bearer {token}", **JSON}
    path = f"/channels/{channel}/messages"
    assert fault_of(await client.post(path, content=b"{}", headers=headers)) == (422, "message:empty")
    huge = spoken(text="x", params={"a": PLANTED * LARGEST})
    assert fault_of(await client.post(path, content=huge, headers=headers)) == (413, "api:too_large")
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


async def newcomer(client: httpx.AsyncClient, channel: str) -> Person:
    person = Person(client=client, channel=channel, port=client.base_url.port or 80)
    await person.arrive()
    return person


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


# --- documents

DOCUMENTS: dict[str, bytes] = {
    "nothing": b"",
    "a word": PLANTED.encode(),
    "no bot": b"{}",
    "a list": b"[1, 2]",
    "an unknown key": json.dumps({**ECHO, PLANTED: 1}).encode(),
    "a step twice": json.dumps(bot_document({"id": "a"}) | {"steps": [{"id": "a"}, {"id": "a"}]}).encode(),
    "a group twice": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g"}]}, {"id": "b", "groups": [{"id": "g"}]})
    ).encode(),
    "a connection twice": json.dumps(
        bot_document(
            {
                "id": "a",
                "groups": [{"id": "g", "connections": [{"id": "c", "to": "a"}, {"id": "c", "to": "a"}]}],
            }
        )
    ).encode(),
    "a group twice in a step": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g"}, {"id": "g"}]})
    ).encode(),
    "a request twice": json.dumps(
        bot_document({"id": "a"}, requests=[{"id": "r", "url": "https://a.example"}] * 2)
    ).encode(),
    "a note twice": json.dumps(bot_document({"id": "a"}, notes=[{"id": "n", "text": "x"}] * 2)).encode(),
    "a huge priority": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g", "priority": 10**30}]})
    ).encode(),
    "a huge place": json.dumps(bot_document({"id": "a", "position": {"x": 10**400, "y": 0}})).encode(),
    "a huge timeout": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g", "on": "timeout", "after": 10**14}]})
    ).encode(),
    "a huge template version": json.dumps(
        bot_document({"id": "a", "template": {"id": "t", "version": 10**30}})
    ).encode(),
    "U+0000": json.dumps(bot_document({"id": "a", "name": "a\0b", "message": {"text": "a\0b"}})).encode(),
    "a lone surrogate": b'{"dbcv":1,"kind":"bot","name":"\\ud800","first_step":"a","steps":[{"id":"a"}]}',
    "NaN": b'{"dbcv":1,"kind":"bot","name":"x","first_step":"a","variables":{"a":NaN},"steps":[{"id":"a"}]}',
    "bad UTF-8": b"dbcv: 1\nname: \xff\n",
    "nesting without an end": b'{"dbcv": ' + DEEP + b"}",
    "deep YAML": b"a: " + b"[" * 5000 + b"]" * 5000,
    "a bomb of aliases": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c,*%c]\n" % (n + 1, n + 1, n, n, n) for n in range(97, 121)),
    "a tag": b"!!python/object/apply:os.system ['true']\n",
    "a huge number": b'{"dbcv": 1e999999999}',
}


@pytest.mark.parametrize("body", DOCUMENTS.values(), ids=DOCUMENTS)
async def test_a_document_is_imported_or_refused_by_its_paths(client, author, body):
    headers = {**author._client.headers, "Content-Type": "application/json"}
    answer = await client.post("/bots/import", content=body, headers=headers)
    if answer.status_code != 201:
        assert answer.status_code in (400, 422), answer.text
        error = answer.json()["error"]
        assert (error["code"], bool(error["details"].get("fields"))) == ("document:invalid", True)


# --- frames

FRAMES: dict[str, tuple[str | bytes, str]] = {
    "no JSON": (PLANTED, "api:malformed_json"),
    "nothing": ("", "api:malformed_json"),
    "binary": (b"\x00\x01\xff" + PLANTED.encode(), "api:malformed_json"),
    "NaN": ('{"type": NaN}', "api:malformed_json"),
    "deep": (DEEP.decode(), "api:malformed_json"),
    "a list": ("[]", "socket:unknown_type"),
    "null": ("null", "socket:unknown_type"),
    "no type": ('{"text": "x"}', "socket:unknown_type"),
    "an unknown type": (json.dumps({"type": PLANTED}), "socket:unknown_type"),
    "a type that is a list": ('{"type": ["message"]}', "socket:unknown_type"),
    "a type that is an object": ('{"type": {}}', "socket:unknown_type"),
    "wrong types": ('{"type": "message", "text": 1, "client_id": {}}', "api:invalid"),
    "an unknown key": (json.dumps({"type": "message", "text": "x", "surprise": PLANTED}), "api:invalid"),
    "nothing said": ('{"type": "message", "client_id": "c"}', "message:empty"),
    "an empty name": ('{"type": "message", "text": "x", "client_id": ""}', "api:invalid"),
    "params that are none": ('{"type": "start", "params": 3}', "api:invalid"),
    "a foreign bot": (
        '{"type":"message","text":"x","bot_id":"00000000-0000-0000-0000-000000000001"}',
        "channel:bot_not_here",
    ),
}


def socket_of(system: System, channel: str, *protocols: str, after: str = "0") -> connect:
    address = f"ws://127.0.0.1:{system.port}/ws/channel?channel_id={channel}&after={after}"
    return connect(address, subprotocols=list(protocols) or None, max_size=None)


async def heard(socket: ClientConnection) -> dict[str, Any]:
    return json.loads(await socket.recv())


async def answer_to(socket: ClientConnection, text: str | bytes) -> dict[str, Any]:
    await socket.send(text, text=True)
    return await heard(socket)


async def test_a_faulty_frame_is_answered_and_the_socket_stays_open(system: System, client, channel):
    person = await newcomer(client, channel)
    async with socket_of(system, channel, "bearer", person.token) as socket:
        for name, (frame, code) in FRAMES.items():
            await socket.send(frame)
            answer = await heard(socket)
            assert (name, answer["type"], answer["error"]["code"]) == (name, "error", code)
            assert PLANTED not in json.dumps(answer)
        await socket.send(json.dumps({"type": "message", "client_id": "c", "text": "\ud800 a\0b"}))
        frames = [await heard(socket) for _ in range(2)]
    assert {frame["type"] for frame in frames} == {"accepted", "message"}
    assert [frame["message"]["text"] for frame in frames if "message" in frame] == ["1: \ufffd a\ufffdb"]


async def test_a_binary_frame_that_is_json_is_a_frame(system: System, client, channel):
    person = await newcomer(client, channel)
    async with socket_of(system, channel, "bearer", person.token) as socket:
        await socket.send(b'{"type": "message", "text": "m1", "external_id": "id-m1"}')
        person.accepted["m1"] = (await heard(socket))["seq"]
    await person.read_until(1)
    check_conversation(person, await person.read_back(), 1)


async def test_a_frame_that_is_too_large_closes_that_socket_alone(system: System, client, channel):
    person, other = await newcomer(client, channel), await newcomer(client, channel)
    async with socket_of(system, channel, "bearer", other.token) as calm:
        async with socket_of(system, channel, "bearer", person.token) as socket:
            with pytest.raises(ConnectionClosed) as closed:
                await answer_to(socket, PLANTED * LARGEST)
        assert closed.value.rcvd is None or closed.value.rcvd.code == 1009
        await calm.send('{"type": "message", "text": "m1"}')
        assert (await heard(calm))["type"] == "accepted"


async def test_text_that_is_no_utf8_closes_that_socket_alone(system: System, client, channel):
    person = await newcomer(client, channel)
    async with socket_of(system, channel, "bearer", person.token) as socket:
        with pytest.raises(ConnectionClosed):
            await answer_to(socket, b'{"type": "message", "text": "\xff"}')
    async with socket_of(system, channel, "bearer", person.token) as again:
        await again.send('{"type": "message", "text": "m1"}')
        assert (await heard(again))["type"] == "accepted"


DOORS: list[tuple[tuple[str, ...], str, str, str]] = [
    ((), "{channel}", "0", "auth:required"),
    (("bearer",), "{channel}", "0", "auth:required"),
    (("bearer", TOKEN), "{channel}", "0", "auth:token_invalid"),
    (("{token}", "bearer"), "{channel}", "0", "auth:required"),
    (("bearer", "{token}"), "nonsense", "0", "channel:not_found"),
    (("bearer", "{token}"), "00000000-0000-0000-0000-000000000001", "0", "channel:not_found"),
    (("bearer", "{token}"), "{channel}", "x", "api:invalid"),
    (("bearer", "{token}"), "{channel}", "-1", "api:invalid"),
    (("bearer", "{token}"), "{channel}", "99999999999999999999", "api:invalid"),
    (("bearer", "{token}"), "{channel}", "%D9%A1", "api:invalid"),
]


@pytest.mark.parametrize(("protocols", "place", "after", "code"), DOORS)
async def test_a_socket_that_may_not_enter_is_told_why_and_closed(
    system: System, channel, token, protocols, place, after, code
):
    words = [word.format(token=token) for word in protocols]
    async with socket_of(system, place.format(channel=channel), *words, after=after) as socket:
        answer = await asyncio.wait_for(heard(socket), 10)
        assert (answer["type"], answer["error"]["code"]) == ("error", code)
        with pytest.raises(ConnectionClosed) as closed:
            await heard(socket)
    assert closed.value.rcvd.code == 1008


# --- what is left behind


async def test_after_all_of_this_nothing_has_died_and_no_log_repeats_a_text(system: System, token):
    assert system.ended() == []
    assert set(system.processes()) == {
        *("api", "bot-worker", "postgres", "scheduler", "user-worker", "valkey"),
    }
    for planted in (PLANTED, TOKEN, token):
        assert planted not in system.log
