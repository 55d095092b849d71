"""Asking again: after a failure, and after a worker that died."""

import asyncio
from typing import Any

import pytest

from app.engine.commands import CallHttp
from app.engine.http import HttpRequest
from egress_servers import Seen, Server, answer, serving
from runtime.http_calls import ID, NOWHERE, call, performer


def in_turn(*answers: bytes) -> Any:
    """One answer a request, the last one ever after."""
    left = list(answers)

    async def handler(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return handler


def keys(server: Server) -> list[str | None]:
    return [seen.header("idempotency-key") for seen in server.seen]


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
    result = await call("http://user@127.0.0.1/", deadline=60, retry_times=5, retry_backoff=5)
    assert (result.error, result.elapsed_ms < 5_000) == ("http:blocked", True)


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
        result = (await performer().after_crash(command, NOWHERE)).result
    assert result.error == (None if repeated else "http:unknown")
    assert len(server.seen) == int(repeated)
