import pytest

from cli.commanding import BOT, BROKEN, dbcv

SETTINGS = ("DATABASE_URL", "REDIS_URL", "DBCV_DATA_DIR", "PUBLIC_URL", "PORT")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder without a system, and no settings but those a test gives."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bot.yaml").write_text(BOT)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    return tmp_path


@pytest.fixture
def system(place, database_url, redis_url, monkeypatch):
    """A database with an administrator."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("PUBLIC_URL", "https://chat.example/")
    assert dbcv("user", "create", "--email", "boss@example.org", "--role", "ADMIN")[0] == 0
    return database_url
