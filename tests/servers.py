"""Real PostgreSQL and Valkey for tests, run by the product's own supervisor in a process apart.

Run as a program (`servers.py DIR`) it prints the addresses as a line of JSON, then serves until SIGTERM.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from app.embedded.death import follow_parent
from app.embedded.identity import namespace_identity, nobody_identity
from app.embedded.lock import data_lock
from app.embedded.place import SHARED
from app.embedded.postgres import client_binaries, prepare_postgres
from app.embedded.supervisor import Supervisor
from app.embedded.valkey import prepare_valkey

_BACKEND = Path(__file__).parent.parent / "backend"
_TEMPLATE = "dbcv_template"
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
_ROOM = 2 * 1024**3  # bytes
_IDENTITIES = {"namespace": namespace_identity, "nobody": nobody_identity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """`program` supervises both and gives a killed one its port back."""

    program: subprocess.Popen[str]
    postgres_url: str
    redis_url: str

    def stop(self) -> None:
        self.program.terminate()
        self.program.communicate(timeout=60)


def product_environment(**settings: str) -> dict[str, str]:
    """For a child that runs the product's code."""
    return {**os.environ, "PYTHONPATH": str(_BACKEND), **settings}


def start_servers(directory: Path, *options: str) -> Servers:
    """`options` as `_arguments` declares them."""
    program = subprocess.Popen(
        [sys.executable, __file__, str(directory), *options],
        env=product_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    said = program.stdout.readline()
    if not said:
        raise RuntimeError(f"the servers did not start; exit code {program.wait()}")
    return Servers(program=program, **json.loads(said))


def run_sql(url: str, sql: str) -> str:
    """What psql prints, unaligned and without headings; many statements are not one transaction."""
    parts = urlsplit(url)
    ran = subprocess.run(
        [
            *(client_binaries() / "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1"),
            *("-h", parts.hostname, "-p", str(parts.port), "-U", parts.username, "-d", parts.path[1:]),
        ],
        input=sql,
        env={"PATH": os.environ["PATH"], "PGPASSWORD": unquote(parts.password or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise RuntimeError(ran.stderr)
    return ran.stdout.strip()


@contextmanager
def quick_folder(otherwise: Path) -> Iterator[Path]:
    """A folder in memory where there is room for it: a database is copied for every test."""
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and disk_usage(_MEMORY).free > _ROOM):
        yield otherwise
        return
    with TemporaryDirectory(prefix="dbcv-tests-", dir=_MEMORY) as folder:
        yield Path(folder)


def fresh_database(postgres_url: str) -> str:
    """The address of a new database with the product's tables, empty; migrations run once a server."""
    if _TEMPLATE not in run_sql(postgres_url, "SELECT datname FROM pg_database").split():
        _make_template(postgres_url)
    name = f"test_{uuid4().hex[:12]}"
    run_sql(postgres_url, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")
    return _named(postgres_url, name)


def drop_database(url: str) -> None:
    """Whoever is still connected is thrown out."""
    run_sql(_named(url, "postgres"), f"DROP DATABASE IF EXISTS {urlsplit(url).path[1:]} WITH (FORCE)")


def empty_database(postgres_url: str) -> str:
    """The address of a new database without tables."""
    name = f"test_{uuid4().hex[:12]}"
    run_sql(postgres_url, f"CREATE DATABASE {name}")
    return _named(postgres_url, name)


def _make_template(postgres_url: str) -> None:
    draft = empty_database(postgres_url)
    subprocess.run(
        [sys.executable, "-m", "app.cli", "migrate"], env=product_environment(DATABASE_URL=draft), check=True
    )
    run_sql(postgres_url, f"ALTER DATABASE {urlsplit(draft).path[1:]} RENAME TO {_TEMPLATE}")


def _named(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--identity", choices=_IDENTITIES, help="who PostgreSQL runs as")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where nobody's files go if need be")
    parser.add_argument("--uid", type=int, help="become this user first")
    return parser.parse_args()


def _serve(args: argparse.Namespace) -> int:
    if args.uid is not None:
        os.setgroups([])
        os.setgid(args.uid)
        os.setuid(args.uid)
    follow_parent(signal.SIGTERM)
    directory: Path = args.directory
    identity = _IDENTITIES[args.identity]() if args.identity else None
    with data_lock(directory) as lock:
        secrets = directory / "secrets"
        postgres = prepare_postgres(directory, secrets, identity=identity, shared=args.shared)
        valkey = prepare_valkey(directory, secrets)
        addresses = {"postgres_url": postgres.url, "redis_url": valkey.url}
        failed = Supervisor(
            (postgres.spec(lock), valkey.spec(lock)),
            on_ready=lambda: print(json.dumps(addresses), flush=True),
            log=lambda line: print(line, file=sys.stderr, flush=True),
        ).run()
    return 0 if failed is None else 1


if __name__ == "__main__":
    sys.exit(_serve(_arguments()))
