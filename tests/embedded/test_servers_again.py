"""The embedded servers after a crash, and on what an earlier start has left."""

import os
import signal
from pathlib import Path

import pytest
import redis

from app.embedded.lock import data_lock
from app.embedded.postgres import prepare_postgres
from app.embedded.refusal import CannotStart
from embedded.processes import descendants, is_alive
from embedded.rows import Start, cache, child_named, keep_a_row, the_row
from eventually import eventually
from servers import Servers


def answers(servers: Servers) -> str:
    try:
        return the_row(servers)
    except RuntimeError:
        return ""


def enough(processes: set[int]) -> set[int]:
    """Those of PostgreSQL too, which it starts one after another."""
    return processes if len(processes) > 5 else set()


@pytest.mark.parametrize("victim", ["postgres", "valkey"])
def test_a_server_killed_with_9_comes_back_on_its_port_with_its_data(
    start: Start, tmp_path: Path, victim: str
):
    servers = start(tmp_path / "d")
    keep_a_row(servers)
    with cache(servers) as client:
        client.set("kept", "43")
        assert client.waitaof(1, 0, 60_000)[0] == 1
    killed = child_named(servers, victim)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: not is_alive(killed))
    eventually(lambda: answers(servers) == "42")
    with cache(servers) as client:
        client.set_retry(redis.retry.Retry(redis.backoff.ConstantBackoff(0.05), 1200))
        assert client.get("kept") == b"43"
    assert child_named(servers, victim) != killed


def test_a_supervisor_killed_with_9_leaves_no_server_and_the_next_start_waits_for_the_last_of_them(
    start: Start, tmp_path: Path
):
    servers = start(tmp_path / "d")
    keep_a_row(servers)
    everyone = eventually(lambda: enough(descendants(servers.program.pid)))
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
