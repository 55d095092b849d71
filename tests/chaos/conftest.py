from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from chaos.malice import PLANTED, TOKEN
from chaos.whole_system import PROCESSES, Author, System, author_of, running_system
from conversing import ECHO
from eventually import PATIENCE, eventually


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One whole system for all these tests; what they have killed comes back by itself."""
    with running_system(
        tmp_path_factory.mktemp("chaos"), EGRESS_ALLOW="127.0.0.1", MESSAGE_RATE="0"
    ) as system:
        yield system


@pytest.fixture(scope="module")
def author(system: System) -> Iterator[Author]:
    with author_of(system) as author:
        yield author


@pytest.fixture(scope="module")
def channel(author: Author) -> str:
    return author.public_channel(author.published_bot(ECHO))


@pytest.fixture(scope="module")
def token(system: System) -> str:
    return httpx.post(f"{system.url}/api/v1/auth/anonymous", json={}, timeout=PATIENCE).json()["access_token"]


@pytest.fixture
async def client(system: System) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{system.url}/api/v1", timeout=PATIENCE) as client:
        yield client


@pytest.fixture(scope="module")
def unhurt(system: System, token: str) -> Iterator[None]:
    """After all tests of a file nothing has died, and no log repeats a text or a token."""
    eventually(lambda: set(system.processes()) == PROCESSES)  # others may have killed some
    before = system.ended()
    yield
    assert system.ended() == before
    assert set(system.processes()) == PROCESSES
    for planted in (PLANTED, TOKEN, token):
        assert planted not in system.log
