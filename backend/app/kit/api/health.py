"""`/health`: whether this process lives, and whether what it depends on answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from app.kit.errors import DbcvError

type Check = Callable[[], Awaitable[object]]

_PATIENCE_SECONDS = 2.0


class Liveness(BaseModel):
    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """`dependencies`: by name."""

    status: Literal["ok", "unavailable"]
    dependencies: dict[str, Literal["ok", "unavailable"]]


_UNREADY = {503: {"model": Readiness, "description": "Something it depends on doesn't answer"}}


def health_router(checks: Mapping[str, Check], faults: tuple[type[Exception], ...]) -> APIRouter:
    """`faults`: what a check may raise besides errors of ours when its dependency doesn't answer."""
    router = APIRouter(tags=["health"])
    expected = (DbcvError, OSError, TimeoutError, *faults)

    async def outcome(check: Check) -> Literal["ok", "unavailable"]:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await check()
        except expected:
            return "unavailable"
        return "ok"

    @router.get("/health/live")
    async def live() -> Liveness:
        """This process answers."""
        return Liveness()

    @router.get("/health", responses=_UNREADY, name="health")
    @router.get("/health/ready", responses=_UNREADY)
    async def ready(response: Response) -> Readiness:
        """Whether everything it depends on answers, by name; 503 where something does not."""
        outcomes = await asyncio.gather(*(outcome(check) for check in checks.values()))
        all_well = all(word == "ok" for word in outcomes)
        response.status_code = 200 if all_well else 503
        named = dict(zip(checks, outcomes, strict=True))
        return Readiness(status="ok" if all_well else "unavailable", dependencies=named)

    return router
