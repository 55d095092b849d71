"""Those who never finish: heads, bodies, answers, frames and connections have their bounds."""

import asyncio
import base64
import os
import struct
from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest
from authors import visitor
from fastapi.responses import StreamingResponse
from live import served

from app.kit.api import requests
from app.kit.api.connections import Connections
from eventually import PATIENCE

LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


class Line:
    """A connection on which anything may be said."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def say(self, what: bytes) -> None:
        try:
            self.writer.write(what)
            await self.writer.drain()
        except ConnectionError:
            pass  # hung up on us already

    async def rest(self) -> bytes:
        """All that is heard until it is closed."""
        heard = b""
        async with asyncio.timeout(PATIENCE):
            try:
                while more := await self.reader.read(65536):
                    heard += more
            except ConnectionError:
                pass
        return heard

    async def head(self) -> bytes:
        async with asyncio.timeout(PATIENCE):
            return await self.reader.readuntil(b"\r\n\r\n")


@pytest.fixture
async def address(app) -> AsyncIterator[str]:
    async with served(app) as address:
        yield address


async def line(address: str) -> Line:
    host, port = address.split(":")
    return Line(*await asyncio.open_connection(host, int(port)))


@pytest.fixture
async def open_line(address):
    opened: list[Line] = []

    async def open_one() -> Line:
        opened.append(await line(address))
        return opened[-1]

    yield open_one
    for one in opened:
        one.writer.close()


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(requests, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(requests, "BODY_SECONDS", 0.2)


def status(heard: bytes) -> int:
    return int(heard.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "head",
    [
        LIVE + b"".join(b"A%d: b\r\n" % number for number in range(101)) + b"\r\n",
        LIVE + b"A: " + b"x" * 70_000 + b"\r\n\r\n",
        LIVE + b"A: " + b"x" * 70_000,
        LIVE + b"x" * 70_000,
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /" + b"x" * 70_000,
    ],
    ids=["many headers", "long header", "endless header", "endless name", "long address", "endless address"],
)
async def test_a_head_that_is_too_large_is_answered_and_the_connection_closed(open_line, head):
    one = await open_line()
    await one.say(head)
    heard = await one.rest()
    assert status(heard) == 431
    assert b"api:head_too_large" in heard


async def test_a_head_that_is_just_large_enough_is_read(open_line):
    one = await open_line()
    await one.say(LIVE + b"A: " + b"x" * 60_000 + b"\r\n" + b"B: c\r\n" * 90 + b"Connection: close\r\n\r\n")
    assert status(await one.rest()) == 200


async def test_trailers_are_refused(open_line):
    one = await open_line()
    await one.say(POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n" + b"A: b\r\n" * 10 + b"\r\n")
    assert status(await one.rest()) == 400


async def test_a_connection_is_used_again_and_again(open_line):
    one = await open_line()
    for _ in range(3):
        await one.say(POST + b"Content-Length: 2\r\n\r\n{}")
        assert status(await one.head()) == 422
        await one.reader.readuntil(b"}}")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("begun", "answer"),
    [(b"", b""), (LIVE + b"X", b"408"), (POST + b"Content-Length: 100\r\n\r\n{", b"408")],
    ids=["nothing", "half a head", "half a body"],
)
async def test_who_never_finishes_is_hung_up_on(open_line, begun, answer):
    one = await open_line()
    await one.say(begun)
    heard = await one.rest()
    assert heard[9:12] == answer


async def test_a_body_that_comes_slowly_but_surely_is_waited_for(open_line, monkeypatch):
    monkeypatch.setattr(requests, "BODY_SECONDS", 1.0)
    one = await open_line()
    await one.say(POST + b"Connection: close\r\nContent-Length: 30000\r\n\r\n")
    for _ in range(30):  # for longer than that, and in no second too little
        await one.say(b" " * 1000)
        await asyncio.sleep(0.05)
    assert status(await one.rest()) != 408


@pytest.mark.usefixtures("hasty")
async def test_who_does_not_read_an_answer_is_left(start_app):
    app = await start_app()
    ended = asyncio.Event()

    @app.get("/endless")
    async def endless() -> StreamingResponse:
        return StreamingResponse(pieces())

    async def pieces() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x" * 65536
                await asyncio.sleep(0)
        finally:
            ended.set()

    async with served(app) as address:
        one = await line(address)
        await one.say(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.wait_for(ended.wait(), PATIENCE)
        one.writer.close()


async def test_there_are_only_so_many_connections_of_one_address(start_app):
    app = await start_app(connections_per_address=2)
    async with served(app) as address:
        lines = [await line(address) for _ in range(3)]
        assert status(await lines[2].rest()) == 503
        for one in lines:
            one.writer.close()


def test_connections_are_counted_by_address_and_in_all():
    book = Connections(most=3, of_address=2, trusted=(ip_network("10.0.0.0/8"),))
    assert [book.enter("1.2.3.4") for _ in range(3)] == [True, True, False]
    assert [book.enter("10.1.1.1") for _ in range(2)] == [True, False]
    book.leave("1.2.3.4")
    assert [book.enter("10.1.1.1") for _ in range(2)] == [True, False]


def test_the_addresses_of_one_ipv6_customer_are_one():
    book = Connections(of_address=1)
    assert [book.enter(one) for one in ("2001:db8::1", "2001:db8::2", "2001:db8:1::1")] == [True, False, True]
    assert [book.enter(one) for one in ("::ffff:1.2.3.4", "1.2.3.4")] == [True, False]


def frame(op: int, payload: bytes, *, last: bool = True) -> bytes:
    return struct.pack("!BB", (0x80 if last else 0) | op, 0x80 | len(payload)) + b"\0\0\0\0" + payload


@pytest.fixture
async def upgraded(author, open_line) -> Line:
    """A socket of somebody who chats, spoken by hand."""
    channel = await author.channel(await author.published())
    token = (await visitor(author))["Authorization"].removeprefix("Bearer ")
    one = await open_line()
    key = base64.b64encode(os.urandom(16))
    await one.say(
        b"GET /ws/channel?channel_id=%s HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: bearer, %s\r\n\r\n"
        % (channel.encode(), key, token.encode())
    )
    assert status(await one.head()) == 101
    return one


@pytest.mark.parametrize(
    "flood",
    [
        frame(9, b"a" * 125) * 400,
        frame(10, b"") * 2_000,
        frame(1, b"a", last=False) + frame(0, b"", last=False) * 2_000,
        frame(1, b"a", last=False) + frame(0, b"b", last=False) * 2_000,
    ],
    ids=["pings", "pongs", "empty pieces", "tiny pieces"],
)
async def test_frames_that_say_nothing_close_the_socket(upgraded, flood):
    await upgraded.say(flood)
    heard = await upgraded.rest()
    assert heard.endswith(b"\x88\x02" + struct.pack("!H", 1008))


async def test_who_was_turned_away_and_goes_on_is_hung_up_on(open_line):
    one = await open_line()
    await one.say(
        b"GET /ws/channel?channel_id=x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n" % base64.b64encode(os.urandom(16))
    )
    assert status(await one.head()) == 101
    async with asyncio.timeout(PATIENCE):
        await one.reader.readuntil(struct.pack("!H", 1008))
    await one.say(frame(9, b"a" * 125) * 400)
    async with asyncio.timeout(PATIENCE):
        await one.rest()


async def test_some_pings_are_answered(upgraded):
    await upgraded.say(frame(9, b"hello") * 5)
    heard = b""
    async with asyncio.timeout(PATIENCE):
        while heard.count(b"\x8a\x05hello") < 5:
            heard += await upgraded.reader.read(1000)
