"""All checks, side by side: one that fails or hangs keeps no other from being told."""

import asyncio
from collections.abc import Awaitable, Sequence

from app.settings import Settings

from .database import look_at_database
from .finding import Finding, error
from .machine import (
    in_thread,
    look_at_address,
    look_at_disk,
    look_at_pages,
    look_at_port,
    look_at_sandbox,
    look_at_secrets,
)
from .servers import look_at_files, look_at_redis

PATIENCE = 30.0  # seconds for one check


async def look_at_all(settings: Settings) -> list[Finding]:
    """In the order in which they are mended."""
    return await _all_of(
        {
            "database": look_at_database(settings),
            "redis": look_at_redis(settings),
            "files": look_at_files(settings),
        }
        | _of_machine(settings)
    )


async def look_at_machine(settings: Settings) -> list[Finding]:
    """What can be looked at while nothing runs: why it does not may be among it."""
    return await _all_of(_of_machine(settings))


type _Look = Awaitable[Finding | Sequence[Finding]]


def _of_machine(settings: Settings) -> dict[str, _Look]:
    return {
        "sandbox": look_at_sandbox(settings),
        "disk": in_thread(look_at_disk, settings),
        "secrets": in_thread(look_at_secrets, settings),
        "pages": in_thread(look_at_pages, settings),
        "port": in_thread(look_at_port, settings),
        "address": look_at_address(settings),
    }


async def _all_of(looks: dict[str, _Look]) -> list[Finding]:
    found = await asyncio.gather(*(_looked(subject, look) for subject, look in looks.items()))
    return [one for several in found for one in several]


async def _looked(subject: str, look: _Look) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(PATIENCE):
            found = await look
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is told, and the others go on
        return [error(subject, "broken", fault=type(fault).__name__)]
    return [found] if isinstance(found, Finding) else found
