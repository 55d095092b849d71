from collections.abc import Iterator

import pytest

from servers import Servers, drop_database, fresh_database, quick_folder, start_servers


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """One PostgreSQL and one Valkey for the whole session."""
    with quick_folder(tmp_path_factory.mktemp("servers")) as folder:
        running = start_servers(folder)
        yield running
        running.stop()


@pytest.fixture(scope="session")
def postgres_url(servers: Servers) -> str:
    return servers.postgres_url


@pytest.fixture(scope="session")
def redis_url(servers: Servers) -> str:
    """Shared by the whole session: a test that needs it empty flushes it first."""
    return servers.redis_url


@pytest.fixture
def database_url(postgres_url: str) -> Iterator[str]:
    """A database of this test's own with the product's tables."""
    url = fresh_database(postgres_url)
    yield url
    drop_database(url)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands speak the language of the machine: here it is one and the same everywhere."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test has measured is told at the end, from whichever process it ran in."""
    told = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "figures" and report.when == "call"
    ]
    if told:
        terminalreporter.section("figures")
        for line in told:
            terminalreporter.line(line)
