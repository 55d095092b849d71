from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from administrators import Administrator, administrator
from fastapi import FastAPI
from httpx import AsyncClient
from redis.asyncio import Redis

from app.main import create_app
from app.settings import Settings
from drive import calling

type AppWith = Callable[..., Any]


@pytest.fixture
async def start_app(database_url: str, redis_url: str, tmp_path: Path) -> AsyncIterator[AppWith]:
    """`await start_app(public_url="https://…", …)`: an API process on this test's database."""
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    async with AsyncExitStack() as running:

        async def start(**changed: Any) -> FastAPI:
            told = {
                "database_url": database_url,
                "redis_url": redis_url,
                "dbcv_data_dir": tmp_path,
                "db_pool_size": 4,
            }
            app = create_app(Settings(_env_file=None, **{**told, **changed}))
            await running.enter_async_context(app.router.lifespan_context(app))
            return app

        yield start


@pytest.fixture
async def app(start_app: AppWith) -> FastAPI:
    return await start_app()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A browser that nobody is signed in at."""
    async with calling(app) as client:
        yield client


@pytest.fixture
async def admin(app: FastAPI) -> AsyncIterator[Administrator]:
    async with administrator(app) as admin:
        yield admin
