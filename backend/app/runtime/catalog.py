"""Compiled bots by (bot, version). A version never changes, so neither does what was compiled from it."""

import asyncio
from collections import OrderedDict
from uuid import UUID

from app.engine import CompiledBot, compile_document, parse_document

from .postgres import Pool, until_it_is_back

DOCUMENT = "select document from bot_version where bot_id = $1 and number = $2"

type Key = tuple[UUID, int]


class VersionMissing(LookupError):
    """The version a session runs on is not there."""


class Catalog:
    """Keeps the `size` bots used last. Losing it costs time only."""

    def __init__(self, pool: Pool, *, size: int = 512) -> None:
        self._pool = pool
        self._size = size
        self._bots: OrderedDict[Key, CompiledBot] = OrderedDict()
        self._lock = asyncio.Lock()

    async def get(self, bot_id: UUID, number: int) -> CompiledBot:
        """The compiled version; VersionMissing where there is none."""
        key = (bot_id, number)
        found = self._bots.get(key)
        if found is not None:
            self._bots.move_to_end(key)
            return found
        async with self._lock:
            return self._bots.get(key) or await self._compile(key)

    async def _compile(self, key: Key) -> CompiledBot:
        source = await until_it_is_back(lambda: self._pool.fetchval(DOCUMENT, *key), what="version")
        if source is None:
            raise VersionMissing(f"{key[0]} has no version {key[1]}")
        compiled = compile_document(parse_document(source))
        self._bots[key] = compiled
        if len(self._bots) > self._size:
            self._bots.popitem(last=False)
        return compiled
