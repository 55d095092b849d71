"""API processes within this one, on the real servers."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from redis.asyncio import Redis

from app.main import create_app
from app.settings import Settings

type AppWith = Callable[..., Any]


@asynccontextmanager
async def starting(database_url: str, redis_url: str, folder: Path) -> AsyncIterator[AppWith]:
    """`await start(registration="open", …)`: one more of them on that database. All end with the block."""
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    async with AsyncExitStack() as running:

        async def start(**changed: Any) -> FastAPI:
            told = {
                "database_url": database_url,
                "redis_url": redis_url,
                "dbcv_data_dir": folder,
                "db_pool_size": 4,
            }
            app = create_app(Settings(_env_file=None, **{**told, **changed}))
            await running.enter_async_context(app.router.lifespan_context(app))
            return app

        yield start
