from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from object_storage import ObjectStorage, start_object_storage

from app.media.disk import DiskStore
from app.media.s3 import open_s3
from app.media.threads import Threads
from app.settings import Settings


@pytest.fixture(scope="session")
def object_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStorage]:
    running = start_object_storage(tmp_path_factory.mktemp("object_storage"))
    yield running
    running.stop()


@pytest.fixture
def s3_settings(object_storage: ObjectStorage) -> Settings:
    return Settings(_env_file=None, **object_storage.settings(f"b{uuid4().hex}"))


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DiskStore]:
    """Either of the stores, empty."""
    threads = Threads()
    if request.param == "disk":
        made = DiskStore(tmp_path / "files", threads)
    else:
        made = open_s3(request.getfixturevalue("s3_settings"), threads)
    yield made
    made.close()
