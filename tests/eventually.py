"""Wait for what other processes bring about."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE = 60.0  # seconds: the machine may be slow and busy; who sees it sooner goes on at once


def eventually[T](look: Callable[[], T], seconds: float = PATIENCE) -> T:
    """The first truthy answer of `look`; AssertionError when the time is over."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.01)
    return found


async def eventually_so[T](look: Callable[[], Awaitable[T]], seconds: float = PATIENCE) -> T:
    """The same, others going on meanwhile."""
    deadline = time.monotonic() + seconds
    while not (found := await look()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        await asyncio.sleep(0.01)
    return found
