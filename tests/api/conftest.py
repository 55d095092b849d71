from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from authors import Author
from bot_sockets import opened_at
from fastapi import FastAPI
from httpx import AsyncClient
from live import Place, served, working
from proposing import BOT as PROPOSED
from proposing import Proposals

from api_processes import AppWith, starting
from app.faststream_app import user_app
from app.main import Front
from drive import calling
from factories import make_person


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
    async with calling(app) as client:
        yield client


@pytest.fixture
async def front(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """The same process as it is served: the hot routes before the framework."""
    async with calling(Front(app)) as client:
        yield client


@pytest.fixture
async def author(app: FastAPI, front: AsyncClient) -> Author:
    return Author(front, await make_person(app, "DEVELOPER"))


@pytest.fixture
async def stranger(app: FastAPI, author: Author) -> Author:
    """Somebody else, with nothing to do with what the author has made."""
    return Author(author.client, await make_person(app, "DEVELOPER"))


@pytest.fixture
async def admin(app: FastAPI, author: Author) -> Author:
    return Author(author.client, await make_person(app, "ADMIN"))


@pytest.fixture
async def proposals(author: Author) -> Proposals:
    """Of a bot of that author's."""
    return Proposals(author, (await author.import_bot(PROPOSED))["id"])


@pytest.fixture
async def place(app: FastAPI) -> AsyncIterator[Place]:
    """The same process on loopback, for sockets."""
    async with served(app) as address:
        yield Place(address)


@pytest.fixture
def opened(place: Place) -> Callable[..., Any]:
    """`async with opened(author, bot_id, …)`: a socket on the bot."""
    return partial(opened_at, place.address)


@pytest.fixture
async def worker(app: FastAPI) -> AsyncIterator[None]:
    """A user worker beside it."""
    async with working(user_app(app.state.parts.settings)):
        yield
