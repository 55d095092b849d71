"""The port of the MCP process itself, where no API stands in front of it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from assistants import PATIENCE, Owner

from chaos.whole_system import System
from dbcv_mcp.body import MOST_BYTES, received
from dbcv_mcp.door import MOST_AT_ONCE
from dbcv_mcp.lessons import Taught
from eventually import eventually_so

JSON = {"Content-Type": "application/json"}
NAME = "Not of strangers at the port"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
LIST = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "list_bots", "arguments": {"search": NAME}},
}


@asynccontextmanager
async def at(port: int, token: str, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    told = {"Accept": "application/json, text/event-stream", "Authorization": f"Bearer {token}", **headers}
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", headers=told, timeout=PATIENCE
    ) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Host": "localhost.evil.example:80"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost@evil.example"}, 403),
        ({"Origin": "http://localhost:8000"}, 200),
    ],
)
async def test_only_pages_of_this_machine_are_answered(
    system: System, own_port: int, token: str, headers: dict[str, str], status: int
):
    async with at(own_port, token, **headers) as client:
        answer = await client.post("/mcp", json=PING)
    assert answer.status_code == status
    assert token not in answer.text


async def test_a_token_in_the_address_opens_nothing_and_is_written_nowhere(
    system: System, own_port: int, token: str
):
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        for port in (own_port, system.port):
            answer = await client.post(f"http://127.0.0.1:{port}/mcp?token={token}", json=PING)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "auth:required")
            assert token not in answer.text
    for log in (system.data / "log").iterdir():
        assert token not in log.read_text()


@pytest.mark.parametrize("is_own", [True, False])
async def test_a_slash_at_the_end_of_the_address_is_the_same_place(
    system: System, own_port: int, token: str, *, is_own: bool
):
    async with at(own_port if is_own else system.port, token) as client:
        answer = await client.post("/mcp/", json=PING)
    assert (answer.status_code, answer.json()["result"]) == (200, {})


async def test_a_body_that_is_too_large_is_told_so(system: System, own_port: int, token: str):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b" " * MOST_BYTES

    async with at(own_port, token) as client:
        for body in (b" " * (MOST_BYTES + 1), endless()):
            answer = await client.post("/mcp", content=body)
            assert answer.status_code == 413
            assert answer.json()["error"]["limit"] == MOST_BYTES
        assert (await client.post("/mcp", json=PING)).status_code == 200


async def test_a_body_that_does_not_come_is_not_waited_for():
    async def never() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    with pytest.raises(Taught, match="api:too_slow"):
        await received(never, patience=0.01)


@pytest.mark.parametrize(
    "body", [[], [PING, PING], [LIST] * 1000, None, 1, "x", {"id": 1}, {**PING, "params": [1]}]
)
async def test_what_is_no_call_is_refused_without_a_word_from_inside(
    system: System, own_port: int, token: str, body: object
):
    async with at(own_port, token) as client:
        answer = await client.post("/mcp", content=json.dumps(body), headers=JSON)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == -32600
    assert "pydantic" not in answer.text


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 200_000, b'{"a":' * 50_000, b"\xff\xfe", b'{"id": ' + b"9" * 5000 + b"}"]
)
async def test_what_is_no_json_is_refused(system: System, own_port: int, token: str, body: bytes):
    async with at(own_port, token) as client:
        answer = await client.post("/mcp", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, -32700)


async def test_the_session_of_somebody_else_is_nobodys_and_opens_nothing(
    system: System, author: Owner, own_port: int, token: str
):
    stranger = author.developer("stranger-at-the-port@example.org")
    bot = author.post("/bots", {"name": NAME})["id"]
    async with at(own_port, token) as client:
        mine = await client.post("/mcp", json=LIST, headers={"Mcp-Session-Id": "mine"})
        assert bot in mine.text
        assert "mcp-session-id" not in mine.headers
    async with at(own_port, stranger) as client:
        theirs = await client.post("/mcp", json=LIST, headers={"Mcp-Session-Id": "mine"})
    assert bot not in theirs.text


async def test_one_person_has_only_so_many_calls_under_way_and_who_breaks_off_leaves_no_fault(
    system: System, author: Owner, own_port: int
):
    person = author.developer("in-a-hurry@example.org")
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {person}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )
    log = system.data / "log" / "mcp.log"
    faults = log.read_text().count("ClientDisconnect")
    writers: list[asyncio.StreamWriter] = []
    answers: list[asyncio.Task[bytes]] = []
    for _ in range(MOST_AT_ONCE + 1):
        reader, writer = await asyncio.open_connection("127.0.0.1", own_port)
        writer.write(head.encode())
        writers.append(writer)
        answers.append(asyncio.create_task(reader.readline()))
    done, _ = await asyncio.wait(answers, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    assert b"429" in {one.result().split()[1] for one in done}
    async with at(own_port, author.sign_in) as other:
        assert (await other.post("/mcp", json=PING)).status_code == 200
    for writer in writers:
        writer.close()
    await asyncio.gather(*answers, return_exceptions=True)
    async with at(own_port, person) as client:
        await eventually_so(lambda: answered(client))
    assert log.read_text().count("ClientDisconnect") == faults


async def answered(client: httpx.AsyncClient) -> bool:
    answer = await client.post("/mcp", json=PING)
    told = json.loads(answer.text)
    assert answer.status_code == 200 or told["error"]["retry_after"] > 0
    return answer.status_code == 200
