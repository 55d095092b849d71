"""Shutting a new worker in. Afterwards it can compute, wait, read its calls and write its answers."""

import os
import resource
import signal
from dataclasses import dataclass

from . import libc
from .frames import INPUT, OUTPUT

SPARE_SECONDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """`program` is the seccomp filter; sizes are bytes, times seconds. `base` is the server's own size."""

    program: bytes
    base: int
    memory: int
    cpu_seconds: int


def shut_in(walls: Walls, calls: int, answers: int) -> None:
    """OSError where a wall cannot be put up: nothing of an author's may be run then."""
    libc.prctl(libc.SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    keep_only(calls, answers)
    os.environ.clear()
    limit(walls)
    libc.drop_capabilities()
    libc.prctl(libc.SET_DUMPABLE, 0)
    libc.prctl(libc.SET_NO_NEW_PRIVILEGES, 1)
    libc.install_filter(walls.program)


def keep_only(calls: int, answers: int) -> None:
    """Every descriptor but the two pipes is closed, and these get their places."""
    highest = 1 + max(calls, answers, INPUT, OUTPUT)
    spare_calls, spare_answers = highest, highest + 1
    os.dup2(calls, spare_calls)
    os.dup2(answers, spare_answers)
    os.dup2(spare_calls, INPUT)
    os.dup2(spare_answers, OUTPUT)
    os.closerange(0, INPUT)
    os.closerange(OUTPUT + 1, 1 << 20)


def limit(walls: Walls) -> None:
    """What the kernel counts: also in the middle of a call into C, where no alarm is heard."""
    size = walls.base + walls.memory
    for what, most in (
        (resource.RLIMIT_AS, size),
        (resource.RLIMIT_CPU, walls.cpu_seconds + SPARE_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(what, (most, most))
