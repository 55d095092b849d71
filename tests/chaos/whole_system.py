"""The whole system as `dbcv up` starts it, on a data folder and a port of its own, and how to hurt it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from app.embedded.ports import free_port
from embedded.processes import is_alive
from eventually import PATIENCE, eventually
from servers import product_environment

EMAIL, PASSWORD = "admin@example.org", "correct horse battery"
STARTING = 300.0  # seconds: nobody waits longer for what hangs
PROCESSES = {"api", "bot-worker", "postgres", "scheduler", "user-worker", "valkey"}
OWN = {
    "app.main": "api",
    "app.scheduler": "scheduler",
    "app.faststream_app": "worker",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """`log` is all that its processes have written so far."""

    supervisor: subprocess.Popen[bytes]
    data: Path
    port: int
    output: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that was printed: by the supervisor, and by its children into their own files."""
        written = (self.output, *sorted((self.data / "log").glob("*.log*")))
        return "".join(path.read_text(errors="replace") for path in written)

    @property
    def told(self) -> dict[str, str]:
        """DATABASE_URL and REDIS_URL among others."""
        return json.loads((self.data / "running.json").read_text())

    def processes(self) -> dict[str, int]:
        """The supervisor's children by name: pids."""
        return {name: pid for pid in children(self.supervisor.pid) if (name := _name(pid)) is not None}

    def kill(self, name: str) -> int:
        """Kill one of our own children with -9: its pid."""
        pid = self.processes()[name]
        os.kill(pid, signal.SIGKILL)
        return pid

    def is_back(self, name: str, killed: int) -> bool:
        return self.processes().get(name, killed) != killed

    def ended(self) -> list[str]:
        """What the supervisor says of ends that nobody asked for."""
        return [line for line in self.log.splitlines() if line.startswith("supervisor: ")]


def children(pid: int) -> set[int]:
    """Of that process, by what /proc says of parents."""
    found: set[int] = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == pid:
                found.add(int(entry.name))
    return found


def _name(pid: int) -> str | None:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        environment = Path(f"/proc/{pid}/environ").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    if not is_alive(pid):
        return None
    program = next((OWN[word] for word in words if word in OWN), None)
    if program == "worker":
        return "bot-worker" if b"ROLE=bot\0" in environment else "user-worker"
    if program is not None:
        return program
    return next((name for name in ("postgres", "valkey") if Path(words[0]).name.startswith(name)), None)


@contextmanager
def running_system(folder: Path, *before: str, **settings: str) -> Iterator[System]:
    """Ready when the block begins, and stopped when it ends. `before`: what its command is given to."""
    port, output = free_port(), folder.with_name(f"{folder.name}-output")
    told = {"FIRST_ADMIN_EMAIL": EMAIL, "FIRST_ADMIN_PASSWORD": PASSWORD, **settings}
    with output.open("wb") as written:
        supervisor = subprocess.Popen(
            [
                *before,
                sys.executable,
                "-m",
                "app.cli",
                "up",
                "--port",
                str(port),
                "--data",
                str(folder / "data"),
            ],
            cwd=folder,
            env=product_environment(**told),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    # Its folder may be a file system that nobody else sees.
    data = Path(f"/proc/{supervisor.pid}/root{folder}/data") if before else folder / "data"
    system = System(supervisor=supervisor, data=data, port=port, output=output)
    try:
        eventually(lambda: "DBCV is ready" in system.log or supervisor.poll() is not None, STARTING)
        assert supervisor.poll() is None, system.log
        yield system
    finally:
        supervisor.terminate()
        try:
            supervisor.wait(timeout=60)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()
            raise


async def until(look: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """The first truthy answer of `look`, others going on meanwhile."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        await asyncio.sleep(0.02)
    return found


class Author:
    """The first administrator, at the API."""

    def __init__(self, system: System) -> None:
        self._client = httpx.Client(base_url=f"{system.url}/api/v1", timeout=30)
        tokens = self.post("/auth/login", {"email": EMAIL, "password": PASSWORD})
        self._client.headers["Authorization"] = f"Bearer {tokens['access_token']}"

    def post(self, path: str, body: Any) -> Any:
        answer = self._client.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def published_bot(self, document: dict[str, Any]) -> str:
        bot = self.post("/bots/import", document)["id"]
        self.post(f"/bots/{bot}/publish", {})
        return bot

    def public_channel(self, bot: str, **more: Any) -> str:
        wanted = {"name": "Here", "is_public": True, "default_bot_id": bot, **more}
        return self.post("/channels", wanted)["id"]

    def close(self) -> None:
        self._client.close()


@contextmanager
def author_of(system: System) -> Iterator[Author]:
    author = Author(system)
    try:
        yield author
    finally:
        author.close()
