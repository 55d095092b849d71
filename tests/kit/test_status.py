"""What a process without an API tells of itself, and to whom."""

import asyncio
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.embedded.ports import free_port
from app.kit.status import status_served
from app.settings import Settings


class Broken(Exception):
    """Of a server that does not answer."""


@asynccontextmanager
async def served(is_well=True, **given):
    async def check():
        if not is_well:
            raise Broken

    settings = Settings(_env_file=None, metrics_port=free_port(), **given)
    async with (
        status_served(settings, {"database": check}, (Broken,)),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.metrics_port}") as client,
    ):
        yield client


async def test_metrics_are_what_prometheus_reads():
    async with served() as client:
        answer = await client.get("/metrics")

    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "process_resident_memory_bytes" in families


@pytest.mark.parametrize(("is_well", "status", "word"), [(True, 200, "ok"), (False, 503, "unavailable")])
async def test_health_names_what_does_not_answer(is_well, status, word):
    async with served(is_well) as client:
        for path in ("/health", "/health/ready"):
            answer = await client.get(path)
            assert (answer.status_code, answer.json()) == (
                status,
                {"status": word, "dependencies": {"database": word}},
            )
        assert (await client.get("/health/live")).json() == {"status": "ok"}


async def test_the_token_closes_metrics_and_leaves_health_open():
    async with served(metrics_token="of the operator") as client:
        answers = [
            (await client.get("/metrics", headers=headers)).status_code
            for headers in ({}, {"Authorization": "Bearer x"}, {"authorization": "Bearer of the operator"})
        ]
        assert answers == [401, 401, 200]
        assert (await client.get("/health/live")).status_code == 200


async def test_nothing_else_is_answered():
    async with served() as client:
        assert (await client.get("/secrets")).status_code == 404
        assert (await client.post("/metrics")).status_code == 405


@pytest.mark.parametrize("said", [b"", b"GET", b"\0\xff\r\n\r\n", b"GET " + b"x" * 20_000 + b"\r\n\r\n"])
async def test_what_is_no_request_ends_its_connection_and_no_other(said):
    async with served() as client:
        reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
        writer.write(said)
        writer.write_eof()
        with suppress(ConnectionError):
            assert b" 200 " not in await reader.read()
        writer.close()
        assert (await client.get("/health/live")).status_code == 200


async def test_without_a_port_nothing_listens():
    async with status_served(Settings(_env_file=None, metrics_port=""), {}, ()):
        assert Settings(_env_file=None, metrics_port="").metrics_port is None
