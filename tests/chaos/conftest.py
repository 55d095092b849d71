from collections.abc import Iterator

import pytest

from chaos.whole_system import System, running_system


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One whole system for all these tests; what they have killed comes back by itself."""
    with running_system(tmp_path_factory.mktemp("chaos"), EGRESS_ALLOW="127.0.0.1") as system:
        yield system
