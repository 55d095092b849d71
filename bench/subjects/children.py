"""Child processes that are awaited until they answer and stopped at the end."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.load.faults import PeerFault
from bench.load.http import HttpConnection

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_DEADLINE = 120.0
STOP_DEADLINE = 30.0


def project_environment() -> dict[str, str]:
    """Ours, with the packages of the project on the path."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "backend")))}


@contextmanager
def child(module: list[str], log: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m module …` from the root of the project, its output in `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**project_environment(), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def until_healthy(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    """Returns when `path` answers 200; RuntimeError with the end of the log when it never does."""
    deadline = time.monotonic() + START_DEADLINE
    while process.poll() is None and time.monotonic() < deadline:
        if await answers(port, path):
            return
        await asyncio.sleep(0.1)
    raise RuntimeError(f"not ready, exit code {process.poll()}:\n{end_of(log)}")


def end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]


async def answers(port: int, path: str) -> bool:
    connection = HttpConnection(HOST, port)
    try:
        await connection.connect()
        status, _ = await connection.request("GET", path)
    except (OSError, PeerFault):
        return False
    finally:
        connection.close()
    return status == 200
