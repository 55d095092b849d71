"""`/health`: whether this process lives, and whether what it depends on answers."""

from collections.abc import Mapping
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from app.kit.checks import Check, outcomes


class Liveness(BaseModel):
    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """`dependencies`: by name."""

    status: Literal["ok", "unavailable"]
    dependencies: dict[str, Literal["ok", "unavailable"]]


_UNREADY: dict[int | str, dict[str, Any]] = {
    503: {"model": Readiness, "description": "Something it depends on doesn't answer"}
}


def health_router(checks: Mapping[str, Check], faults: tuple[type[Exception], ...]) -> APIRouter:
    """`faults`: what a check may raise besides errors of ours when its dependency doesn't answer."""
    router = APIRouter(tags=["health"])

    @router.get("/health/live")
    async def live() -> Liveness:
        """This process answers."""
        return Liveness()

    @router.get("/health", responses=_UNREADY, name="health")
    @router.get("/health/ready", responses=_UNREADY)
    async def ready(response: Response) -> Readiness:
        """Whether everything it depends on answers, by name; 503 where something does not."""
        named = await outcomes(checks, faults)
        all_well = all(word == "ok" for word in named.values())
        response.status_code = 200 if all_well else 503
        return Readiness(status="ok" if all_well else "unavailable", dependencies=named)

    return router
