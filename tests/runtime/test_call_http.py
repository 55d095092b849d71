import asyncio
import socket
from decimal import Decimal
from typing import Any

import pytest

from app.engine.commands import CallHttp
from app.engine.http import HttpRequest, HttpResult
from app.kit.egress import GuardedClient
from app.runtime.performers import HttpPerformer, performers
from egress_servers import Seen, Server, answer, client, redirect, serving

ID = "6f1c2c1e-0b0e-5d5e-9d5b-2f6f0b7a4c11"
type Headers = tuple[tuple[str, str], ...]


class Safe:
    """Credentials for 127.0.0.1 only."""

    async def headers_for(self, name: str, host: str) -> Headers | None:
        known = name == "shop" and host == "127.0.0.1"
        return (("Authorization", "Bearer secret"),) if known else None


def performer(asking: GuardedClient | None = None) -> HttpPerformer:
    return performers(egress=asking or client("127.0.0.1"), credentials=Safe())[CallHttp]


async def call(url: str, *, deadline: float = 10, **request: Any) -> HttpResult:
    command = CallHttp(
        id=ID, deadline=deadline, request=HttpRequest(**{"method": "GET", "url": url, **request})
    )
    answered = await performer().perform(command)
    assert answered.command_id == ID
    return answered.result


def in_turn(*answers: bytes) -> Any:
    """One answer a request, the last one ever after."""
    left = list(answers)

    async def handler(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return handler


def keys(server: Server) -> list[str | None]:
    return [seen.header("idempotency-key") for seen in server.seen]


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
    assert 50 <= result.elapsed_ms < 1000


async def test_a_turn_without_time_left_asks_nobody() -> None:
    async with serving(answer()) as server:
        assert (await call(server.url, deadline=0)).error == "http:too_many"
    assert server.seen == []


async def test_a_header_from_a_person_cannot_become_two() -> None:
    async with serving(answer()) as server:
        assert (await call(server.url, headers=(("X-Name", "a\r\nX-Admin: 1"),))).error == "http:invalid"
    assert server.seen == []


# Retries


@pytest.mark.parametrize("failing", [answer(503), b"", b"SSH-2.0\r\n\r\n"])
async def test_a_failure_is_tried_again_with_the_same_key_and_only_the_last_counts(failing: bytes) -> None:
    async with serving(in_turn(failing, failing, answer(200, b"3"))) as server:
        result = await call(server.url, method="POST", retry_times=5, retry_backoff=0.001)
    assert (result.status, result.body, result.error) == (200, 3, None)
    assert keys(server) == [ID] * 3


async def test_times_are_further_attempts() -> None:
    async with serving(answer(500, b"no")) as server:
        result = await call(server.url, retry_times=2, retry_backoff=0)
    assert (result.status, result.body, len(server.seen)) == (500, "no", 3)


async def test_no_more_than_five_further_attempts_are_made() -> None:
    async with serving(answer(500)) as server:
        await call(server.url, retry_times=1000, retry_backoff=0)
    assert len(server.seen) == 6


@pytest.mark.parametrize("status", [200, 404, 429])
async def test_what_is_no_error_is_not_tried_again(status: int) -> None:
    async with serving(answer(status)) as server:
        await call(server.url, retry_times=3, retry_backoff=0)
    assert len(server.seen) == 1


async def test_without_retry_there_is_one_attempt_and_no_key() -> None:
    async with serving(answer(500)) as server:
        await call(server.url, method="POST")
    assert keys(server) == [None]


async def test_an_authors_own_key_is_kept() -> None:
    async with serving(answer()) as server:
        await call(server.url, headers=(("idempotency-key", "mine"),), retry_times=1)
    assert keys(server) == ["mine"]


async def test_the_wait_doubles_each_time() -> None:
    async with serving(answer(500)) as server:
        result = await call(server.url, retry_times=3, retry_backoff=0.01)
    assert len(server.seen) == 4
    assert result.elapsed_ms >= 10 + 20 + 40


async def test_no_wait_goes_beyond_the_turns_deadline() -> None:
    async with serving(answer(500)) as server:
        result = await call(server.url, retry_times=5, retry_backoff=30, deadline=20)
    assert (result.status, len(server.seen)) == (500, 1)
    assert result.elapsed_ms < 10_000


async def test_what_no_attempt_could_help_is_not_tried_again() -> None:
    result = await call("http://user@127.0.0.1/", retry_times=5, retry_backoff=1)
    assert (result.error, result.elapsed_ms < 500) == ("http:blocked", True)


# After a crash


@pytest.mark.parametrize(
    ("request_of", "repeated"),
    [
        ({"method": "GET"}, True),
        ({"method": "head"}, True),
        ({"method": "POST", "retry_times": 1}, True),
        ({"method": "POST"}, False),
        ({"method": "DELETE"}, False),
    ],
)
async def test_after_a_crash_only_what_may_be_asked_twice_is(
    request_of: dict[str, Any], *, repeated: bool
) -> None:
    async with serving(answer()) as server:
        command = CallHttp(id=ID, deadline=10, request=HttpRequest(url=server.url, **request_of))
        result = (await performer().after_crash(command)).result
    assert result.error == (None if repeated else "http:unknown")
    assert len(server.seen) == int(repeated)


# Credentials


async def test_a_credential_adds_its_headers_over_the_authors_own() -> None:
    async with serving(answer()) as server:
        await call(server.url, credential="shop", headers=(("authorization", "Basic mine"),))
    assert [value for name, value in server.seen[0].headers if name.lower() == "authorization"] == [
        "Bearer secret"
    ]


async def test_a_credential_does_not_follow_a_redirect_elsewhere() -> None:
    async with serving(answer()) as other, serving(redirect(other.url)) as server:
        await call(server.url, credential="shop")
    assert server.seen[0].header("authorization") == "Bearer secret"
    assert other.seen[0].header("authorization") is None


async def test_without_a_safe_no_credential_is_known() -> None:
    request = HttpRequest(method="GET", url="http://127.0.0.1/", credential="shop")
    command = CallHttp(id=ID, deadline=10, request=request)
    answered = await HttpPerformer(client("127.0.0.1")).perform(command)
    assert answered.result.error == "http:invalid"


@pytest.mark.parametrize("credential", ["shop", "unknown"])
async def test_nothing_is_sent_without_the_credential_it_needs(credential: str) -> None:
    async with serving(answer()) as server:
        host = "localhost" if credential == "shop" else "127.0.0.1"
        result = await call(f"http://{host}:{server.port}/", credential=credential)
    assert result.error == "http:invalid"
    assert server.seen == []
