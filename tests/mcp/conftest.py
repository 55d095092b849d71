from collections.abc import Callable, Iterator

import pytest
from assistants import Owner, TokenMaker

from app.embedded.ports import free_port
from chaos.whole_system import System, running_system


@pytest.fixture(scope="session")
def own_port() -> int:
    """Where the MCP server itself listens."""
    return free_port()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, own_port: int) -> Iterator[System]:
    """All of DBCV as `dbcv up` starts it, the MCP server behind the API's own address."""
    folder = tmp_path_factory.mktemp("assistants")
    with running_system(folder, REGISTRATION="open", MCP_PORT=str(own_port)) as running:
        yield running


@pytest.fixture(scope="session")
def author(system: System) -> Iterator[Owner]:
    author = Owner(system)
    yield author
    author.close()


@pytest.fixture(scope="session")
def make_token(author: Owner) -> TokenMaker:
    """`make_token("bots:read")`: an access token of the administrator's."""

    def make(*scopes: str, **more: object) -> str:
        wanted = {"name": "assistant", "scopes": list(scopes), "expires_in_days": 1, **more}
        return author.post("/tokens", wanted)["token"]

    return make


@pytest.fixture(scope="session")
def token(make_token: Callable[..., str]) -> str:
    return make_token("bots:read", "bots:edit", "bots:run", "bots:publish", "conversations:read")
