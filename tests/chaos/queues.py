"""What still waits in the queues of a system."""

import asyncpg

from chaos.whole_system import System
from eventually import eventually_so


async def open_rows(system: System) -> dict[str, int]:
    """Of every queue, in one look."""
    connection = await asyncpg.connect(system.told["DATABASE_URL"])
    try:
        row = await connection.fetchrow(
            "select (select count(*) from inbox) as inbox, (select count(*) from outbox) as outbox,"
            " (select count(*) from command) as command, (select count(*) from dead_letter) as dead_letter"
        )
        return dict(row)
    finally:
        await connection.close()


async def all_quiet(system: System) -> None:
    async def is_quiet() -> bool:
        return not any((await open_rows(system)).values())

    await eventually_so(is_quiet)
