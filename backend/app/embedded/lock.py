"""One system to a data directory."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.embedded.owner import check_owner
from app.embedded.refusal import CannotStart

_LEFTOVER_SECONDS = 30.0


@contextmanager
def data_lock(data: Path, leftover_seconds: float = _LEFTOVER_SECONDS) -> Generator[int]:
    """The descriptor of the lock; servers inherit it, so it is free only when the last of them has ended."""
    check_owner(data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data / "supervisor.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, data, time.monotonic() + leftover_seconds)
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield descriptor
        os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)


def is_held(data: Path) -> bool:
    """Whether a system runs on this directory now."""
    try:
        descriptor = os.open(data / "supervisor.lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _try(descriptor)
    finally:
        os.close(descriptor)


def _take(descriptor: int, data: Path, deadline: float) -> None:
    while not _try(descriptor):
        holder = os.pread(descriptor, 20, 0).decode().strip()
        if (holder.isdigit() and _alive(int(holder))) or time.monotonic() > deadline:
            raise CannotStart(
                "embedded:data_in_use",
                f"DBCV already runs on {data} (process {holder or 'unknown'}). "
                "Stop it first, or give this one a directory of its own: --data DIR.",
            )
        time.sleep(0.05)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
