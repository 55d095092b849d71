"""The product as a subject: `dbcv up` in a data folder of its own, the quiz set up through its API."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from app.embedded.ports import free_port
from app.embedded.running import running_environment
from bench.accounting import children_of, command_of, environment_of
from bench.durability import durability
from bench.load import ProductPeer
from bench.load.http import HttpConnection
from bench.load.product import API
from bench.subjects.base import Subject
from bench.subjects.children import HOST, child, until_healthy

QUIZ = Path(__file__).parents[1] / "quiz.yaml"
ADMIN = "bench@example.com"
# One person here says hundreds a second, and all of them are at one address.
UNLIMITED = {
    "MESSAGE_RATE": "0",
    "SOCKETS_PER_PERSON": "0",
    "SOCKETS_PER_ADDRESS": "0",
    "CONNECTIONS_PER_ADDRESS": "0",
}
# part of the command line → name in the results
PROCESS_NAMES = {
    "bin/postgres": "postgres",
    "valkey-server": "valkey",
    "app.faststream_app": "worker",
    "app.scheduler": "scheduler",
    "dbcv_mcp": "mcp",
    "app.main": "api",
}


@asynccontextmanager
async def product(folder: Path) -> AsyncIterator[Subject]:
    port, password = free_port(), secrets.token_urlsafe(18)
    log, state = folder / "product.log", folder / "state"
    command = ["app.cli", "up", "--port", str(port), "--data", str(state)]
    environment = {"FIRST_ADMIN_EMAIL": ADMIN, "FIRST_ADMIN_PASSWORD": password, **UNLIMITED}
    with child(command, log, environment) as supervisor:
        await until_healthy(supervisor, port, "/health/ready", log)
        channel = await publish_quiz(port, password)
        running = running_environment(state)
        yield Subject(
            name="product",
            roots=product_roots(supervisor.pid),
            fresh=partial(ProductPeer, HOST, port, channel_id=channel),
            durability=await durability(running["DATABASE_URL"], running["REDIS_URL"]),
        )


async def publish_quiz(port: int, password: str) -> str:
    """The id of a public web channel whose default bot is the published quiz."""
    api = HttpConnection(HOST, port)
    await api.connect()
    signed_in = await api.post(f"{API}/auth/login", {"email": ADMIN, "password": password})
    call = partial(api.post, token=signed_in["access_token"])
    bot: dict[str, Any] = await call(f"{API}/bots/import", YAML(typ="safe").load(QUIZ))
    await call(f"{API}/bots/{bot['id']}/publish", {"sessions": "finish"})
    wanted = {"name": "Quiz", "kind": "web", "is_public": True, "default_bot_id": bot["id"]}
    channel = await call(f"{API}/channels", wanted)
    api.close()
    return channel["id"]


def product_roots(supervisor: int) -> dict[str, int]:
    """The supervisor and each process it started, by what it is."""
    roots = {"supervisor": supervisor}
    for pid in children_of(supervisor):
        name = process_name(pid)
        roots[name if name not in roots else f"{name} {pid}"] = pid
    return roots


def process_name(pid: int) -> str:
    command = command_of(pid)
    name = next((name for part, name in PROCESS_NAMES.items() if part in command), "process")
    return f"{environment_of(pid).get('ROLE', '')} {name}".strip() if name == "worker" else name
