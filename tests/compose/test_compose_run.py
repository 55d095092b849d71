"""Every command and every health check of docker-compose.yml, run as plain processes that find each other."""

import signal
import time

import httpx
import pytest
from compose_file import ONCE, services
from stack import Stack, running_stack

from chaos.whole_system import EMAIL, PASSWORD, Author
from servers import drop_database, empty_database, run_sql

ECHO = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Echo",
    "first_step": "hello",
    "steps": [{"id": "hello", "message": {"text": "Hello"}}],
}


@pytest.fixture(scope="module")
def stack(postgres_url, tmp_path_factory):
    url = empty_database(postgres_url)
    told = {"FIRST_ADMIN_EMAIL": EMAIL, "FIRST_ADMIN_PASSWORD": PASSWORD}
    with running_stack(tmp_path_factory.mktemp("compose"), url, **told) as running:
        yield running
    drop_database(url)


class _At:
    """The part of a system that Author asks for."""

    def __init__(self, stack: Stack) -> None:
        self.url = stack.address


def replies(client: httpx.Client, path: str) -> list[str]:
    """Once there are two messages."""
    deadline = time.monotonic() + 60
    while len(found := client.get(path, params={"after": 0}).json()["items"]) < 2:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
    return [one["text"] for one in found]


def test_all_of_it_comes_up_and_says_that_it_is_well(stack):
    watched = [one for name, one in stack.services.items() if name not in ONCE]
    assert [one.name for one in watched if not one.is_healthy()] == []
    assert {one.name for one in watched} == set(services()) - ONCE


def test_a_message_goes_all_the_way_and_a_file_into_object_storage(stack):
    author = Author(_At(stack))
    bot = author.published_bot(ECHO)
    channel = author.public_channel(bot)
    with httpx.Client(base_url=f"{stack.address}/api/v1", timeout=30) as client:
        token = client.post("/auth/anonymous", json={}).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        assert client.post(f"/channels/{channel}/messages", json={"text": "Hi"}).status_code == 202
        assert replies(client, f"/channels/{channel}/messages") == ["Hi", "Hello"]
    uploaded = author._client.post("/attachments", params={"bot_id": bot}, content=b"kept in S3").json()
    assert httpx.get(f"{stack.address}{uploaded['url']}").content == b"kept in S3"
    assert list((stack.folder / "volumes" / "data").rglob("files/*")) == []
    author.close()


def test_assistants_are_let_in_through_the_api_with_a_token_only(stack):
    assert httpx.post(f"{stack.address}/mcp", json={}).status_code == 401


def test_metrics_of_each_process_ask_for_the_token_that_was_made(stack):
    token = (stack.folder / "volumes" / "app-secrets" / "metrics_token").read_text().strip()
    for name in ("backend", "faststream-user", "faststream-bot", "scheduler"):
        port = stack.services[name].environment["METRICS_PORT"]
        address = f"http://127.0.0.1:{port}/metrics"
        assert httpx.get(address).status_code == 401
        assert "dbcv_" in httpx.get(address, headers={"Authorization": f"Bearer {token}"}).text


def test_settings_of_postgres_are_settings_of_postgres(stack, postgres_url):
    words = stack.services["postgres"].told["command"]
    assert words[0] == "postgres"
    for flag, setting in zip(words[1::2], words[2::2], strict=True):
        assert flag == "-c"
        name, _, value = setting.partition("=")
        assert name in run_sql(postgres_url, "select name from pg_settings").split()
        assert value


def test_once_more_nothing_is_made_anew(stack):
    folder = stack.folder / "volumes" / "app-secrets"
    before = {path.name: path.read_text() for path in folder.iterdir()}

    for name in ("secrets", "s3-init", "migrate"):
        one = stack.services[name]
        one.process = None
        one.log.close()
        stack.start(name)

    assert "0 secrets made" in stack.services["secrets"].said
    assert {path.name: path.read_text() for path in folder.iterdir()} == before


def test_all_of_it_stops_in_order_when_it_is_asked_to(stack):
    codes = stack.stop()

    # uvicorn ends by the signal it was asked with, once it has served who was there.
    by_signal = {"backend": -signal.SIGTERM, "mcp-dbcv": -signal.SIGTERM}
    assert {name: code for name, code in codes.items() if code != 0} == by_signal
    assert [name for name in codes if "Traceback" in stack.services[name].said] == []
