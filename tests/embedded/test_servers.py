"""The embedded servers: durable, on loopback, closed to others."""

import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis

from embedded.processes import command_line, descendants
from embedded.rows import Start, cache, keep_a_row, the_row
from servers import Servers, run_sql


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
