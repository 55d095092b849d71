from pathlib import Path
from typing import Any

import pytest

from app.kit.egress import EgressError, GuardedClient, IncomingResponse, OutgoingRequest
from egress_servers import Names, answer, client, server_tls, serving, trusting

HEAD = b"HTTP/1.1 200 OK\r\n"


async def ask(asking: GuardedClient, url: str, method: str = "GET", **more: Any) -> IncomingResponse:
    return await asking.request(OutgoingRequest(method=method, url=url, **more))


async def refusal(asking: GuardedClient, url: str, method: str = "GET", **more: Any) -> str:
    with pytest.raises(EgressError) as refused:
        await ask(asking, url, method, **more)
    return refused.value.code


async def test_an_allowed_server_is_asked_and_answers() -> None:
    async with serving(answer(201, b"made", "X-Kind: tea", "X-Kind: two")) as server:
        response = await ask(
            client(f"127.0.0.1:{server.port}"),
            f"{server.url}/a?b=c",
            "post",
            headers=(("X-One", "é"),),
            body=b"hi",
        )
    assert (response.status, response.body, response.url) == (201, b"made", f"{server.url}/a?b=c")
    assert [pair for pair in response.headers if pair[0] == "X-Kind"] == [
        ("X-Kind", "tea"),
        ("X-Kind", "two"),
    ]
    seen = server.seen[0]
    assert (seen.line, seen.body) == ("POST /a?b=c HTTP/1.1", b"hi")
    assert seen.header("x-one") == "é"
    assert seen.header("host") == f"127.0.0.1:{server.port}"
    assert seen.header("user-agent") == "dbcv"


async def test_loopback_is_blocked_unless_allowed() -> None:
    async with serving(answer()) as server:
        assert await refusal(client(), server.url) == "http:blocked"
        assert await refusal(client(f"127.0.0.1:{server.port + 1}"), server.url) == "http:blocked"
    assert server.seen == []


async def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to() -> None:
    names = Names(rebind_test=[["127.0.0.1"], ["127.0.0.2"]])
    async with serving(answer(200, b"first")) as server:
        asking = client("127.0.0.1", resolver=names)
        response = await ask(asking, f"http://rebind.test:{server.port}/")
        assert await refusal(asking, f"http://rebind.test:{server.port}/") == "http:blocked"
    assert response.body == b"first"
    assert names.asked == ["rebind.test"] * 2
    assert len(server.seen) == 1
    assert server.seen[0].header("host") == f"rebind.test:{server.port}"


async def test_the_next_address_is_tried_where_the_first_refuses() -> None:
    async with serving(answer(200, b"second")) as server:
        names = Names(two_test=[["127.0.0.9", "127.0.0.1"]])
        response = await ask(client("two.test", resolver=names), f"http://two.test:{server.port}/")
    assert response.body == b"second"


async def test_a_port_nobody_listens_at_is_a_connection_error() -> None:
    async with serving(answer()) as server:
        port = server.port
    assert await refusal(client("127.0.0.1"), f"http://127.0.0.1:{port}/") == "http:connection"


async def test_the_environment_proxies_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with serving(answer(200, b"direct")) as server:
        assert (await ask(client("127.0.0.1"), server.url)).body == b"direct"


async def test_no_cookie_is_kept() -> None:
    async with serving(answer(200, b"", "Set-Cookie: a=b")) as server:
        asking = client("127.0.0.1")
        await ask(asking, server.url)
        await ask(asking, server.url)
    assert [seen.header("cookie") for seen in server.seen] == [None, None]


@pytest.mark.parametrize(
    "header",
    [
        ("X-One", "a\r\nX-Two: b"),
        ("X-One", "a\nb"),
        ("X-One", "a\0b"),
        ("X-One", "a\tb"),
        ("X-One", "a\x7fb"),
        ("X-One", "a\x85b"),
        ("X-One", "\ud800"),
        ("X One", "a"),
        ("X-One:", "a"),
        ("X-One\r\nX-Two", "a"),
        ("", "a"),
        ("X-é", "a"),
    ],
)
async def test_a_header_that_could_be_two_is_refused(header: tuple[str, str]) -> None:
    async with serving(answer()) as server:
        assert await refusal(client("127.0.0.1"), server.url, headers=(header,)) == "http:invalid"
    assert server.seen == []


async def test_headers_of_the_connection_are_the_clients_own() -> None:
    wished = (
        "Host",
        "CONTENT-LENGTH",
        "Transfer-Encoding",
        "Connection",
        "Accept-Encoding",
        "Expect",
        "Upgrade",
    )
    async with serving(answer()) as server:
        await ask(
            client("127.0.0.1"),
            server.url,
            "POST",
            headers=tuple((name, "9") for name in wished),
            body=b"four",
        )
    seen = server.seen[0]
    assert "9" not in [value for _, value in seen.headers]
    assert (seen.header("content-length"), seen.header("transfer-encoding")) == ("4", None)
    assert len([name for name, _ in seen.headers if name.lower() == "host"]) == 1


@pytest.mark.parametrize("method", ["CONNECT", "TRACE", "GET /x", "GET\r\nX", "", "ГЕТ"])
async def test_a_method_that_is_none_is_refused(method: str) -> None:
    async with serving(answer()) as server:
        assert await refusal(client("127.0.0.1"), server.url, method) == "http:invalid"
    assert server.seen == []


async def test_head_has_headers_and_no_body() -> None:
    async with serving(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\nContent-Encoding: gzip\r\n\r\n"
    ) as server:
        response = await ask(client("127.0.0.1"), server.url, "HEAD")
    assert (response.header("content-length"), response.body) == ("99999999", b"")


# What is no answer


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "http:connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "http:connection"),
        (HEAD + b"Content-Length: 10\r\n\r\nhalf", "http:connection"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhal", "http:connection"),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", "http:invalid"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "http:invalid"),
        (HEAD + b"no colon\r\n\r\n", "http:invalid"),
        (HEAD + b"X: a\0b\r\n\r\n", "http:invalid"),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nx", "http:invalid"),
        (HEAD + b"Content-Length: -1\r\n\r\nx", "http:invalid"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n", "http:invalid"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nraw", "http:invalid"),
    ],
)
async def test_an_answer_that_is_not_http_is_no_answer(raw: bytes, code: str) -> None:
    async with serving(raw) as server:
        assert await refusal(client("127.0.0.1"), server.url) == code


# TLS


async def test_a_certificate_is_checked_for_the_name_that_was_asked(tmp_path: Path) -> None:
    async with serving(answer(200, b"sealed"), tls=server_tls(tmp_path)) as server:
        names = Names(server_test=[["127.0.0.1"]], other_test=[["127.0.0.1"]])
        asking = client("127.0.0.1", resolver=names, tls=trusting())
        assert (await ask(asking, f"https://server.test:{server.port}/")).body == b"sealed"
        assert await refusal(asking, f"https://other.test:{server.port}/") == "http:connection"
        assert await refusal(asking, f"https://127.0.0.1:{server.port}/") == "http:connection"
    assert len(server.seen) == 1


async def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    async with serving(answer(), tls=server_tls(tmp_path)) as server:
        names = Names(server_test=[["127.0.0.1"]])
        asking = client("127.0.0.1", resolver=names)
        assert await refusal(asking, f"https://server.test:{server.port}/") == "http:connection"
    assert server.seen == []


async def test_a_server_that_never_finishes_its_handshake_is_left() -> None:
    async with serving(answer()) as server:
        url = f"https://127.0.0.1:{server.port}/"
        assert await refusal(client("127.0.0.1"), url, timeout=0.05) == "http:timeout"
