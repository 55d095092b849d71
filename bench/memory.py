"""What the product weighs when nobody talks to it."""

import asyncio
from pathlib import Path

from bench.accounting import memory
from bench.rows import Row, memory_row
from bench.subjects import SUBJECTS

SETTLING = 10.0
SERVERS = frozenset({"postgres", "valkey"})


async def measure_memory(folder: Path) -> list[Row]:
    """PSS of each idle process: the whole product, then its own processes without the servers."""
    async with SUBJECTS["product"](folder) as product:
        await asyncio.sleep(SETTLING)
        weighed = memory(product.roots)
    own = {name: one for name, one in weighed.items() if name not in SERVERS}
    return [memory_row("product and servers", weighed), memory_row("product", own)]
