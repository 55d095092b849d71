"""Work that takes a processor and no server, on threads of its own: so much at once, and of one owner less.

Threads that others need too would be taken by whoever asks most; these are shared out by place.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from .errors import TooMany
from .processors import Processors

THREADS = 3
AT_ONCE = 2  # of one owner, who leaves a thread to others
LONG = THREADS - 1  # of what may take seconds; what takes a moment never waits for these alone
LONG_THREADS = 16  # of these, with those that wait for something else
WAITING = 4  # of one owner, beside these
_AGAIN_SECONDS = 2


class Computing:
    """One a process. `close` it."""

    def __init__(self, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="computing")
        self._at_once = at_once
        self._most = at_once + waiting
        self._long = Processors(LONG, threads=LONG_THREADS)
        self._asked: Counter[Hashable] = Counter()
        self._turns: dict[Hashable, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def place(self, owner: Hashable) -> AsyncGenerator[None]:
        """A place for as long as the block runs, perhaps after a while; TooMany `computing:busy`.

        Ask for it before anything is held that others wait for.
        """
        if self._asked[owner] >= self._most:
            raise TooMany("computing:busy", "Wait for what you have begun.", retry_after=_AGAIN_SECONDS)
        self._asked[owner] += 1
        turn = self._turns.setdefault(owner, asyncio.Semaphore(self._at_once))
        try:
            async with turn:
                yield
        finally:
            self._asked[owner] -= 1
            if not self._asked[owner]:
                del self._asked[owner], self._turns[owner]

    async def run[**Args, T](self, call: Callable[Args, T], *args: Args.args, **named: Args.kwargs) -> T:
        """The result of `call`, made on one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: call(*args, **named))

    async def run_long[**Args, T](self, call: Callable[Args, T], *args: Args.args, **named: Args.kwargs) -> T:
        """The same of what may take seconds: not on every thread at once, in the order it was asked for.

        What is `waiting` (processors.py) does not count.
        """
        return await self._long.run(lambda: call(*args, **named))

    def close(self) -> None:
        """Does not wait for what is under way."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._long.close()
