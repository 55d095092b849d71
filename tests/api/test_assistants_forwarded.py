"""/mcp of our address is answered by the process for assistants, and by nobody where there is none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from drive import calling

ANSWER = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nmcp-session-id: s1\r\nset-cookie: a=b\r\n"
    b"x-inside: yes\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}"
)


@asynccontextmanager
async def other_process(answer: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Its address, and what it was sent."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if b"content-length" in line), 0
        )
        heard.append(head + await reader.readexactly(length))
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", heard


async def test_a_call_goes_through_with_its_token_and_without_what_is_ours(start_app):
    async with other_process(ANSWER) as (address, heard):
        app = await start_app(mcp_url=address)
        async with calling(app) as client:
            sent = {
                "Authorization": "Bearer dbcv_x",
                "Cookie": "session=1",
                "Origin": "https://elsewhere.example",
                "X-Forwarded-For": "10.0.0.1",
                "MCP-Protocol-Version": "2025-06-18",
            }
            answer = await client.post("/mcp", json={"id": 1}, headers=sent)
    assert (answer.status_code, answer.json(), answer.headers["mcp-session-id"]) == (200, {}, "s1")
    assert "x-inside" not in answer.headers
    assert "set-cookie" not in answer.headers
    (request,) = heard
    assert request.startswith(b"POST /mcp HTTP/1.1\r\n")
    assert request.endswith(b'{"id":1}')
    head = request.lower()
    assert b"authorization: bearer dbcv_x" in head
    assert b"mcp-protocol-version: 2025-06-18" in head
    for word in (b"cookie", b"elsewhere.example", b"x-forwarded-for"):
        assert word not in head


@pytest.mark.parametrize("address", [None, "", "http://127.0.0.1:9"])
async def test_where_nobody_answers_it_is_said(start_app, address: str | None):
    app = await start_app(mcp_url=address)
    async with calling(app) as client:
        answer = await client.post("/mcp", json={})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "mcp:unavailable")


async def test_a_body_that_is_too_large_is_not_passed_on(start_app):
    async with other_process(ANSWER) as (address, heard):
        app = await start_app(mcp_url=address)
        async with calling(app) as client:
            answer = await client.post("/mcp", content=b"x" * (1024 * 1024 + 1))
    assert answer.status_code == 413
    assert heard == []
