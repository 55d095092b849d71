from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from administrators import Administrator, administrator
from fastapi import FastAPI
from httpx import AsyncClient

from api_processes import AppWith, starting
from drive import calling


@pytest.fixture
async def start_app(database_url: str, redis_url: str, tmp_path: Path) -> AsyncIterator[AppWith]:
    """`await start_app(registration="open", …)`: one more API process on this test's database."""
    async with starting(database_url, redis_url, tmp_path) as start:
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
