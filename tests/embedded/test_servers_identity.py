"""Who PostgreSQL runs as: ourselves, in a namespace, or nobody."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.embedded.identity import choose_identity, namespace_identity, nobody_identity, own_identity
from app.embedded.postgres import client_binaries
from embedded.processes import descendants, is_alive, owner
from embedded.rows import Start, child_named, keep_a_row, the_row
from eventually import eventually
from servers import Servers, product_environment, run_sql

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
NOBODY = nobody_identity().uid


def data_directory(servers: Servers) -> Path:
    return Path(run_sql(servers.postgres_url, "SHOW data_directory"))


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
