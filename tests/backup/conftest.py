from collections.abc import Iterator
from pathlib import Path

import pytest
from killing import fill

from cli.commanding import dbcv
from conversing import open_world
from media.object_storage import ObjectStorage, start_object_storage
from servers import drop_database, empty_database

SETTINGS = (
    "DATABASE_URL",
    "REDIS_URL",
    "DBCV_DATA_DIR",
    "SECRET_BOX_KEY",
    "SECRET_BOX_OLD_KEYS",
    "JWT_SECRET",
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a system, and no settings but those a test gives."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def source(place: Path, database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database commands work on; its data directory is `source`."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("DBCV_DATA_DIR", str(place / "source"))
    return database_url


@pytest.fixture
def empty(postgres_url: str) -> Iterator[str]:
    """A database without tables."""
    url = empty_database(postgres_url)
    yield url
    drop_database(url)


@pytest.fixture
def archive(source: str, place: Path) -> Path:
    """Of a small installation."""
    assert dbcv("user", "create", "--email", "boss@example.org", "--role", "ADMIN")[0] == 0
    assert dbcv("backup", "a.tar")[0] == 0
    return place / "a.tar"


@pytest.fixture
def elsewhere(empty: str, place: Path, monkeypatch: pytest.MonkeyPatch):
    """Commands work on the empty database from here on, when it is called."""

    def turn() -> str:
        monkeypatch.setenv("DATABASE_URL", empty)
        monkeypatch.setenv("DBCV_DATA_DIR", str(place / "elsewhere"))
        return empty

    return turn


@pytest.fixture
async def world(source: str, redis_url: str):
    async with open_world(source, redis_url) as world:
        yield world


@pytest.fixture(scope="session")
def object_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStorage]:
    running = start_object_storage(tmp_path_factory.mktemp("object_storage"))
    yield running
    running.stop()


@pytest.fixture
def large(source: str, place: Path) -> str:
    """An installation whose backup takes a while, with its uploads in the data directory."""
    fill(source, place)
    return source
