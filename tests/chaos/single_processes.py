"""The product's processes one by one, so that a test can run the system without one of them."""

import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from app.embedded.ports import free_port
from chaos.whole_system import EMAIL, PASSWORD
from eventually import PATIENCE, eventually
from servers import product_environment

PROGRAMS = {
    "api": ("app.main", {}),
    "user-worker": ("app.faststream_app", {"ROLE": "user"}),
    "scheduler": ("app.scheduler", {}),
}


@dataclass(kw_only=True)
class Processes:
    """On servers of the test's. `stop` ends whatever still runs."""

    folder: Path
    database_url: str
    redis_url: str
    port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """The tables, and the first administrator."""
        words = [sys.executable, "-m", "app.cli", "migrate", "--first-admin"]
        subprocess.run(words, env=self._environment(), check=True, capture_output=True)

    def start(self, name: str, **settings: str) -> None:
        """One of PROGRAMS; what follows a dot tells several of a kind apart."""
        module, more = PROGRAMS[name.partition(".")[0]]
        with (self.folder / "output").open("ab") as output:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", module],
                env=self._environment(**more, **settings),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        if name == "api":
            eventually(self._answers)

    def kill(self, name: str) -> None:
        """With -9."""
        program = self.running.pop(name)
        program.send_signal(signal.SIGKILL)
        program.wait()

    def stop(self) -> None:
        for program in self.running.values():
            program.terminate()
        for program in self.running.values():
            program.wait(timeout=PATIENCE)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/ready").is_success
        except httpx.TransportError:
            return False

    def _environment(self, **more: str) -> dict[str, Any]:
        return product_environment(
            DATABASE_URL=self.database_url,
            REDIS_URL=self.redis_url,
            HOST="127.0.0.1",
            PORT=str(self.port),
            DBCV_DATA_DIR=str(self.folder),
            FIRST_ADMIN_EMAIL=EMAIL,
            FIRST_ADMIN_PASSWORD=PASSWORD,
            **more,
        )
