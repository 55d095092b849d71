"""Commands that are told to stop tidy up first, whichever signal told them."""

import asyncio
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_STOPPED: Final = 130  # as a shell says it
_ALSO: Final = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stopped_in_order() -> Generator[None]:
    """SIGTERM and SIGHUP are what Ctrl+C is: the command ends with 130. Only the main thread hears them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [one for one in _ALSO if signal.getsignal(one) is not signal.SIG_IGN]  # nohup
    before = {number: signal.signal(number, _interrupt) for number in heard}
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(_STOPPED) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ensure_not_stopped(fault: Exception) -> None:
    """A connection that is let go in the middle of something complains of that, where the stop is meant."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError from fault


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a script began us in the background
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)
