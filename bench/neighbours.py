"""What a bot that burns its limit on every message costs another: whole turns, through every process."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from app.embedded.ports import free_port
from bench.load import ProductPeer
from bench.load.faults import PeerFault
from bench.load.http import HttpConnection
from bench.load.product import API
from bench.measure import percentile
from bench.rows import Row
from bench.subjects.children import HOST, child, until_healthy
from bench.subjects.product import ADMIN, UNLIMITED

SECONDS = 6.0  # each way
ROUNDS = 3  # of both ways, taking turns: a slow minute hits both
PAUSE = 0.02  # seconds between two messages of the quiet bot
PEOPLE = 4  # who talk to the hostile bot without pause
QUIET = "async def main(message, variables):\n    return {'text': message['text'].upper()}\n"
BURNING = "async def main(message, variables):\n    while True: pass\n"


def bot(name: str, code: str) -> dict[str, Any]:
    """Runs code on every message, and says what it gave back."""
    says = {"id": "says", "message": {"text": "{$code.text|default:'-'$}"}, "groups": []}
    runs = {"type": "code", "code": code, "connections": [{"to": "says"}]}
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": name,
        "first_step": "says",
        "groups": [runs],
        "steps": [{**says, "groups": [{"id": "waits"}]}],
    }


async def measure_neighbours(folder: Path) -> list[Row]:
    """The quiet bot's replies alone, and beside the hostile one; times in ms."""
    async with served(folder) as (fresh_quiet, fresh_hostile):
        quiet = fresh_quiet(0)
        await quiet.open()
        await quiet.say("hi")
        alone: list[float] = []
        beside: list[float] = []
        for _ in range(ROUNDS):
            alone += await talk(quiet)
            people = [asyncio.create_task(burn(fresh_hostile(number))) for number in range(PEOPLE)]
            beside += await talk(quiet)
            for one in people:
                one.cancel()
            await asyncio.wait(people)
            await asyncio.sleep(2.0)  # what they began is over
        quiet.close()
    ratio = (percentile(sorted(beside), 0.95) or 0.0) / (percentile(sorted(alone), 0.95) or 1.0)
    return [
        row("a quiet bot alone", alone),
        row("beside a burning bot", beside) | {"p95_ratio": round(ratio, 2)},
    ]


async def talk(peer: ProductPeer) -> list[float]:
    """Seconds from saying something to reading the answer."""
    found: list[float] = []
    until = time.perf_counter() + SECONDS
    while (began := time.perf_counter()) < until:
        reply = await peer.say("hello")
        if reply != "HELLO":
            raise RuntimeError(f"the quiet bot said {reply!r}")
        found.append(time.perf_counter() - began)
        await asyncio.sleep(PAUSE)
    return found


async def burn(peer: ProductPeer) -> None:
    try:
        await peer.open()
        while True:
            await peer.say("burn")
    except PeerFault as fault:
        raise RuntimeError("the hostile bot fell silent") from fault
    finally:
        peer.close()


def row(subject: str, seconds: list[float]) -> Row:
    ordered = sorted(seconds)
    shares = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    found = {name: round((percentile(ordered, share) or 0.0) * 1000, 3) for name, share in shares.items()}
    return {
        "bench": "neighbours",
        "subject": subject,
        "users": 1,
        **found,
        "replies": len(ordered),
        "errors": 0,
    }


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[Any, Any]]:
    """The whole product; what makes people who talk to the quiet bot, and to the hostile one."""
    port, password, log = free_port(), secrets.token_urlsafe(18), folder / "neighbours.log"
    command = ["app.cli", "up", "--port", str(port), "--data", str(folder / "state")]
    environment = {"FIRST_ADMIN_EMAIL": ADMIN, "FIRST_ADMIN_PASSWORD": password, **UNLIMITED}
    with child(command, log, environment) as supervisor:
        await until_healthy(supervisor, port, "/health/ready", log)
        api = HttpConnection(HOST, port)
        await api.connect()
        signed_in = await api.post(f"{API}/auth/login", {"email": ADMIN, "password": password})
        call = partial(api.post, token=signed_in["access_token"])
        channels = [await channel(call, bot(*one)) for one in (("Quiet", QUIET), ("Hostile", BURNING))]
        api.close()
        quiet, hostile = (partial(ProductPeer, HOST, port, channel_id=one) for one in channels)
        yield quiet, hostile


async def channel(call: Any, document: dict[str, Any]) -> str:
    """The id of a public web channel for the bot, published."""
    made = await call(f"{API}/bots/import", document)
    await call(f"{API}/bots/{made['id']}/publish", {"sessions": "finish"})
    wanted = {"name": document["name"], "kind": "web", "is_public": True, "default_bot_id": made["id"]}
    return (await call(f"{API}/channels", wanted))["id"]
