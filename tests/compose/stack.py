"""The services of docker-compose.yml as plain processes: their own commands, health checks and environments.

What an engine would do is done by translation: names of services and their ports become ports of this
machine, paths of volumes become folders. PostgreSQL is the one service whose command is its image's own.
"""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from compose_file import ONCE, plain_environment, program, services

from app.embedded.ports import free_port
from app.embedded.postgres import client_binaries
from app.embedded.valkey import _binary as valkey_server
from eventually import eventually

STARTING = 200.0  # seconds: nobody waits longer for what hangs
PORTS = {
    "postgres": "5432",
    "redis": "6379",
    "cache-redis": "6379",
    "s3": "8333",
    "backend": "8000",
    "mcp-dbcv": "8001",
}
METRICS = "9464"
MADE = "/secrets/"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - looked for
WEED = (
    "s3.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
)
# Programs of other images, where this machine has none: they ask the same question.
VALKEY_CLI = """#!{python}
import os, socket, sys
host, port = (sys.argv[sys.argv.index(word) + 1] for word in ("-h", "-p"))
with socket.create_connection((host, int(port)), 2) as there:
    there.sendall(f"AUTH {{os.environ['REDISCLI_AUTH']}}\\r\\nPING\\r\\n".encode())
    said = b""
    while said.count(b"\\n") < 2 and (some := there.recv(64)):
        said += some
print(said.decode())
"""
WGET = """#!{python}
import sys, urllib.request
urllib.request.urlopen(sys.argv[-1], timeout=3)
"""


@dataclass(slots=True)
class Service:
    """`process` is None until it is started."""

    name: str
    told: dict[str, Any]
    environment: dict[str, str]
    replaced: dict[str, str]
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    log: BinaryIO | None = None

    def words(self, given: list[str]) -> list[str]:
        return [self.translated(word) for word in given]

    def translated(self, text: str) -> str:
        """In one pass: what was put in is not looked at again."""
        longest = sorted(self.replaced, key=len, reverse=True)
        either = "|".join(map(re.escape, longest))
        return re.sub(rf"(?:{either})(?!\w)", lambda found: self.replaced[found[0]], text)

    def is_healthy(self) -> bool:
        kind, *words = self.told["healthcheck"]["test"]
        argv = ["sh", "-c", self.translated(words[0])] if kind == "CMD-SHELL" else self.words(words)
        return (
            subprocess.run(
                argv,
                env=self.environment,
                cwd=self.folder,
                capture_output=True,
                check=False,
            ).returncode
            == 0
        )

    @property
    def said(self) -> str:
        return (self.folder / "log").read_text(errors="replace")


@dataclass(slots=True)
class Stack:
    """`address` of the API; services by name, as they were started."""

    folder: Path
    database_url: str
    settings: dict[str, str]
    ports: dict[str, int] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports['backend']}"

    def make(self) -> None:
        for name in services(**self.settings):
            self.ports[name] = free_port()
        self.ports["postgres"] = urlsplit(self.database_url).port or 0
        for name, told in services(**self.settings).items():
            self.services[name] = self._service(name, told)
        for one in self.services.values():  # when all ports are known
            one.replaced |= {
                f"{name}:{port}": f"127.0.0.1:{self.ports[name]}"
                for name, port in PORTS.items()
                if name != one.name
            } | ({PORTS[one.name]: str(self.ports[one.name])} if one.name in PORTS else {})
            environment = {
                name: one.translated(value) for name, value in one.told.get("environment", {}).items()
            }
            one.environment = {**one.environment, **self.settings, **environment}

    def _service(self, name: str, told: dict[str, Any]) -> Service:
        folder = self.folder / name
        folder.mkdir()
        replaced = {EVERYWHERE: "127.0.0.1", METRICS: str(free_port())}
        for volume in told.get("volumes", ()):
            there, path = volume.split(":")[:2]
            (self.folder / "volumes" / there).mkdir(parents=True, exist_ok=True)
            if path.startswith(MADE):  # the one service that sees all of them
                (folder / path[len(MADE) :]).symlink_to(self.folder / "volumes" / there)
                replaced[MADE.rstrip("/")] = str(folder)
            else:
                replaced[path] = str(self.folder / "volumes" / there)
        for path in told.get("tmpfs", ()):
            (folder / "tmp").mkdir(exist_ok=True)
            replaced.setdefault(path, str(folder / "tmp"))
        paths = [
            str(self.folder / "bin"),
            str(Path(sys.executable).parent),
            str(client_binaries()),
            os.environ["PATH"],
        ]
        environment = {**plain_environment(), "PATH": os.pathsep.join(paths)}
        return Service(
            name=name,
            told=told,
            environment=environment,
            replaced=replaced,
            folder=folder,
        )

    def start(self, name: str) -> None:
        """Its one command; of the one that runs once, to its end."""
        one = self.services[name]
        if name == "postgres":  # it runs already
            eventually(one.is_healthy, STARTING)
            return
        argv = one.words([*one.told.get("entrypoint", ()), *one.told["command"]])
        if argv[0] == "weed":
            argv = [
                program("weed"),
                *argv[1:],
                *(f"-{port}={free_port()}" for port in WEED),
            ]
        one.log = (one.folder / "log").open("wb")
        one.process = subprocess.Popen(
            argv,
            env=one.environment,
            cwd=one.folder,
            stdin=subprocess.DEVNULL,
            stdout=one.log,
            stderr=one.log,
        )
        if name in ONCE:
            assert one.process.wait(STARTING) == 0, one.said
        else:
            eventually(lambda: one.is_healthy() or one.process.poll() is not None, STARTING)
            assert one.process.poll() is None, one.said
        if name == "secrets":
            self._lay_secrets()

    def _lay_secrets(self) -> None:
        """Written for names of services: here these are ports, and the database is a given one."""
        for path in (self.folder / "volumes" / "app-secrets").iterdir():
            text = path.read_text()
            if path.name == "database_url":
                text = self.database_url
            for name, port in PORTS.items():
                text = text.replace(f"@{name}:{port}", f"@127.0.0.1:{self.ports[name]}")
            path.chmod(0o600)
            path.write_text(text)

    def stop(self) -> dict[str, int]:
        """Exit codes after SIGTERM, the last one started first."""
        codes: dict[str, int] = {}
        for name, one in reversed(self.services.items()):
            if one.process is not None and name not in ONCE:
                one.process.send_signal(signal.SIGTERM)
                codes[name] = one.process.wait(60)
        return codes


@contextmanager
def running_stack(folder: Path, database_url: str, **settings: str) -> Iterator[Stack]:
    stack = Stack(folder=folder, database_url=database_url, settings=settings)
    _lay_programs(folder / "bin")
    stack.make()
    order = TopologicalSorter(
        {name: one.told.get("depends_on", {}).keys() for name, one in stack.services.items()}
    )
    names = list(order.static_order())
    stack.services = {name: stack.services[name] for name in names}
    with ExitStack() as ending:
        for one in stack.services.values():
            ending.callback(_end, one)
        for name in names:
            stack.start(name)
        yield stack


def _lay_programs(folder: Path) -> None:
    folder.mkdir()
    (folder / "valkey-server").symlink_to(valkey_server())
    for name, text in {"valkey-cli": VALKEY_CLI, "wget": WGET}.items():
        if shutil.which(name) is None:
            (folder / name).write_text(text.format(python=sys.executable))
            (folder / name).chmod(stat.S_IRWXU)


def _end(one: Service) -> None:
    if one.process is not None and one.process.poll() is None:
        one.process.kill()
        one.process.wait()
    if one.log is not None:
        one.log.close()
