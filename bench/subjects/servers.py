"""PostgreSQL and Valkey for the floors: the product's own embedded ones, with the very same settings."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from app.embedded.child import Child
from app.embedded.postgres import prepare_postgres
from app.embedded.valkey import prepare_valkey

START_DEADLINE = 30.0
PROBE_PAUSE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Addresses with their passwords, and the process ids by name."""

    database_url: str
    redis_url: str
    roots: dict[str, int]

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


@asynccontextmanager
async def servers(folder: Path) -> AsyncIterator[Servers]:
    """Running servers whose files are in `folder`; enter from the main thread, they die with it."""
    postgres = prepare_postgres(folder, folder / "secrets")
    valkey = prepare_valkey(folder, folder / "secrets")
    children = [Child(postgres.spec()), Child(valkey.spec())]
    try:
        for child in children:
            child.start(time.monotonic())
        await _until_ready(children)
        roots = {child.spec.name: child.pid for child in children if child.pid is not None}
        yield Servers(database_url=postgres.url, redis_url=valkey.url, roots=roots)
    finally:
        for child in children:
            await _stop(child)


async def _until_ready(children: list[Child]) -> None:
    async with asyncio.timeout(START_DEADLINE):
        while not all(child.ready for child in children):
            for child in children:
                child.check_ready()
            await asyncio.sleep(PROBE_PAUSE)


async def _stop(child: Child) -> None:
    child.ask_to_stop()
    deadline = time.monotonic() + child.spec.stop_seconds
    while child.alive:
        child.reap(time.monotonic())
        if time.monotonic() > deadline:
            child.kill()
        await asyncio.sleep(PROBE_PAUSE)
