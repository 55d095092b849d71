"""`dbcv up`: everything on this machine under one supervisor."""

import argparse
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from app.cli.processes import LOCAL, product_processes
from app.embedded.death import follow_parent
from app.embedded.lock import data_lock
from app.embedded.ports import port_taken
from app.embedded.postgres import prepare_postgres
from app.embedded.refusal import CannotStart
from app.embedded.running import forget_running, remember_running
from app.embedded.secrets import box_key, keep_secret, password
from app.embedded.spec import ProcessSpec
from app.embedded.supervisor import Supervisor
from app.embedded.valkey import prepare_valkey

_SERVERS = ("postgres", "valkey")
_SERVER_ATTEMPTS = 3
_LASTING = ("DATABASE_URL", "REDIS_URL", "CACHE_REDIS_URL", "JWT_SECRET", "SECRET_BOX_KEY")


@dataclass(frozen=True, slots=True, kw_only=True)
class _System:
    """`told` is the whole environment of our processes."""

    data: Path
    told: dict[str, str]
    servers: tuple[ProcessSpec, ...]
    workers: int


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (HOST, 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port of the API, the editor and the chat page (PORT, 8000)")
    parser.add_argument(
        "--data", type=Path, help="directory of everything that is kept (DBCV_DATA_DIR, .dbcv)"
    )
    parser.add_argument("--workers", type=int, default=1, help="user workers (1)")
    parser.add_argument("--follow-parent", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """0 after an orderly stop, 1 when the system could not start."""
    if args.follow_parent:
        follow_parent(signal.SIGTERM)
    told = _told(args)
    data = Path(told["DBCV_DATA_DIR"])
    try:
        with data_lock(data) as lock:
            _check_port(told["HOST"], told["PORT"])
            return _keep_up(data, told, lock, max(1, args.workers))
    except CannotStart as refusal:
        print(f"DBCV can't start: {refusal.message}", file=sys.stderr, flush=True)
        return 1


def _told(args: argparse.Namespace) -> dict[str, str]:
    """What was said on the command line, else in the environment, else in `.env`."""
    written = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    told = {"HOST": "127.0.0.1", "PORT": "8000", "DBCV_DATA_DIR": ".dbcv", **written, **os.environ}
    chosen = {"HOST": args.host, "PORT": args.port, "DBCV_DATA_DIR": args.data}
    told.update({name: str(value) for name, value in chosen.items() if value is not None})
    told["DBCV_DATA_DIR"] = str(Path(told["DBCV_DATA_DIR"]).absolute())
    return told


def _check_port(host: str, port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotStart("embedded:bad_port", f"{port!r} is no port: give --port a number from 1 to 65535.")
    if port_taken(host, int(port)):
        raise CannotStart(
            "embedded:port_taken",
            f"something else listens on {host}:{port}. Stop it, or choose another port: dbcv up --port "
            f"{int(port) % 65535 + 1} (make up PORT={int(port) % 65535 + 1}).",
        )


def _keep_up(data: Path, told: dict[str, str], lock: int, workers: int) -> int:
    failed = None
    for _ in range(_SERVER_ATTEMPTS):
        system = _prepare(data, told, lock, workers)
        failed = _supervise(system)
        # A free port may be taken between the look and the start: the next attempt has others.
        if failed not in _SERVERS:
            break
    if failed is not None:
        print(f"DBCV can't start: {failed} failed, see above.", file=sys.stderr, flush=True)
    return 0 if failed is None else 1


def _prepare(data: Path, told: dict[str, str], lock: int, workers: int) -> _System:
    secrets = data / "secrets"
    told = {
        "JWT_SECRET": keep_secret(secrets, "jwt_secret", password),
        "SECRET_BOX_KEY": keep_secret(secrets, "secret_box_key", box_key),
        **_given(told),
    }
    servers: list[ProcessSpec] = []
    if "DATABASE_URL" not in told:
        postgres = prepare_postgres(data, secrets)
        told["DATABASE_URL"] = postgres.url
        servers.append(postgres.spec(lock))
    if "REDIS_URL" not in told:
        valkey = prepare_valkey(data, secrets)
        told["REDIS_URL"] = valkey.url
        servers.append(valkey.spec(lock))
    return _System(data=data, told=told, servers=tuple(servers), workers=workers)


def _given(told: dict[str, str]) -> dict[str, str]:
    """An empty setting is one that was not given."""
    return {name: value for name, value in told.items() if value or name not in _LASTING}


def _supervise(system: _System) -> str | None:
    names = tuple(spec.name for spec in system.servers)
    specs = (*system.servers, *product_processes(system.told, system.workers, names))
    kept = (*_LASTING, "HOST", "PORT", "PUBLIC_URL")
    remember_running(system.data, {name: system.told[name] for name in kept if system.told.get(name)})
    try:
        return Supervisor(specs, on_ready=lambda: _announce(system.told), log=_log).run()
    finally:
        forget_running(system.data)


def _announce(told: dict[str, str]) -> None:
    host = "localhost" if told["HOST"] in LOCAL else told["HOST"]
    address = told.get("PUBLIC_URL") or f"http://{host}:{told['PORT']}"
    print(f"Address: {address}\nDBCV is ready", flush=True)


def _log(line: str) -> None:
    print(f"supervisor: {line}", file=sys.stderr, flush=True)
