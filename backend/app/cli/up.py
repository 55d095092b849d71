"""`dbcv up`: everything on this machine under one supervisor."""

import argparse
import errno
import os
import re
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from dotenv import dotenv_values

from app.cli import console
from app.cli.address import cautions, local_address, told_address
from app.cli.processes import metrics_ports, product_processes
from app.embedded.death import follow_parent
from app.embedded.lock import data_lock
from app.embedded.logs import Log
from app.embedded.ports import free_port, why_not_listen
from app.embedded.postgres import prepare_postgres
from app.embedded.refusal import CannotStart
from app.embedded.running import forget_running, remember_running, running_environment
from app.embedded.secrets import keep_secret, password
from app.embedded.spec import ProcessSpec
from app.embedded.supervisor import Supervisor
from app.embedded.valkey import prepare_valkey
from app.kit.built import state_of_build
from app.kit.secrets import new_secret
from app.kit.starting import BadSetting, checked_settings
from app.secret_files import ENDING, UnreadableFile, read_files
from app.settings import Settings

_SERVERS = ("postgres", "valkey")
_SERVER_ATTEMPTS = 3
_TAKEN = "already in use"  # as both servers say it
_LASTING = (
    "DATABASE_URL",
    "REDIS_URL",
    "CACHE_REDIS_URL",
    "JWT_SECRET",
    "SECRET_BOX_KEY",
    "SECRET_BOX_OLD_KEYS",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _System:
    """`told` is the whole environment of our processes."""

    data: Path
    told: dict[str, str]
    servers: tuple[ProcessSpec, ...]
    workers: int


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (HOST, 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port of the API and the chat page (PORT, 8000)")
    parser.add_argument(
        "--data", type=Path, help="directory of everything that is kept (DBCV_DATA_DIR, .dbcv)"
    )
    parser.add_argument("--workers", type=int, default=1, help="user workers (1)")
    parser.add_argument("--follow-parent", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """0 after an orderly stop, 1 when the system could not start."""
    if args.follow_parent:
        follow_parent(signal.SIGTERM)
    try:
        told = _told(args)
    except CannotStart as refusal:
        print(f"DBCV can't start: {refusal.message}", file=sys.stderr, flush=True)
        return 1
    data = Path(told["DBCV_DATA_DIR"])
    try:
        with data_lock(data) as lock:
            _check_port(told["HOST"], told["PORT"])
            if told.get("MCP_PORT"):
                _check_port(told.get("MCP_HOST") or "127.0.0.1", told["MCP_PORT"])
            _check_settings(told)
            for port in metrics_ports(told, max(1, args.workers)):
                _check_port(told.get("METRICS_HOST") or "127.0.0.1", port)
            return _keep_up(data, told, lock, max(1, args.workers))
    except CannotStart as refusal:
        print(
            f"DBCV can't start: {refusal.message}{_where_it_runs(refusal, data)}", file=sys.stderr, flush=True
        )
        return 1


def _where_it_runs(refusal: CannotStart, data: Path) -> str:
    running = running_environment(data) if refusal.code == "embedded:data_in_use" else {}
    return f" It answers at {told_address(running)}." if running.get("PORT") else ""


def _told(args: argparse.Namespace) -> dict[str, str]:
    """What was said on the command line, else in the environment, else in `.env`."""
    written = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    told = {"HOST": "127.0.0.1", "PORT": "8000", "DBCV_DATA_DIR": ".dbcv", **written, **os.environ}
    told.update(_taken_from_files(told))
    chosen = {"HOST": args.host, "PORT": args.port, "DBCV_DATA_DIR": args.data}
    told.update({name: str(value) for name, value in chosen.items() if value is not None})
    told["DBCV_DATA_DIR"] = str(Path(told["DBCV_DATA_DIR"]).absolute())
    return told


def _taken_from_files(told: dict[str, str]) -> dict[str, str]:
    """What NAME_FILE names is told on as NAME, and the file no more: one of the two is enough."""
    try:
        found = read_files(told, Settings.model_fields)
    except UnreadableFile as wrong:
        raise CannotStart("embedded:bad_setting", f"a setting is wrong. {wrong}.") from None
    for name in found:
        del told[f"{name}{ENDING}"]
    return found


def _check_settings(told: Mapping[str, str]) -> None:
    """By what our processes will read, before any of them is started."""
    given = {**dict.fromkeys(_LASTING), **_given(told)}
    known = {name: given[name.upper()] for name in Settings.model_fields if name.upper() in given}
    made = {
        name: field.default for name, field in Settings.model_fields.items() if known.get(name, 0) is None
    }
    try:
        checked_settings(_env_file=None, **{**known, **made})
    except BadSetting as wrong:
        raise CannotStart("embedded:bad_setting", f"a setting is wrong. {wrong}") from None


def _check_port(host: str, port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotStart("embedded:bad_port", f"{port!r} is no port: give --port a number from 1 to 65535.")
    fault = why_not_listen(host, int(port))
    if fault is not None:
        code, sentence = _why_not(fault)
        places = {"host": host, "port": port, "other": str(int(port) % 65535 + 1)}
        raise CannotStart(code, re.sub(r"<(host|port|other)>", lambda found: places[found[1]], sentence))


def _why_not(fault: OSError) -> tuple[str, str]:
    if isinstance(fault, socket.gaierror):
        return _NOT_HERE
    return _WHY_NOT.get(fault.errno or 0, ("embedded:cannot_listen", f"<host>:<port>: {fault.strerror}."))


_NOT_HERE = (
    "embedded:not_our_address",
    "this machine has no address <host>. Give an address of its own with --host (HOST), 127.0.0.1 for this "
    "machine alone or 0.0.0.0 for all of its addresses.",
)
_WHY_NOT = {
    errno.EADDRNOTAVAIL: _NOT_HERE,
    errno.EADDRINUSE: (
        "embedded:port_taken",
        "something else listens on <host>:<port>. Stop it, or choose another port: dbcv up --port <other> "
        "(make up PORT=<other>).",
    ),
    errno.EACCES: (
        "embedded:port_closed",
        "this user may not listen on port <port>. Choose one above 1023: dbcv up --port 8000.",
    ),
}


def _keep_up(data: Path, told: dict[str, str], lock: int, workers: int) -> int:
    console.told(f"DBCV starts on {data}; what its parts print is in {data / 'log'}")
    failed = None
    for _ in range(_SERVER_ATTEMPTS):
        system = _prepare(data, told, lock, workers)
        failed = _supervise(system)
        # A free port may be taken between the look and the start: the next attempt has others.
        if failed not in _SERVERS or _TAKEN not in "".join(_log_of(data, failed).last_lines()):
            break
    if failed is not None:
        print(f"DBCV can't start: {failed} failed, see above.", file=sys.stderr, flush=True)
        return 1
    console.told("DBCV has stopped.")
    return 0


def _log_of(data: Path, name: str) -> Log:
    return Log(data / "log" / f"{name}.log")


def _prepare(data: Path, told: dict[str, str], lock: int, workers: int) -> _System:
    secrets = data / "secrets"
    told = {"JWT_SECRET": keep_secret(secrets, "jwt_secret", password), **_given(told)}
    if "SECRET_BOX_KEY" not in told:  # not told on: our processes read the file, and so see it change
        keep_secret(secrets, "secret_box_key", new_secret)
    servers: list[ProcessSpec] = []
    if "DATABASE_URL" not in told:
        postgres = prepare_postgres(data, secrets)
        told["DATABASE_URL"] = postgres.url
        servers.append(postgres.spec(lock))
    if "REDIS_URL" not in told:
        valkey = prepare_valkey(data, secrets)
        told["REDIS_URL"] = valkey.url
        servers.append(valkey.spec(lock))
    told |= _for_assistants(told)
    return _System(data=data, told=told, servers=tuple(servers), workers=workers)


def _for_assistants(told: Mapping[str, str]) -> dict[str, str]:
    """Where the MCP server listens, and how it and the API find each other."""
    host, port = told.get("MCP_HOST") or "127.0.0.1", told.get("MCP_PORT") or str(free_port())
    return {
        "MCP_HOST": host,
        "MCP_PORT": port,
        "MCP_URL": local_address(host, port),
        "MCP_API_URL": local_address(told["HOST"], told["PORT"]),
    }


def _given(told: Mapping[str, str]) -> dict[str, str]:
    """An empty setting is one that was not given."""
    return {name: value for name, value in told.items() if value or name not in _LASTING}


def _supervise(system: _System) -> str | None:
    names = tuple(spec.name for spec in system.servers)
    specs = (*system.servers, *product_processes(system.told, system.workers, names))
    logged = [replace(spec, log=system.data / "log" / f"{spec.name}.log") for spec in specs]
    kept = (*_LASTING, "HOST", "PORT", "PUBLIC_URL")
    remember_running(system.data, {name: system.told[name] for name in kept if system.told.get(name)})
    try:
        with tempfile.TemporaryFile() as said:
            specs = [replace(spec, output=said.fileno()) if spec.once else spec for spec in logged]
            ready = partial(_announce, system.told, said)
            try:
                return Supervisor(specs, on_ready=ready, log=console.fault, on_started=console.started).run()
            finally:
                console.told(_read_once(said))  # where it was stopped before it was ready
    finally:
        forget_running(system.data)


def _announce(told: dict[str, str], said: BinaryIO) -> None:
    """`said` is what the migration printed: a password that is shown this once, and in no log."""
    console.ready(told_address(told), _read_once(said), cautions(told, state_of_build()))


def _read_once(said: BinaryIO) -> str:
    said.seek(0)
    text = said.read().decode().strip()
    said.truncate(0)
    return text
