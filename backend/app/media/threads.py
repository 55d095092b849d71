"""Blocking calls of stores, on threads of their own: one that hangs delays nobody else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

THREADS = 16


class Threads:
    """One a store. `close` it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="media")

    async def run[T](self, call: Callable[[], T]) -> T:
        """The result of `call`, made on one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def close(self) -> None:
        """Does not wait for calls that hang."""
        self._pool.shutdown(wait=False, cancel_futures=True)
