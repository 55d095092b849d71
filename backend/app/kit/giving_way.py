"""Long computations in an event loop: others have their turn in between."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from time import perf_counter

SECONDS = 0.01


async def unhurried[T](found: Iterable[T]) -> AsyncGenerator[T]:
    """What is found, one by one; whoever waits for this process goes on after SECONDS of it."""
    began = perf_counter()
    for one in found:
        yield one
        if perf_counter() - began > SECONDS:
            await asyncio.sleep(0)
            began = perf_counter()
