import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis

from app.embedded.identity import choose_identity, namespace_identity, nobody_identity, own_identity
from app.embedded.lock import data_lock
from app.embedded.postgres import client_binaries, prepare_postgres
from app.embedded.refusal import CannotStart
from embedded.processes import command_line, descendants, is_alive, owner
from eventually import eventually
from servers import Servers, product_environment, run_sql, start_servers

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
NOBODY = nobody_identity().uid

type Start = Callable[..., Servers]


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
def open_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that any user may enter."""
    path = tmp_path_factory.mktemp("open")
    for part in (path, path.parent, path.parent.parent):
        part.chmod(0o755)
    return path


def child_named(servers: Servers, word: str) -> int:
    """The direct child that runs this program."""
    direct = Path(f"/proc/{servers.program.pid}/task/{servers.program.pid}/children").read_text().split()
    return next(int(pid) for pid in direct if word in command_line(int(pid)).split()[0])


def data_directory(servers: Servers) -> Path:
    return Path(run_sql(servers.postgres_url, "SHOW data_directory"))


def keep_a_row(servers: Servers) -> None:
    run_sql(servers.postgres_url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)")


def the_row(servers: Servers) -> str:
    return run_sql(servers.postgres_url, "SELECT n FROM kept")


def cache(servers: Servers) -> redis.Redis:
    return redis.Redis.from_url(servers.redis_url, protocol=2)


def answers(servers: Servers) -> str:
    try:
        return the_row(servers)
    except RuntimeError:
        return ""


def test_both_servers_keep_what_they_were_given_over_an_orderly_restart(start: Start, tmp_path: Path):
    first = start(tmp_path / "d")
    keep_a_row(first)
    with cache(first) as client:
        client.set("kept", "43")
    first.stop()
    assert first.program.returncode == 0
    second = start(tmp_path / "d")
    assert the_row(second) == "42"
    with cache(second) as client:
        assert client.get("kept") == b"43"


def test_nothing_that_durability_rests_on_is_turned_off(servers: Servers):
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert run_sql(servers.postgres_url, f"SHOW {setting}") == "on"
    assert run_sql(servers.postgres_url, "SHOW server_version").startswith("18.")
    with cache(servers) as client:
        assert client.config_get("append*")["appendonly"] == "yes"
        assert client.info("server")["valkey_version"].startswith("9.")


def test_the_servers_listen_on_loopback_only_and_want_a_password(servers: Servers):
    assert run_sql(servers.postgres_url, "SHOW listen_addresses") == "127.0.0.1"
    parts = urlsplit(servers.postgres_url)
    with pytest.raises(RuntimeError, match="password authentication failed"):
        run_sql(parts._replace(netloc=f"dbcv:wrong@127.0.0.1:{parts.port}").geturl(), "SELECT 1")
    assert (
        run_sql(
            servers.postgres_url, "SELECT substr(rolpassword, 1, 6) FROM pg_authid WHERE rolname = 'dbcv'"
        )
        == "SCRAM-"
    )
    with (
        redis.Redis(port=urlsplit(servers.redis_url).port, protocol=2) as client,
        pytest.raises(redis.AuthenticationError),
    ):
        client.ping()


def test_a_password_is_in_no_argument_list_and_only_in_private_files(start: Start, tmp_path: Path):
    servers = start(tmp_path / "d")
    secrets = [urlsplit(url).password for url in (servers.postgres_url, servers.redis_url)]
    for pid in descendants(servers.program.pid):
        shown = command_line(pid) + Path(f"/proc/{pid}/environ").read_bytes().decode()
        assert not any(secret in shown for secret in secrets)
    holding = [
        path
        for path in (tmp_path / "d").rglob("*")
        if path.is_file() and any(secret.encode() in path.read_bytes() for secret in secrets)
    ]
    assert {path.name for path in holding} == {"postgres_password", "valkey_password", "valkey.conf"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in holding} == {0o600}


def test_the_data_and_the_secrets_are_closed_to_others(start: Start, tmp_path: Path):
    start(tmp_path / "d")
    for name in ("secrets", "postgres", "valkey"):
        assert stat.S_IMODE((tmp_path / "d" / name).stat().st_mode) == 0o700


@pytest.mark.parametrize("victim", ["postgres", "valkey"])
def test_a_server_killed_with_9_comes_back_on_its_port_with_its_data(
    start: Start, tmp_path: Path, victim: str
):
    servers = start(tmp_path / "d")
    keep_a_row(servers)
    with cache(servers) as client:
        client.set("kept", "43")
        client.waitaof(1, 0, 5000)
    killed = child_named(servers, victim)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: not is_alive(killed))
    eventually(lambda: answers(servers) == "42")
    with cache(servers) as client:
        client.set_retry(redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 100))
        assert client.get("kept") == b"43"
    assert child_named(servers, victim) != killed


def test_a_supervisor_killed_with_9_leaves_no_server_and_the_next_start_waits_for_the_last_of_them(
    start: Start, tmp_path: Path
):
    servers = start(tmp_path / "d")
    keep_a_row(servers)
    everyone = descendants(servers.program.pid)
    assert len(everyone) > 5
    servers.program.kill()
    servers.program.wait()
    second = start(tmp_path / "d")
    assert not any(is_alive(pid) for pid in everyone)
    assert the_row(second) == "42"


def test_a_data_directory_has_one_system_at_a_time(start: Start, tmp_path: Path):
    first = start(tmp_path / "d")
    with pytest.raises(CannotStart, match=f"process {first.program.pid}"), data_lock(tmp_path / "d"):
        pytest.fail("two systems on one directory")
    assert first.program.poll() is None


def test_data_of_another_major_version_is_refused_with_what_to_do(start: Start, tmp_path: Path):
    start(tmp_path).stop()
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(CannotStart, match="written by PostgreSQL 17") as refusal:
        prepare_postgres(tmp_path, tmp_path / "secrets")
    assert refusal.value.code == "embedded:other_major_version"
    assert "dbcv backup" in refusal.value.message
    assert "dbcv restore" in refusal.value.message


def test_half_a_first_start_is_begun_anew(start: Start, tmp_path: Path):
    (tmp_path / "postgres.draft" / "base").mkdir(parents=True)
    (tmp_path / "postgres.draft" / "PG_VERSION").write_text("18\n")
    keep_a_row(start(tmp_path))
    assert not (tmp_path / "postgres.draft").exists()


def test_a_stale_number_that_now_belongs_to_another_process_does_not_keep_postgres_down(
    start: Start, tmp_path: Path
):
    start(tmp_path).stop()
    (tmp_path / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{tmp_path / 'postgres'}\n1\n1\n\n\n\n\n"
    )
    keep_a_row(start(tmp_path))


def test_who_postgres_runs_as_is_found_out_by_trying():
    binary = client_binaries() / "postgres"
    expected = {"self"} if os.geteuid() != 0 else {"namespace", "nobody"}
    assert choose_identity(binary).kind in expected


def namespaces_work() -> bool:
    return os.geteuid() == 0 and choose_identity(client_binaries() / "postgres").kind == "namespace"


@pytest.mark.skipif(not namespaces_work(), reason="user namespaces are refused here")
def test_root_runs_postgres_in_a_user_namespace_with_files_of_its_own(start: Start, tmp_path: Path):
    servers = start(tmp_path / "d", "--identity", "namespace")
    postmaster = child_named(servers, "postgres")
    keep_a_row(servers)
    assert Path(f"/proc/{postmaster}/uid_map").read_text().split() == ["65534", "0", "1"]
    assert (tmp_path / "d" / "postgres").stat().st_uid == os.geteuid()
    assert namespace_identity().uid == os.geteuid()


@as_root
def test_root_without_namespaces_runs_postgres_as_nobody_in_place(start: Start, open_path: Path):
    servers = start(open_path / "d", "--identity", "nobody", "--shared", str(open_path / "shared"))
    keep_a_row(servers)
    postmaster = child_named(servers, "postgres")
    assert owner(postmaster) == NOBODY
    assert Path(f"/proc/{postmaster}/status").read_text().split("Groups:")[1].split("\n")[0].strip() == ""
    assert data_directory(servers) == open_path / "d" / "postgres"
    assert stat.S_IMODE((open_path / "d" / "secrets").stat().st_mode) == 0o700
    everyone = descendants(servers.program.pid)
    servers.program.kill()
    servers.program.wait()
    eventually(lambda: not any(is_alive(pid) for pid in everyone))


@as_root
def test_nobody_gets_files_and_binaries_elsewhere_when_it_cannot_enter_ours(
    start: Start, open_path: Path, tmp_path: Path
):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    options = ("--identity", "nobody", "--shared", str(open_path / "shared"))
    servers = start(closed / "d", *options)
    keep_a_row(servers)
    assert owner(child_named(servers, "postgres")) == NOBODY
    assert data_directory(servers).is_relative_to(open_path / "shared")
    assert (closed / "d" / "postgres").resolve() == data_directory(servers)
    servers.stop()
    assert the_row(start(closed / "d", *options)) == "42"


@pytest.mark.skipif(not namespaces_work(), reason="user namespaces are refused here")
def test_data_follow_when_a_machine_starts_or_stops_to_refuse_namespaces(
    start: Start, open_path: Path, tmp_path: Path
):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    as_nobody = ("--identity", "nobody", "--shared", str(open_path / "shared"))
    first = start(closed / "d", "--identity", "namespace")
    keep_a_row(first)
    first.stop()
    second = start(closed / "d", *as_nobody)
    assert the_row(second) == "42"
    second.stop()
    assert the_row(start(closed / "d", "--identity", "namespace")) == "42"


@as_root
def test_an_ordinary_user_runs_both_servers_as_itself(start: Start, open_path: Path):
    home = open_path / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    servers = start(home / "d", "--uid", str(NOBODY))
    keep_a_row(servers)
    assert {owner(child_named(servers, word)) for word in ("postgres", "valkey")} == {NOBODY}
    everyone = descendants(servers.program.pid)
    servers.program.kill()
    servers.program.wait()
    eventually(lambda: not any(is_alive(pid) for pid in everyone))


@as_root
def test_data_of_another_user_is_refused_with_what_to_do(start: Start, open_path: Path):
    start(open_path / "d").stop()
    (open_path / "d" / "secrets").chmod(0o755)
    code = (
        "import os, sys; from pathlib import Path; import app.embedded.postgres as p\n"
        "root = Path(sys.argv[1])\n"
        f"os.setuid({NOBODY})\n"
        "from app.embedded.place import settle\n"
        "try:\n    settle(root / 'postgres', p.choose_identity(root))\n"
        "except p.CannotStart as refusal:\n    sys.exit(refusal.code)\n"
    )
    (open_path / "d").chmod(0o755)
    ran = subprocess.run(
        [sys.executable, "-c", code, str(open_path / "d")],
        env=product_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr.strip() == "embedded:not_owner"
    assert own_identity().uid == 0
