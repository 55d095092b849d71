import asyncio
import gc
import gzip
import tracemalloc
import zlib
from typing import Any

import pytest

from app.kit.egress import EgressError, GuardedClient, IncomingResponse, OutgoingRequest
from egress_servers import Handler, Seen, answer, client, redirect, serving, until_closed
from eventually import PATIENCE

MIB = 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\n"


async def ask(asking: GuardedClient, url: str, method: str = "GET", **more: Any) -> IncomingResponse:
    return await asking.request(OutgoingRequest(method=method, url=url, **more))


async def refusal(asking: GuardedClient, url: str, method: str = "GET", **more: Any) -> str:
    with pytest.raises(EgressError) as refused:
        await ask(asking, url, method, **more)
    return refused.value.code


async def test_a_body_is_taken_up_to_the_limit_and_not_beyond() -> None:
    async with serving(answer(200, b"x" * MIB)) as server:
        assert len((await ask(client("127.0.0.1"), server.url)).body) == MIB
    async with serving(answer(200, b"x" * (MIB + 1))) as server:
        assert await refusal(client("127.0.0.1"), server.url) == "http:too_large"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (HEAD + b"\r\n", b"x" * 65536),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"e" * 4096 + b"\r\nx\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Trailer: x\r\n" * 1000),
        (HEAD, b"X-Header: x\r\n" * 1000),
        (HEAD + b"X-Header: ", b"x" * 65536),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 1000),
    ],
    ids=[
        "body",
        "chunks",
        "tiny-chunks",
        "extensions",
        "trailers",
        "headers",
        "one-header",
        "continue",
        "hints",
    ],
)
async def test_what_never_ends_is_cut_off(head: bytes, piece: bytes) -> None:
    async def endless(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        await until_closed(writer, piece)

    async with serving(endless) as server:
        assert await refusal(client("127.0.0.1"), server.url) in {"http:too_large", "http:invalid"}


@pytest.mark.parametrize(("pieces", "taken"), [(20_000, True), (20_001, False)])
async def test_a_body_comes_in_so_many_pieces_at_most(pieces: int, *, taken: bool) -> None:
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * pieces + b"0\r\n\r\n"
    async with serving(chunked) as server:
        if taken:
            assert len((await ask(client("127.0.0.1"), server.url)).body) == pieces
        else:
            assert await refusal(client("127.0.0.1"), server.url) == "http:too_large"


def raw_deflate(plain: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush()


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "raw": raw_deflate}


@pytest.mark.parametrize("packer", PACKERS)
async def test_a_compressed_body_is_unpacked(packer: str) -> None:
    packed = PACKERS[packer](b"a body " * 1000)
    encoding = "gzip" if packer == "gzip" else "deflate"
    chunks = b"".join(b"1\r\n" + packed[at : at + 1] + b"\r\n" for at in range(len(packed))) + b"0\r\n\r\n"
    head = HEAD + f"Transfer-Encoding: chunked\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    async with serving(head + chunks) as server:
        assert (await ask(client("127.0.0.1"), server.url)).body == b"a body " * 1000


@pytest.mark.parametrize("packer", PACKERS)
async def test_a_compressed_bomb_is_never_unpacked(packer: str) -> None:
    bomb = PACKERS[packer](b"\0" * (100 * MIB))
    encoding = "gzip" if packer == "gzip" else "deflate"
    async with serving(answer(200, bomb, f"Content-Encoding: {encoding}")) as server:
        asking = client("127.0.0.1")
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        try:
            assert await refusal(asking, server.url) == "http:too_large"
            assert tracemalloc.get_traced_memory()[1] - before < 5 * MIB
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        pytest.param(b"not gzip", "gzip", id="not gzip"),
        pytest.param(b"\xff\xff\xff", "deflate", id="not deflate"),
        pytest.param(gzip.compress(b"body" * 100)[:-9], "gzip", id="cut short"),
        pytest.param(b"x", "deflate", id="one byte"),
        pytest.param(b"\x0b\x02\x80hi\x03", "br", id="a coding not asked for"),
        pytest.param(gzip.compress(gzip.compress(b"x")), "gzip, gzip", id="packed twice"),
    ],
)
async def test_a_body_that_cannot_be_unpacked_is_invalid(body: bytes, encoding: str) -> None:
    async with serving(answer(200, body, f"Content-Encoding: {encoding}")) as server:
        assert await refusal(client("127.0.0.1"), server.url) == "http:invalid"


# What is too slow


async def silent(seen: Seen, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def half_a_head(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD)
    await asyncio.Event().wait()


async def half_a_body(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Length: 10\r\n\r\nhalf")
    await asyncio.Event().wait()


@pytest.mark.parametrize("handler", [silent, half_a_head, half_a_body])
@pytest.mark.parametrize("limits", [{"total_timeout": 0.1}, {"read_timeout": 0.1}])
async def test_a_server_that_hangs_is_left(handler: Handler, limits: dict[str, float]) -> None:
    async with serving(handler) as server:
        assert await refusal(client("127.0.0.1", **limits), server.url) == "http:timeout"


async def test_the_deadline_is_for_everything_however_steadily_bytes_drip() -> None:
    async def drip(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"\r\n")
        while not writer.is_closing():
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.005)

    async with serving(drip) as server:
        assert await refusal(client("127.0.0.1", read_timeout=1), server.url, timeout=0.1) == "http:timeout"


async def test_a_deadline_at_any_moment_leaves_no_connection_open() -> None:
    async with serving(redirect("/again")) as server:
        asking = client("127.0.0.1", max_redirects=1_000_000)
        for moment in range(40):
            assert await refusal(asking, server.url, timeout=0.0005 + moment / 20_000) == "http:timeout"
    gc.collect()


async def test_a_name_server_that_hangs_is_left() -> None:
    class Hanging:
        async def resolve(self, host: str, port: int) -> list[str]:
            await asyncio.Event().wait()
            return []

    assert (
        await refusal(client(resolver=Hanging(), connect_timeout=0.05), "http://slow.test/") == "http:timeout"
    )


async def test_a_server_that_does_not_take_the_body_is_left() -> None:
    async with asyncio.timeout(PATIENCE):
        asked, held = asyncio.Event(), asyncio.Event()

        async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            asked.set()
            await held.wait()
            writer.close()

        server = await asyncio.start_server(deaf, "127.0.0.1", 0, limit=1024)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        asking = client("127.0.0.1", read_timeout=0.2)
        assert await refusal(asking, url, "POST", body=b"x" * 32 * MIB) == "http:timeout"
        assert asked.is_set()
        held.set()
        server.close()
        await server.wait_closed()
