"""Work that takes seconds, so many at once: who waits for something else has its turn taken by the next."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


class Processors:
    """`count` work at once, beside those that are `waiting`; together they are `threads`. Of one event loop.

    Who comes back from waiting goes on at once, and those to come wait longer: what has begun is not held up
    by what others do.
    """

    def __init__(self, count: int, *, threads: int) -> None:
        self._free = count
        self._queue: deque[asyncio.Future[None]] = deque()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="computing-long")

    async def run[T](self, call: Callable[[], T]) -> T:
        """The result of `call`, in the order it was asked for."""
        loop = asyncio.get_running_loop()

        def on_thread() -> T:
            _here.place = _Place(loop, self)
            return call()

        def ended(_work: Future[Any]) -> None:
            loop.call_soon_threadsafe(self.leave)

        await self._enter()
        try:
            work = self._pool.submit(on_thread)
        except RuntimeError:  # it was closed
            self.leave()
            raise
        # Whoever asked may have gone: the thread is at it nevertheless.
        work.add_done_callback(ended)
        return await asyncio.wrap_future(work)

    def leave(self) -> None:
        """One less works."""
        self._free += 1
        while self._free > 0 and self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                self._free -= 1
                turn.set_result(None)

    def come_back(self) -> None:
        """One more works, whether there is room or not."""
        self._free -= 1

    def close(self) -> None:
        """Does not wait for what is under way."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _enter(self) -> None:
        if self._free > 0:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it was given just now
                self.leave()
            raise


@dataclass(frozen=True, slots=True)
class _Place:
    loop: asyncio.AbstractEventLoop
    processors: Processors


class _Here(threading.local):
    """Of what runs in this thread."""

    place: _Place | None = None


_here = _Here()


@contextmanager
def waiting() -> Generator[None]:
    """From within Processors.run: while the block waits for others, they work in its place."""
    place = _here.place
    if place is None:
        yield
        return
    place.loop.call_soon_threadsafe(place.processors.leave)
    try:
        yield
    finally:
        place.loop.call_soon_threadsafe(place.processors.come_back)
