"""Several things at once, of which the first that ends, ends the others."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def until_one_ends(*doing: Coroutine[Any, Any, None]) -> list[BaseException]:
    """The others are cancelled, and over when this returns; the faults of those that ended by themselves."""
    tasks = [asyncio.create_task(one) for one in doing]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [fault for task in done if (fault := task.exception()) is not None]
