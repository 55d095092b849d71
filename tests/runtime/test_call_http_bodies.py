"""What requests send: files by themselves and in forms."""

import asyncio
from collections.abc import AsyncGenerator
from copy import replace
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from typing import Any

import pytest

from app.engine.commands import CallHttp
from app.engine.http import FileRef, FormPart, HttpRequest, HttpResult
from app.kit.egress import Streamed
from app.runtime.performers import HttpPerformer
from app.runtime.ports import Origin, SentFile
from app.runtime.shares import Shares
from egress_servers import Seen, Server, answer, client, redirect, serving
from runtime.http_calls import ID, NOWHERE

PHOTO = bytes(range(256)) * 20


class Shelf:
    """One photo; `opened` and `closed` count how often its bytes were."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.opened = 0
        self.closed = 0

    async def find(self, origin: Origin, file: str, most: int) -> SentFile | None:
        self.asked.append(file)
        if origin != NOWHERE or file != "photo" or len(PHOTO) > most:
            return None
        return SentFile(
            name='фото "1".png',
            content_type="image/png",
            sha256=sha256(PHOTO).digest(),
            content=Streamed(length=len(PHOTO), pieces=self.pieces),
        )

    async def pieces(self) -> AsyncGenerator[bytes]:
        self.opened += 1
        try:
            for start in range(0, len(PHOTO), 1000):
                yield PHOTO[start : start + 1000]
        finally:
            self.closed += 1


async def send(
    server: Server, *, most: int = 20_000, shelf: Shelf | None = None, **request: Any
) -> HttpResult:
    command = CallHttp(
        id=ID, deadline=10, request=HttpRequest(**{"method": "POST", "url": server.url, **request})
    )
    performer = HttpPerformer(client("127.0.0.1"), uploads=shelf or Shelf(), most=most)
    return (await performer.perform(command, NOWHERE)).result


def form(seen: Seen) -> list[Message]:
    head = f"Content-Type: {seen.header('content-type')}\r\n\r\n".encode()
    parts: Any = message_from_bytes(head + seen.body).get_payload()
    return list(parts)


async def test_a_file_is_sent_as_it_is_with_its_type() -> None:
    async with serving(answer()) as server:
        await send(server, file=FileRef(file="photo"))
        await send(server, file=FileRef(file="photo", content_type="image/x-mine"))
        await send(server, file=FileRef(file="photo"), headers=(("content-type", "text/own"),))
    assert [seen.body for seen in server.seen] == [PHOTO] * 3
    types = [seen.header("content-type") for seen in server.seen]
    assert types == ["image/png", "image/x-mine", "text/own"]


async def test_a_form_carries_texts_and_files() -> None:
    parts = (
        FormPart(name="tag", text="a"),
        FormPart(name="tag", text="b\r\n--dbcv"),
        FormPart(name='pi"c\n', file=FileRef(file="photo")),
        FormPart(name="again", file=FileRef(file="photo", name="p\r\nX: 1.png", content_type="a/b")),
    )
    async with serving(answer()) as server:
        await send(server, parts=parts)
        await send(server, parts=parts, headers=(("Content-Type", "multipart/form-data"),))
    one, two = server.seen
    assert (one.body, one.header("content-type")) == (two.body, two.header("content-type"))
    found = form(one)
    assert [part.get_payload(decode=True) for part in found] == [b"a", b"b\r\n--dbcv", PHOTO, PHOTO]
    assert [part.get_content_type() for part in found[2:]] == ["image/png", "a/b"]
    assert b'name="pi%22c%0A"; filename="' + "фото %221%22.png".encode() + b'"' in one.body
    assert b'filename="p%0D%0AX: 1.png"' in one.body


@pytest.mark.parametrize("kind", ["text/plain\r\nX: 1", "nonsense", "a/b; c\n", "é/x", "a" * 200 + "/b"])
async def test_a_type_that_is_none_is_not_sent(kind: str) -> None:
    async with serving(answer()) as server:
        await send(server, parts=(FormPart(name="f", file=FileRef(file="photo", content_type=kind)),))
    assert form(server.seen[0])[0].get_content_type() == "application/octet-stream"


@pytest.mark.parametrize(
    "request_",
    [
        {"file": FileRef(file="other")},
        {"parts": (FormPart(name="a", text="x"), FormPart(name="b", file=FileRef(file="other")))},
        {"file": FileRef(file="photo"), "most": len(PHOTO) - 1},
        {"parts": (FormPart(name="a", file=FileRef(file="photo")),) * 2, "most": len(PHOTO) * 2 - 1},
    ],
)
async def test_a_request_without_its_file_would_be_another_one(request_: dict[str, Any]) -> None:
    async with serving(answer()) as server:
        assert (await send(server, **request_)).error == "http:invalid"
    assert server.seen == []


async def test_without_a_shelf_no_file_is_sent() -> None:
    request = HttpRequest(method="POST", url="http://127.0.0.1:9/", file=FileRef(file="photo"))
    command = CallHttp(id=ID, deadline=10, request=request)
    answered = await HttpPerformer(client("127.0.0.1")).perform(command, NOWHERE)
    assert answered.result.error == "http:invalid"


async def test_a_file_is_found_once_and_read_anew_for_each_attempt() -> None:
    shelf = Shelf()
    async with serving(answer(503)) as server:
        await send(server, file=FileRef(file="photo"), retry_times=2, shelf=shelf)
    assert (len(server.seen), shelf.asked, shelf.opened, shelf.closed) == (3, ["photo"], 3, 3)
    assert [seen.body for seen in server.seen] == [PHOTO] * 3


async def test_a_redirect_that_keeps_the_body_is_sent_the_file_anew() -> None:
    async with serving(answer()) as there, serving(redirect(f"{there.url}/x", 307)) as server:
        await send(server, file=FileRef(file="photo"))
    assert [server.seen[0].body, there.seen[0].body] == [PHOTO, PHOTO]


class Slow(Shelf):
    """Gives the second piece only once the first has arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()

    async def pieces(self) -> AsyncGenerator[bytes]:
        yield PHOTO[:1000]
        await self.arrived.wait()
        yield PHOTO[1000:]


@pytest.mark.parametrize("is_form", [False, True])
async def test_a_file_is_on_its_way_before_its_end_is_read(*, is_form: bool) -> None:
    shelf, got = Slow(), b""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal got
        while PHOTO not in got and (piece := await reader.read(65_536)):
            got += piece
            if PHOTO[:1000] in got:
                shelf.arrived.set()
        writer.write(answer(204))
        writer.close()

    listener = await asyncio.start_server(listen, "127.0.0.1", 0)
    async with listener:
        here = Server(port=listener.sockets[0].getsockname()[1])
        file = FileRef(file="photo")
        wanted = {"parts": (FormPart(name="f", file=file),)} if is_form else {"file": file}
        assert (await send(here, shelf=shelf, **wanted)).status == 204
    assert PHOTO in got


async def test_a_file_is_let_go_where_the_server_does_not_take_it_all() -> None:
    shelf = Shelf()

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    listener = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with listener:
        here = Server(port=listener.sockets[0].getsockname()[1])
        assert (await send(here, file=FileRef(file="photo"), shelf=shelf)).error == "http:connection"
    assert shelf.opened == shelf.closed


async def test_between_attempts_others_send_their_files() -> None:
    refused = asyncio.Event()

    async def refuse_once(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200 if refused.is_set() else 503))
        refused.set()

    performer = HttpPerformer(client("127.0.0.1"), uploads=Shelf(), places=Shares(total=1, each=1))
    async with serving(refuse_once) as server:
        request = HttpRequest(method="POST", url=server.url, file=FileRef(file="photo"))
        again = replace(request, retry_times=1, retry_backoff=3600.0)
        patient = asyncio.create_task(
            performer.perform(CallHttp(id=ID, deadline=7200, request=again), NOWHERE)
        )
        await refused.wait()
        other = await performer.perform(CallHttp(id=ID, deadline=10, request=request), NOWHERE)
        assert (other.result.status, patient.done()) == (200, False)
        patient.cancel()
        await asyncio.wait([patient])
