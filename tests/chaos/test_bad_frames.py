"""Whatever comes over a socket is answered, and closes that socket alone at most."""

import asyncio
import json
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from chaos.malice import DEEP, LARGEST, PLANTED, TOKEN, newcomer
from chaos.people import check_conversation
from chaos.whole_system import System
from eventually import PATIENCE

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("unhurt")]

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
        answer = await asyncio.wait_for(heard(socket), PATIENCE)
        assert (answer["type"], answer["error"]["code"]) == ("error", code)
        with pytest.raises(ConnectionClosed) as closed:
            await heard(socket)
    assert closed.value.rcvd.code == 1008
