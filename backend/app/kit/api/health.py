"""`/health`: whether this process lives, and whether what it depends on answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.kit.errors import DbcvError

type Check = Callable[[], Awaitable[object]]

_PATIENCE_SECONDS = 2.0


def health_router(checks: Mapping[str, Check], faults: tuple[type[Exception], ...]) -> APIRouter:
    """`faults`: what a check may raise besides errors of ours when its dependency doesn't answer."""
    router = APIRouter(tags=["health"])
    expected = (DbcvError, OSError, TimeoutError, *faults)

    async def outcome(check: Check) -> str:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await check()
        except expected:
            return "unavailable"
        return "ok"

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        """This process answers."""
        return {"status": "ok"}

    @router.get("/health")
    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        """Whether everything it depends on answers, by name; 503 where something does not."""
        outcomes = await asyncio.gather(*(outcome(check) for check in checks.values()))
        named = dict(zip(checks, outcomes, strict=True))
        all_well = all(word == "ok" for word in outcomes)
        body = {"status": "ok" if all_well else "unavailable", "dependencies": named}
        return JSONResponse(body, 200 if all_well else 503)

    return router
