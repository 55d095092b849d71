import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.cli.address import address_of
from app.cli.code_shares import code_shares
from app.cli.processes import metrics_ports, product_processes
from app.embedded.lock import data_lock
from app.embedded.ports import free_port
from app.embedded.running import forget_running, remember_running, running_environment
from app.settings import Settings
from app.storage.history import newest_revisions
from servers import empty_database, product_environment, run_sql

SHARED = ("SANDBOX_WORKERS", "SANDBOX_ALL_MEMORY_MB")
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
    assert f"--port {taken_port + 1} (make up PORT={taken_port + 1})" in ran.stderr
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


def test_each_process_tells_of_itself_on_a_port_of_its_own(tmp_path: Path, taken_port: int):
    told = {"HOST": "127.0.0.1", "PORT": "8000", "METRICS_PORT": "9464"}
    specs = product_processes(told, 2, ())
    assert {spec.name: spec.env["METRICS_PORT"] for spec in specs if not spec.once} == {
        "api": "9464",
        "scheduler": "9465",
        "bot-worker": "9466",
        "user-worker-1": "9467",
        "user-worker-2": "9468",
    }
    assert metrics_ports(told, 2) == ["9464", "9465", "9466", "9467", "9468"]
    assert metrics_ports({}, 2) == []
    ran = dbcv("up", "--port", str(free_port()), folder=tmp_path, METRICS_PORT=str(taken_port - 1))
    assert ran.returncode == 1
    assert f"127.0.0.1:{taken_port}" in ran.stderr


def settings_of(told: Mapping[str, str]) -> Settings:
    return Settings(_env_file=None, **{name.lower(): value for name, value in told.items()})


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize(
    "told", [{}, {"SANDBOX_WORKERS": "30", "SANDBOX_ALL_MEMORY_MB": "900", "SANDBOX_MEMORY_MB": "32"}]
)
def test_what_code_may_take_is_divided_among_the_processes_that_run_it(workers: int, told: dict[str, str]):
    specs = product_processes({"HOST": "127.0.0.1", "PORT": "8000", **told}, workers, ())
    running = [spec for spec in specs if spec.name == "api" or spec.name.startswith("user-worker")]
    shares = [
        Settings(_env_file=None, **{name.lower(): spec.env[name] for name in SHARED}) for spec in running
    ]
    whole = Settings(_env_file=None, **{name.lower(): value for name, value in told.items()})
    assert sum(one.sandbox_workers for one in shares) in range(
        whole.sandbox_workers - 7, whole.sandbox_workers + 1
    )
    memory = sum(one.sandbox_all_memory_mb for one in shares)
    assert memory in range(whole.sandbox_all_memory_mb - 7, whole.sandbox_all_memory_mb + 1)
    assert all(one.sandbox_workers >= shares[0].sandbox_workers for one in shares[1:])
    assert len({(one.sandbox_workers, one.sandbox_all_memory_mb) for one in shares[1:]}) == 1


def test_a_share_is_never_less_than_a_process_needs():
    of_api, of_worker = code_shares({"SANDBOX_WORKERS": "1", "SANDBOX_ALL_MEMORY_MB": "64"}, 3)
    assert of_api == of_worker == {"SANDBOX_WORKERS": "1", "SANDBOX_ALL_MEMORY_MB": "64"}


@pytest.mark.parametrize("wrong", ["many", "0", "-3"])
def test_what_cannot_be_divided_is_left_for_the_processes_to_refuse(wrong: str):
    assert code_shares({"SANDBOX_WORKERS": wrong}, 2) == ({}, {})


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


def test_migrate_says_what_mends_an_address_that_leads_nowhere(postgres_url: str, tmp_path: Path):
    ran = dbcv("migrate", folder=tmp_path, DATABASE_URL=empty_database(postgres_url) + "_not")
    assert ran.returncode == 1
    assert ran.stderr.startswith("dbcv migrate: PostgreSQL has no database of that name. Make it (createdb)")


def test_the_newest_revision_is_the_one_no_other_builds_on(tmp_path: Path):
    (tmp_path / "a.py").write_text('revision = "a"\ndown_revision = None\n')
    (tmp_path / "b.py").write_text('revision: str = "b"\ndown_revision: str | None = "a"\n')
    (tmp_path / "c.py").write_text('revision = "c"\ndown_revision = ("a", "b")\n')
    assert newest_revisions(tmp_path) == {"c"}


def test_migrate_says_which_setting_it_misses(tmp_path: Path):
    ran = dbcv("migrate", folder=tmp_path, DATABASE_URL="")
    assert ran.returncode == 2
    assert "DATABASE_URL" in ran.stderr


@pytest.mark.parametrize("program", ["app.main", "app.scheduler"])
def test_a_process_that_reads_no_stream_starts_without_the_framework_that_does(program: str):
    code = f"import sys, {program}; sys.exit('faststream' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], env=product_environment(), check=False)
    assert ran.returncode == 0


@pytest.mark.parametrize("host", ["203.0.113.9", "2001:db8::9", "no.such.host.invalid"])
def test_a_host_of_another_machine_is_told_as_such(tmp_path: Path, host: str):
    ran = dbcv("up", "--host", host, "--port", "8123", folder=tmp_path)
    assert ran.returncode == 1
    assert f"this machine has no address {host}" in ran.stderr
    assert "something else listens" not in ran.stderr


def test_who_is_refused_is_told_where_the_running_system_answers(tmp_path: Path):
    with data_lock(tmp_path / "d"):
        remember_running(tmp_path / "d", {"HOST": "::", "PORT": "8123"})
        ran = dbcv("up", "--data", "d", "--port", "1", folder=tmp_path)
    assert "It answers at http://localhost:8123." in ran.stderr


@pytest.mark.parametrize(
    ("host", "public", "address"),
    [
        ("127.0.0.1", None, "http://localhost:8000"),
        ("::", "", "http://localhost:8000"),
        ("10.1.2.3", None, "http://10.1.2.3:8000"),
        ("2001:db8::1", None, "http://[2001:db8::1]:8000"),
        ("127.0.0.1", "https://bots.example/", "https://bots.example"),
    ],
)
def test_the_address_is_one_that_people_can_open(host: str, public: str | None, address: str):
    assert address_of(host, 8000, public) == address


def test_a_start_is_calm_tells_the_password_once_and_keeps_it_out_of_the_logs(tmp_path: Path):
    started = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "up", "--port", str(free_port()), "--data", "d"],
        cwd=tmp_path,
        env=product_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    with started as ran:
        for line in ran.stdout:
            said.append(line.rstrip("\n"))
            if said[-1] == "DBCV is ready":
                ran.terminate()
    assert ran.returncode == 0, said
    assert said[0] == f"DBCV starts on {tmp_path / 'd'}; what its parts print is in {tmp_path / 'd' / 'log'}"
    assert {"  PostgreSQL is up", "  Valkey is up", "  The API answers"} <= set(said)
    told = said[said.index("") :]
    assert told[1].startswith("Address: http://localhost:")
    (shown,) = (
        line for line in told if line.startswith("The first administrator: admin@localhost, password ")
    )
    assert told[-2:] == ["DBCV is ready", "DBCV has stopped."]
    assert len(said) < 20
    assert "\033" not in "".join(said)
    password = shown.rsplit(" ", 1)[1]
    logs = list((tmp_path / "d" / "log").glob("*.log"))
    assert {"api.log", "postgres.log", "valkey.log", "migrate.log"} <= {path.name for path in logs}
    assert not any(password in path.read_text() for path in logs)
