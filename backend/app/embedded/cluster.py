"""PostgreSQL's data directory: made whole or not at all, checked before use."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.embedded.identity import Identity
from app.embedded.postgres_settings import SETTINGS
from app.embedded.refusal import CannotStart
from app.embedded.spawn import run_to_end
from app.kit.private_files import write_private

DATABASE = "dbcv"
USER = "dbcv"
ENVIRONMENT: Mapping[str, str] = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
_OWN_SETTINGS = "dbcv.conf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """`data` is the real directory, `binaries` where initdb and postgres lie for `identity` to run them."""

    data: Path
    binaries: Path
    identity: Identity


def initialise(cluster: Cluster, password: str) -> None:
    """In a draft directory that gets its name last: half a cluster is never taken for a whole one."""
    draft = cluster.data.with_name(f"{cluster.data.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    secret = cluster.data.with_name(f"{cluster.data.name}.password")
    write_private(secret, password + "\n")
    for path in (draft, secret):
        os.chown(path, cluster.identity.uid, cluster.identity.gid)
    _run(
        cluster,
        *("initdb", "-D", str(draft), "-U", USER, "-A", "scram-sha-256", f"--pwfile={secret}"),
        *("-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"),
    )
    secret.unlink()
    _run(cluster, "postgres", "--single", "-D", str(draft), "postgres", text=f"CREATE DATABASE {DATABASE};\n")
    with (draft / "postgresql.conf").open("a") as settings:
        settings.write(f"include '{_OWN_SETTINGS}'  # written anew at every start; yours go below\n")
    draft.rename(cluster.data)


def check_major(data: Path, version: str) -> None:
    """Refuse data that another major version wrote."""
    theirs, ours = (data / "PG_VERSION").read_text().strip(), version.partition(".")[0]
    if theirs != ours:
        raise CannotStart(
            "embedded:other_major_version",
            f"{data} was written by PostgreSQL {theirs}, this DBCV brings PostgreSQL {ours} and can't read "
            f"it. Start the DBCV release that brought PostgreSQL {theirs} and run `dbcv backup`; then move "
            f"{data} away, start this one and run `dbcv restore`.",
        )


def remove_stale_pid(data: Path) -> None:
    """After a crash of the whole machine the number may be another process's, and PostgreSQL believes it."""
    path = data / "postmaster.pid"
    if path.exists() and not _serves(path.read_text().partition("\n")[0].strip(), data):
        path.unlink()


def write_settings(cluster: Cluster, port: int) -> None:
    """Ours, and the port of this start."""
    lines = [f"{name} = {value}" for name, value in {**SETTINGS, "port": str(port)}.items()]
    path = cluster.data / _OWN_SETTINGS
    write_private(path, "\n".join(lines) + "\n")
    os.chown(path, cluster.identity.uid, cluster.identity.gid)


def _serves(pid: str, data: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data
    except PermissionError:
        return False
    except OSError:
        return not Path("/proc/self").exists()


def _run(cluster: Cluster, program: str, *arguments: str, text: str = "") -> None:
    argv = [str(cluster.binaries / program), *arguments]
    try:
        ended = run_to_end(argv, cluster.identity.adopt, ENVIRONMENT, text)
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotStart("embedded:no_identity", f"PostgreSQL's {program} can't be run: {error}") from error
    if ended.code != 0 or "ERROR:" in ended.errors:
        said = ended.errors.strip()[-2000:]
        raise CannotStart("embedded:initdb_failed", f"PostgreSQL's {program} failed: {said}")
