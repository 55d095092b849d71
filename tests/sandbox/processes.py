"""Looking at processes from outside."""

from collections.abc import Callable
from pathlib import Path

from eventually import eventually_so


def children_of(pid: int) -> set[int]:
    return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def until(met: Callable[[], object]) -> None:
    """Waits on a condition under a deadline."""

    async def look() -> object:
        return met()

    await eventually_so(look)
