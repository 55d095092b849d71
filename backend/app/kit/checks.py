"""Whether what a process depends on answers, by name."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from app.kit.errors import DbcvError

type Check = Callable[[], Awaitable[object]]
type Outcome = Literal["ok", "unavailable"]

_PATIENCE_SECONDS = 2.0


async def outcomes(checks: Mapping[str, Check], faults: tuple[type[Exception], ...]) -> dict[str, Outcome]:
    """`faults`: what a check may raise besides errors of ours when its dependency doesn't answer."""
    expected = (DbcvError, OSError, TimeoutError, *faults)
    found = await asyncio.gather(*(_outcome(check, expected) for check in checks.values()))
    return dict(zip(checks, found, strict=True))


class Looks:
    """However many ask at once, it looks once: anybody may ask whether we are well, and each look takes a
    connection that messages are waiting for."""

    def __init__(self, checks: Mapping[str, Check], faults: tuple[type[Exception], ...]) -> None:
        self._checks = checks
        self._faults = faults
        self._under_way: asyncio.Task[dict[str, Outcome]] | None = None

    async def look(self) -> dict[str, Outcome]:
        """As `outcomes`; of a look that is under way where there is one."""
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(outcomes(self._checks, self._faults))
        return await asyncio.shield(self._under_way)


async def _outcome(check: Check, expected: tuple[type[Exception], ...]) -> Outcome:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await check()
    except expected:
        return "unavailable"
    return "ok"
