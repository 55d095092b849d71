"""Compiled bots by (bot, version). A version never changes, so neither does what was compiled from it."""

import asyncio
from collections import OrderedDict
from time import monotonic
from uuid import UUID

from app.engine import CompiledBot, compile_document, parse_document

from .files import Files
from .postgres import Pool, until_it_is_back

DOCUMENT = "select document from bot_version where bot_id = $1 and number = $2"
PATIENCE = 0.25  # seconds others wait in all for a document to be compiled

type Key = tuple[UUID, int]


class VersionMissing(LookupError):
    """The version a session runs on is not there."""


class NotCompiledYet(Exception):
    """The document is a large one: it is being compiled, and others need not wait for that."""


class Catalog:
    """Keeps the `size` bots used last. Losing it costs time only."""

    def __init__(self, pool: Pool, *, size: int = 512, patience: float = PATIENCE) -> None:
        self.files = Files(pool)
        self._pool = pool
        self._size = size
        self._patience = patience
        self._bots: OrderedDict[Key, CompiledBot] = OrderedDict()
        self._under_way: dict[Key, tuple[asyncio.Task[CompiledBot], float]] = {}

    async def get(self, bot_id: UUID, number: int) -> CompiledBot:
        """The compiled version; VersionMissing: there is none. NotCompiledYet: it takes longer."""
        key = (bot_id, number)
        found = self._bots.get(key)
        if found is not None:
            self._bots.move_to_end(key)
            return found
        if key not in self._under_way:
            self._under_way[key] = (asyncio.create_task(self._compile(key)), monotonic() + self._patience)
        task, until = self._under_way[key]
        done, _ = await asyncio.wait({task}, timeout=max(0.0, until - monotonic()))
        if not done:
            raise NotCompiledYet
        self._under_way.pop(key, None)
        return task.result()

    async def _compile(self, key: Key) -> CompiledBot:
        source = await until_it_is_back(lambda: self._pool.fetchval(DOCUMENT, *key), what="version")
        if source is None:
            raise VersionMissing(f"{key[0]} has no version {key[1]}")
        compiled = await asyncio.to_thread(_compiled, source)
        self._bots[key] = compiled
        if len(self._bots) > self._size:
            self._bots.popitem(last=False)
        return compiled


def _compiled(source: str) -> CompiledBot:
    return compile_document(parse_document(source))
