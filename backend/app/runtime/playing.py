"""How much is played of a conversation in memory at once: a test, or a real one once more."""

import time
from collections.abc import Callable

from app.kit.errors import InvalidInput

TURNS = 500
LARGEST = 16 * 1024 * 1024  # bytes that are read, and that are shown
SECONDS = 5.0  # of work: an endless bot is its author's, and takes nobody else's time
WORK_NS, REST_NS = 4_000_000, 1_000_000  # so long, then so long off: the threads of a process take turns


def stopwatch_until(deadline: float, refused: InvalidInput) -> Callable[[], int]:
    """Nanoseconds of work for the trace, by a watch that the engine cannot outrun: `refused` is raised once
    it is `deadline` by `time.monotonic`. Who works for long rests a little when it looks: others answer."""
    rested = 0
    rest_at = time.perf_counter_ns() + WORK_NS

    def look() -> int:
        nonlocal rested, rest_at
        if time.monotonic() > deadline:
            raise refused
        now = time.perf_counter_ns()
        if now >= rest_at:
            time.sleep(REST_NS / 1e9)
            awake = time.perf_counter_ns()
            rested += awake - now
            now, rest_at = awake, awake + WORK_NS
        return now - rested

    return look


class Size:
    """Adds up; `refused` is raised beyond LARGEST."""

    def __init__(self, refused: InvalidInput) -> None:
        self._refused = refused
        self._bytes = 0

    def add(self, more: int) -> None:
        self._bytes += more
        if self._bytes > LARGEST:
            raise self._refused
