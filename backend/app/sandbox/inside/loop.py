"""An event loop that waits for nothing but time: there is nothing else to wait for inside."""

import asyncio
from typing import Any

from .moment import MOMENT


class NothingComes(RuntimeError):
    """Everything that runs waits for something that nobody will ever do."""


class _Sleeper:
    """In the place of a selector."""

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise NothingComes("The code awaits something that never comes.")
        if timeout > 0:
            MOMENT.sleep(timeout)
        return []

    def close(self) -> None:
        """Holds nothing."""


class Loop(asyncio.BaseEventLoop):
    """Its time is the turn's: it moves while code sleeps."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Sleeper()
        self._clock_resolution = 1e-6

    def time(self) -> float:
        return MOMENT.slept

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody sleeps in another thread."""


def run(main: Any) -> Any:
    """What the coroutine returns; tasks it leaves behind are cancelled."""
    loop = Loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(main)
    finally:
        _cancel_all(loop)
        asyncio.set_event_loop(None)
        loop.close()


def _cancel_all(loop: Loop) -> None:
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
