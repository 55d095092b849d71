"""What a request of an author's comes back as."""

import asyncio
import socket
from decimal import Decimal

import pytest

from egress_servers import Seen, answer, redirect, serving
from runtime.http_calls import call


async def test_a_json_answer_is_a_value_with_exact_numbers() -> None:
    body = b'{"price": 10, "rate": 0.1, "big": 12345678901234567.123, "list": [null, true]}'
    async with serving(answer(200, body, "Content-Type: application/json", "X-Shop: tea")) as server:
        result = await call(server.url)
    assert (result.status, result.ok, result.error) == (200, True, None)
    assert result.headers["x-shop"] == "tea"
    assert isinstance(result.body, dict)
    assert result.body["list"] == [None, True]
    assert result.body["price"] == 10
    assert Decimal(str(result.body["rate"])) == Decimal("0.1")
    assert Decimal(str(result.body["big"])) == Decimal("12345678901234567.123")


@pytest.mark.parametrize("status", [200, 204, 299])
async def test_every_2xx_is_ok(status: int) -> None:
    async with serving(answer(status)) as server:
        assert (await call(server.url)).ok


@pytest.mark.parametrize("status", [304, 400, 404, 500, 503])
async def test_any_other_status_is_an_answer_and_no_error(status: int) -> None:
    async with serving(answer(status, b'{"detail": "unknown"}' if status != 304 else b"")) as server:
        result = await call(server.url)
    assert (result.status, result.ok, result.error) == (status, False, None)


@pytest.mark.parametrize(
    ("source", "kind", "value"),
    [
        (b"", "", ""),
        (b"plain", "text/plain", "plain"),
        (b"42", "text/plain", 42),
        (b"null", "", None),
        (b'"text"', "", "text"),
        (b'\xef\xbb\xbf{"a": 1}', "application/json", {"a": 1}),
        ("привет".encode("cp1251"), "text/plain; charset=windows-1251", "привет"),
        ('"привет"'.encode("koi8-r"), 'application/json; charset="KOI8-R"', "привет"),
        ("привет".encode(), "text/plain; charset=nonsense", "привет"),
        ('{"a": 2}'.encode("utf-16"), "application/json; charset=utf-16", {"a": 2}),
        (b"a\\u0041", "text/plain; charset=unicode_escape", "a\\u0041"),
        (b"78da", "text/plain; charset=zip", "78da"),
        (b"a\x00\xff", "text/plain", "a\ufffd\ufffd"),
        (b'"a\\u0000"', "application/json", "a\ufffd"),
        (b"{broken", "application/json", "{broken"),
        (b"NaN", "", "NaN"),
        (b'{"a": 1} x', "", '{"a": 1} x'),
    ],
)
async def test_a_body_is_json_if_it_parses_else_text_in_its_charset(
    source: bytes, kind: str, value: object
) -> None:
    async with serving(answer(200, source, f"Content-Type: {kind}")) as server:
        assert (await call(server.url)).body == value


@pytest.mark.parametrize("body", [b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b"1" * 100_000, b"-" * 9])
async def test_json_made_to_break_a_reader_breaks_nothing(body: bytes) -> None:
    async with serving(answer(200, body)) as server:
        result = await call(server.url)
    assert (result.status, result.error) == (200, None)


async def test_a_header_that_comes_twice_is_joined() -> None:
    async with serving(answer(200, b"", "Vary: a", "vary: b")) as server:
        assert (await call(server.url)).headers["vary"] == "a, b"


async def test_the_query_is_text_and_is_encoded_once() -> None:
    async with serving(answer()) as server:
        query = (("item", "чай & co/50%"), ("a b", ""), ("item", "two"))
        await call(f"{server.url}/price?kept=%20#part", query=query)
        await call(f"{server.url}/price", query=(("x", "1"),))
    lines = [seen.line.split(" ")[1] for seen in server.seen]
    encoded = "item=%D1%87%D0%B0%D0%B9%20%26%20co%2F50%25&a%20b=&item=two"
    assert lines == [f"/price?kept=%20&{encoded}", "/price?x=1"]


async def test_a_body_goes_with_its_type_unless_the_author_named_one() -> None:
    async with serving(answer()) as server:
        body = {"method": "POST", "body": b"{}", "content_type": "application/json"}
        await call(server.url, **body)
        await call(server.url, headers=(("content-type", "text/x-mine"),), **body)
    assert [seen.header("content-type") for seen in server.seen] == ["application/json", "text/x-mine"]
    assert [seen.body for seen in server.seen] == [b"{}", b"{}"]


# Faults


async def test_every_fault_of_the_world_is_a_result() -> None:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    cases = {
        "http://10.0.0.1/": "http:blocked",
        "nonsense": "http:invalid",
        f"http://127.0.0.1:{taken.getsockname()[1]}/": "http:connection",
    }
    for url, code in cases.items():
        result = await call(url)
        assert (result.status, result.ok, result.body, result.error) == (0, False, None, code)
    taken.close()
    async with serving(redirect("/")) as server:
        assert (await call(server.url)).error == "http:redirects"
    async with serving(answer(200, b"x" * (1024 * 1024 + 1))) as server:
        assert (await call(server.url)).error == "http:too_large"
    async with serving(b"SSH-2.0\r\n\r\n") as server:
        assert (await call(server.url)).error == "http:invalid"


async def silent(_seen: Seen, _writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("bounds", [{"timeout": 0.05}, {"deadline": 0.05}])
async def test_waiting_ends_with_the_timeout_or_the_turns_deadline(bounds: dict[str, float]) -> None:
    async with serving(silent) as server:
        result = await call(server.url, **bounds)
    assert result.error == "http:timeout"
    assert 50 <= result.elapsed_ms < 20_000


async def test_a_turn_without_time_left_asks_nobody() -> None:
    async with serving(answer()) as server:
        assert (await call(server.url, deadline=0)).error == "http:too_many"
    assert server.seen == []


async def test_a_header_from_a_person_cannot_become_two() -> None:
    async with serving(answer()) as server:
        assert (await call(server.url, headers=(("X-Name", "a\r\nX-Admin: 1"),))).error == "http:invalid"
    assert server.seen == []
