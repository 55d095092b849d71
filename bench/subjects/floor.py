"""The floors as subjects: the same servers as the product's, our own few lines between them."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import asyncpg

from app.embedded.ports import free_port
from bench.durability import durability
from bench.load import FloorPeer, JsonPeer
from bench.subjects.base import Subject
from bench.subjects.children import HOST, child, until_healthy
from bench.subjects.servers import Servers, servers

TABLE = """
create table if not exists message (
  id bigserial primary key, uid text not null, dir text not null, body text not null,
  ts timestamptz not null default now())
"""


@asynccontextmanager
async def memory_floor(folder: Path) -> AsyncIterator[Subject]:
    """Floor i: a dictionary in memory."""
    port = free_port()
    with ExitStack() as stack:
        roots = {"app": await web_app(stack, "memory_app", port, folder, {})}
        fresh = partial(JsonPeer, HOST, port)
        yield Subject(name="floor i", roots=roots, fresh=fresh, durability={})


@asynccontextmanager
async def direct_floor(folder: Path) -> AsyncIterator[Subject]:
    """Floor ii: a Redis hash and one commit a turn, the reply in the response."""
    port = free_port()
    async with floor_servers(folder) as used:
        with ExitStack() as stack:
            roots = {"app": await web_app(stack, "direct_app", port, folder, used.environment)}
            yield Subject(
                name="floor ii",
                roots=roots | used.roots,
                fresh=partial(JsonPeer, HOST, port),
                durability=await durability(used.database_url, used.redis_url),
            )


@asynccontextmanager
async def stream_floor(folder: Path) -> AsyncIterator[Subject]:
    """Floor iii: the shape of the product, HTTP → stream → worker → stream → WebSocket."""
    port = free_port()
    async with floor_servers(folder) as used:
        with ExitStack() as stack:
            gateway = await web_app(stack, "gateway", port, folder, used.environment)
            worker = stack.enter_context(
                child(["bench.floor.worker"], folder / "worker.log", used.environment)
            )
            yield Subject(
                name="floor iii",
                roots={"gateway": gateway, "worker": worker.pid} | used.roots,
                fresh=partial(FloorPeer, HOST, port),
                durability=await durability(used.database_url, used.redis_url),
            )


async def web_app(stack: ExitStack, module: str, port: int, folder: Path, environment: dict[str, str]) -> int:
    """The pid of `bench.floor.<module>` under one uvicorn process, ready to answer."""
    log = folder / f"{module}.log"
    options = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    running = stack.enter_context(child(["uvicorn", f"bench.floor.{module}:app", *options], log, environment))
    await until_healthy(running, port, "/health", log)
    return running.pid


@asynccontextmanager
async def floor_servers(folder: Path) -> AsyncIterator[Servers]:
    async with servers(folder) as used:
        database = await asyncpg.connect(used.database_url)
        await database.execute(TABLE)
        await database.close()
        yield used
