"""Sleep until a signal or a deadline, in one thread, without asyncio."""

import select
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

_STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Wakeup:
    """Counts the wishes to stop; a child's end only wakes."""

    def __init__(self) -> None:
        self.stops = 0
        self._heard, self._rung = socket.socketpair()
        self._heard.setblocking(False)
        self._rung.setblocking(False)

    def sleep(self, seconds: float) -> None:
        ready, _, _ = select.select([self._heard], [], [], max(0.0, seconds))
        if ready:
            self._heard.recv(4096)

    @contextmanager
    def listening(self) -> Generator[None]:
        """Signal handlers are ours inside, and what they were afterwards."""
        before = {number: signal.signal(number, self._stop) for number in _STOPS}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _wake)
        descriptor = signal.set_wakeup_fd(self._rung.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(descriptor)
            for number, handler in before.items():
                signal.signal(number, handler)
            self._heard.close()
            self._rung.close()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stops += 1


def _wake(_number: int, _frame: FrameType | None) -> None:
    return None
