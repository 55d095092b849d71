"""What a worker has spent of the processor, as the kernel tells it: nothing inside can change that."""

import time

_WHOLE_PROCESS = 2  # CPUCLOCK_SCHED, of all threads


class Meter:
    """Of one worker: seconds since the last mark. Nothing is told before its pid is known."""

    def __init__(self) -> None:
        self._clock: int | None = None
        self._mark = 0.0

    def read(self, pid: int) -> None:
        """From now on."""
        self._clock = (~pid << 3) | _WHOLE_PROCESS
        self.mark()

    def mark(self) -> None:
        self._mark = self._spent()

    def since_mark(self) -> float:
        return max(0.0, self._spent() - self._mark)

    def _spent(self) -> float:
        try:
            return 0.0 if self._clock is None else time.clock_gettime(self._clock)
        except OSError:  # it is gone
            return 0.0
