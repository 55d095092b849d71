"""Connections of the hot path: asyncpg with plans that cannot go astray.

A generic plan made on empty tables would read the whole history once they have grown; index access is all the
hot statements want, so every other way is switched off on these connections and nowhere else.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
import structlog

from app.kit.away import DATABASE_AWAY

from .metrics import POOLS, PoolUse

log = structlog.get_logger()


class Connection(Protocol):
    """What of asyncpg's connection is used; rows answer to column names."""

    async def fetch(self, query: str, *args: Any) -> list[Mapping[str, Any]]: ...
    async def fetchrow(self, query: str, *args: Any) -> Mapping[str, Any] | None: ...
    async def fetchval(self, query: str, *args: Any) -> Any: ...
    async def execute(self, query: str, *args: Any) -> str: ...
    def transaction(self) -> AbstractAsyncContextManager[Any]: ...


class Pool(Protocol):
    """What of asyncpg's pool is used."""

    async def fetch(self, query: str, *args: Any) -> list[Mapping[str, Any]]: ...
    async def fetchrow(self, query: str, *args: Any) -> Mapping[str, Any] | None: ...
    async def fetchval(self, query: str, *args: Any) -> Any: ...
    async def execute(self, query: str, *args: Any) -> str: ...
    def acquire(self) -> AbstractAsyncContextManager[Connection]: ...
    async def close(self) -> None: ...


PINNED_PLANS = {
    "plan_cache_mode": "force_generic_plan",
    "join_collapse_limit": "1",
    "jit": "off",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    # Only a plain index scan marks the dead rows of a queue it passes, so that the next one skips them.
    "enable_bitmapscan": "off",
}
# A process that is stopped in the middle of a transaction keeps what it has locked from others no longer.
LEFT_ALONE = {"idle_in_transaction_session_timeout": "60000"}
AWAY = (OSError, *DATABASE_AWAY)
DATA_FAULTS = (
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.ProgramLimitExceededError,
)
REPEATED_AT_ONCE = (asyncpg.UniqueViolationError,)
MAY_SUCCEED_AGAIN = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.LockNotAvailableError,
)


async def open_pool(dsn: str, *, size: int, name: str | None = None) -> Pool:
    """A pool of at most `size` pinned connections; the first is made when it is first needed.

    Metrics tell of it under `name`.
    """
    pool: Any = await asyncpg.create_pool(  # pyright: ignore[reportUnknownMemberType] - asyncpg is half typed
        dsn,
        min_size=0,
        max_size=size,
        server_settings=PINNED_PLANS | LEFT_ALONE,
        command_timeout=60,
        reset=_leave,
    )
    if name is not None:
        POOLS.watch(name, lambda: _use(pool))
    return cast("Pool", pool)


def _use(pool: Any) -> PoolUse:
    size, idle = pool.get_size(), pool.get_idle_size()
    return PoolUse(used=size - idle, idle=idle, limit=pool.get_max_size())


async def _leave(_: object) -> None:
    """Nothing is ever set on these connections, so giving one back need not cost a round trip."""


async def until_it_is_back[T](call: Callable[[], Awaitable[T]], *, what: str, patience: float = 1.0) -> T:
    """The result of `call`, tried again for as long as the database is away or a deadlock took its turn.

    Only for calls that may be repeated. `patience` seconds is the longest pause between two tries.
    """
    pause = 0.02
    while True:
        try:
            return await call()
        except (*AWAY, *MAY_SUCCEED_AGAIN, TimeoutError) as fault:
            if "pool is clos" in str(fault):
                raise  # the process is ending, and no wait will open it again
            log.warning("database_away", what=what, fault=type(fault).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, patience)


def pairs(rows: list[tuple[Any, ...]], columns: int) -> list[list[Any]]:
    """Rows turned into one array a column, as `unnest` takes them."""
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(columns)]
