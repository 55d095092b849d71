"""Metrics and health of a worker or the clock, over connections of their own."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
from redis.exceptions import RedisError

from app.kit.checks import Check
from app.kit.status import status_served
from app.settings import Settings

from .workers import Servers, connected

FAULTS: tuple[type[Exception], ...] = (RedisError, asyncpg.PostgresError, asyncpg.InterfaceError)


@asynccontextmanager
async def status_of(settings: Settings) -> AsyncGenerator[None]:
    """Told on METRICS_PORT for as long as the block lasts, where one is given."""
    servers = Servers(
        postgres_dsn=settings.postgres_dsn,
        redis_url=settings.redis_url.get_secret_value(),
        pool_size=1,
        pool_name="health",
    )
    async with connected(servers) as (pool, redis):
        checks: dict[str, Check] = {"database": lambda: pool.fetchval("select 1"), "redis": redis.ping}  # pyright: ignore[reportUnknownMemberType] - half typed
        async with status_served(settings, checks, FAULTS):
            yield
