import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.migrate import newest_revisions
from app.cli.processes import product_processes
from app.embedded.lock import data_lock
from app.embedded.running import forget_running, remember_running, running_environment
from servers import empty_database, product_environment, run_sql

VERSIONS = Path(__file__).parents[2] / "backend" / "migrations" / "versions"


def dbcv(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        cwd=folder,
        env=product_environment(**settings),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_before_anything_is_started(tmp_path: Path, taken_port: int):
    ran = dbcv("up", "--port", str(taken_port), folder=tmp_path)
    assert ran.returncode == 1
    assert f"something else listens on 127.0.0.1:{taken_port}" in ran.stderr
    assert f"--port {taken_port + 1}" in ran.stderr
    assert not (tmp_path / ".dbcv" / "postgres").exists()


def test_settings_come_from_dotenv_and_the_environment_wins(tmp_path: Path, taken_port: int):
    (tmp_path / ".env").write_text(f'PORT="{taken_port}"  # a comment\n')
    assert f"127.0.0.1:{taken_port}" in dbcv("up", folder=tmp_path).stderr
    assert "'nonsense' is no port" in dbcv("up", folder=tmp_path, PORT="nonsense").stderr


def test_a_second_system_on_the_same_data_is_refused(tmp_path: Path):
    with data_lock(tmp_path / "d"):
        ran = dbcv("up", "--data", "d", "--port", "1", folder=tmp_path)
    assert ran.returncode == 1
    assert "already runs on" in ran.stderr
    assert "--data DIR" in ran.stderr


def test_an_unknown_command_is_refused_with_the_list_of_commands(tmp_path: Path):
    ran = dbcv("fly", folder=tmp_path)
    assert ran.returncode == 2
    assert "up" in ran.stderr


def test_the_api_stops_first_then_the_workers_then_the_clock(tmp_path: Path):
    specs = product_processes({"HOST": "127.0.0.1", "PORT": "8000"}, 2, ("postgres", "valkey"))
    services = sorted((spec for spec in specs if not spec.once), key=lambda spec: spec.stop_rank)
    assert [spec.name for spec in services] == [
        "api",
        "user-worker-1",
        "user-worker-2",
        "bot-worker",
        "scheduler",
    ]
    assert [spec.env["ROLE"] for spec in services[1:4]] == ["user", "user", "bot"]
    assert all(spec.after == ("migrate",) for spec in services)


def test_other_commands_find_a_running_system_and_only_a_running_one(tmp_path: Path):
    with data_lock(tmp_path):
        remember_running(tmp_path, {"DATABASE_URL": "postgresql://x"})
        assert running_environment(tmp_path) == {"DATABASE_URL": "postgresql://x"}
    assert running_environment(tmp_path) == {}
    forget_running(tmp_path)
    assert running_environment(tmp_path) == {}


def test_migrate_brings_an_empty_database_to_the_newest_revision_and_is_then_done(
    postgres_url: str, tmp_path: Path
):
    url = empty_database(postgres_url)
    for _ in range(2):
        ran = dbcv("migrate", folder=tmp_path, DATABASE_URL=url)
        assert ran.returncode == 0, ran.stderr
    assert set(run_sql(url, "SELECT version_num FROM alembic_version").split()) == newest_revisions(VERSIONS)


def test_the_newest_revision_is_the_one_no_other_builds_on(tmp_path: Path):
    (tmp_path / "a.py").write_text('revision = "a"\ndown_revision = None\n')
    (tmp_path / "b.py").write_text('revision: str = "b"\ndown_revision: str | None = "a"\n')
    (tmp_path / "c.py").write_text('revision = "c"\ndown_revision = ("a", "b")\n')
    assert newest_revisions(tmp_path) == {"c"}


def test_migrate_says_which_setting_it_misses(tmp_path: Path):
    ran = dbcv("migrate", folder=tmp_path, DATABASE_URL="")
    assert ran.returncode == 2
    assert "DATABASE_URL" in ran.stderr
