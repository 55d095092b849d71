import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded.rows import Start
from servers import Servers, start_servers


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[Servers] = []

    def begin(directory: Path, *options: str) -> Servers:
        servers = start_servers(directory, *options)
        running.append(servers)
        return servers

    yield begin
    for servers in running:
        servers.stop()


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own are closed to others, again and again."""
    path = Path(tempfile.mkdtemp(prefix="dbcv-open-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)
