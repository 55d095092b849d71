"""Wait for what other processes bring about."""

import time
from collections.abc import Callable


def eventually[T](look: Callable[[], T], seconds: float = 20.0) -> T:
    """The first truthy answer of `look`; AssertionError when the time is over."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.01)
    return found
