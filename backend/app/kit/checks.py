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


async def _outcome(check: Check, expected: tuple[type[Exception], ...]) -> Outcome:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await check()
    except expected:
        return "unavailable"
    return "ok"
