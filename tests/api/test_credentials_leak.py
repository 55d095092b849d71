"""Secrets are planted, everything is driven, and everything that can be read is searched for them."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from authors import API, Author, done
from bot_sockets import opened_at
from fastapi import FastAPI
from keepers import keep
from live import Place, served, working
from planted import KEY, SECRETS, Heap, asking, echo, forms, kinds, services
from redis.asyncio import Redis
from structlog.testing import capture_logs
from talks import PATIENCE, Visitor, visit
from websockets.asyncio.client import ClientConnection

from app.faststream_app import user_app
from app.kit.logging import quiet_libraries
from app.main import Front
from drive import calling
from egress_servers import Server, serving
from factories import make_person
from mail_server import mail_server, mail_tls
from servers import run_sql

_ROWS = 'select t::text from "{}" t'
NEVER_SENT = frozenset({"bad", "hook", "refresh", "account"})


@pytest.fixture
async def heap() -> Heap:
    return Heap()


@pytest.fixture
async def place(start_app: Any, heap: Heap) -> AsyncIterator[tuple[FastAPI, Author]]:
    app = await start_app(egress_allow="127.0.0.1")
    async with calling(Front(app)) as client:
        client.event_hooks["response"].append(heap.take)
        yield app, Author(client, await make_person(app, "ADMIN"))


async def misuse(author: Author, server: Server, kept: dict[str, Any]) -> None:
    """Requests that are refused, each with a secret where it should not be."""
    bad = SECRETS["bad"]
    wanted = {"name": "x", "provider": "x", "strategy": "api_key", "hosts": ["a.test"]}
    for secret in ({"api_key": bad + "\n1"}, {"key": bad}, {"api_key": [bad]}, {"api_key": {"a": bad}}, bad):
        await author.call("POST", "/credentials", json={**wanted, "secret": secret})
    await author.call("POST", "/credentials", content=f'{{"secret": {{"api_key": "{bad}"')
    file = {
        "strategy": "service_account",
        "settings": {"scopes": ["s"]},
        "secret": {"key_file": f'{{"a": "{bad}"}}'},
    }
    await author.call("POST", "/credentials", json={**wanted, **file})
    for broken in ({"private_key": KEY}, {"private_key": KEY, "client_email": "x", "token_uri": "ftp://x"}):
        file["secret"] = {"key_file": json.dumps(broken)}
        await author.call("POST", "/credentials", json={**wanted, **file})
    for name, one in kept.items():
        change = {"hosts": ["evil.test"], "surprise": 1, "secret": {"api_key": bad, "x": bad}}
        await author.call("PATCH", f"/credentials/{one['id']}", json=change)
        await author.call("POST", f"/credentials/{one['id']}/test", json={"url": f"{server.url}/{name}"})
        await author.call("POST", "/credentials", json={**wanted, "name": name, "secret": {"api_key": bad}})


async def read_everything(app: FastAPI, author: Author, ids: dict[str, str]) -> int:
    """Every GET there is, with what the places in its path are called; how many answered."""
    good = 0
    for path, methods in app.openapi()["paths"].items():
        if "get" not in methods or not path.startswith(API):
            continue
        filled = re.sub(r"\{(\w+)\}", lambda name: ids.get(name[1], ids["bot_id"]), path.removeprefix(API))
        wanted = {one["name"] for one in methods["get"].get("parameters", ()) if one["in"] == "query"}
        query = {name: value for name, value in ids.items() if name in wanted}
        for chosen in ({}, query, {"bot_id": ids["bot_id"]} if "bot_id" in wanted else query):
            good += (await author.call("GET", filled, params=chosen)).status_code == 200
    return good


@asynccontextmanager
async def overheard(heap: Heap, where: str, socket: ClientConnection) -> AsyncIterator[Callable[[str], Any]]:
    """What this gives waits for a frame with a text in it."""
    frames: list[str] = []
    came = asyncio.Condition()

    async def listen() -> None:
        async for frame in socket:
            heap.add(where, frame)
            async with came:
                frames.append(str(frame))
                came.notify_all()

    async def heard(text: str, within: float = PATIENCE) -> bool:
        try:
            async with asyncio.timeout(within), came:
                await came.wait_for(lambda: any(text in frame for frame in frames))
        except TimeoutError:
            return False
        return True

    listening = asyncio.create_task(listen())
    try:
        yield heard
    finally:
        listening.cancel()
        await asyncio.wait([listening])


async def converse(app: FastAPI, author: Author, bot: str, heap: Heap) -> Visitor:
    """Somebody tells the bot to go, watched by those who have it open and by themselves."""
    guest = await visit(author, bot)
    async with (
        served(app) as address,
        opened_at(address, author, bot) as watching,
        Place(address).socket(guest.channel, guest.headers) as talk,
        overheard(heap, "/ws/bot", watching.connection) as watched,
        overheard(heap, "/ws/channel", talk.connection) as heard,
    ):
        await guest.start()
        for _ in range(40):  # the workers look once a second who watches
            await guest.say("not yet")
            if await watched('"trace"', within=0.5):
                break
        await guest.say("go")
        assert await heard('"kind":"bot"')
        assert await watched("did9")
    await guest.replies(1)
    return guest


async def dump(heap: Heap, database_url: str, redis_url: str) -> None:
    tables = run_sql(database_url, "select tablename from pg_tables where schemaname = 'public'").split()
    for table in tables:
        heap.add(f"table {table}", run_sql(database_url, _ROWS.format(table)))
    async with Redis.from_url(redis_url) as redis:
        async for key in redis.scan_iter():
            heap.add(f"redis {key!r}", (await redis.dump(key)).decode("latin-1"))


async def test_no_secret_comes_out_anywhere(
    place, heap, database_url, redis_url, caplog, capfd, tmp_path, monkeypatch
):
    app, author = place
    tls = mail_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    caplog.set_level(logging.DEBUG)
    quiet_libraries()
    async with serving(echo) as server, mail_server(tls=tls) as mail:
        with capture_logs() as logged:
            kinds_of_all = kinds(server) | services(server)
            kept = {name: await keep(author, name, **one) for name, one in kinds_of_all.items()}
            bot = await author.published(asking(server, mail))
            hook = done(
                await author.call(
                    "POST", "/channels", json={"name": "W", "kind": "webhook", "secret": SECRETS["hook"]}
                ),
                201,
            )
            async with working(user_app(app.state.parts.settings)):
                guest = await converse(app, author, bot, heap)
            await misuse(author, server, kept)
            requests = done(await author.call("GET", "/requests", params={"bot_id": bot}))["items"]
            for request in requests:
                for dry_run in (True, False):
                    body = {"dry_run": dry_run}
                    await author.call("POST", f"/requests/{request['id']}/execute", json=body)
            ids = {
                "bot_id": bot,
                "session_id": guest.session,
                "channel_id": hook["id"],
                "credential_id": kept["key"]["id"],
                "part_id": requests[0]["id"],
                "person_id": guest.id,
                "workspace_id": kept["key"]["workspace_id"],
                "number": "1",
            }
            assert await read_everything(app, author, ids) > 30
            await author.call("GET", f"/bots/{bot}/export", params={"format": "bundle"})
            await author.call("POST", f"/people/{guest.id}/export")
            await author.call("POST", f"/sessions/{guest.session}/replay", json={})
            done(await author.call("POST", f"/bots/{bot}/simulate", json={"turns": [{"start": True}]}))
        everything = [json.dumps(dict(seen.headers)) + seen.line + seen.body.decode() for seen in server.seen]
    heap.add("logs", logged)
    heap.add("standard logs", caplog.text)
    heap.add("output", "".join(capfd.readouterr()))
    await dump(heap, database_url, redis_url)

    # The search is worth something: the secrets did go where they were meant to, and the answers came in.
    sent = "\n".join(everything)
    assert [
        name
        for name, secret in SECRETS.items()
        if name not in {*NEVER_SENT, "mail", "smtp"} and not any(form in sent for form in forms(secret))
    ] == []
    assert mail.signed_in == [True]
    assert any("•••" in text for where, text in heap.texts if where == "table trace")
    assert any('"a":1' in text.replace(" ", "").replace("\\", "") for where, text in heap.texts)
    for number in range(10):
        assert any(
            f"did{number}" in text and "•••" in text for where, text in heap.texts if where == "/ws/bot"
        )
    signed = [
        parse_qs(seen.body.decode()) for seen in server.seen if seen.line.startswith("POST /sheet-token")
    ]
    assert heap.found({f"assertion {n}": form["assertion"][0] for n, form in enumerate(signed)}) == set()
