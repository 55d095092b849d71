"""A sandbox for all tests, and its answers as tests like to look at them."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.sandbox import Call, Sandbox, SandboxLimits

AT = 1_767_261_600_000_000  # 2026-01-01T10:00:00Z


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    value: Any = None
    writes: dict[str, Any] = field(default_factory=dict)
    prints: str = ""
    problem: str | None = None
    error: dict[str, Any] = field(default_factory=dict)
    elapsed_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Runs source in a sandbox, each bot's by its name."""

    sandbox: Sandbox

    async def run(self, source: str, *, bot: str = "bot", variables: Any = None, **more: Any) -> Answer:
        message = more.pop("message", None)
        asked = {
            "message": message,
            "variables": variables or {},
            "at": AT,
            "offset": 0,
            "seed": "s",
            "fixed": False,
        }
        call = Call(source=source, payload=json.dumps(asked | more).encode())
        return answer_of(await self.sandbox.run(bot, call))

    async def body(self, *lines: str, **more: Any) -> Answer:
        """Lines of the body of main."""
        return await self.run("\n    ".join(("async def main(message, variables):", *lines)), **more)


def answer_of(outcome: Any) -> Answer:
    if outcome.failure is not None:
        failed = outcome.failure
        return Answer(problem=failed.problem, error=dict(failed.error), elapsed_ms=outcome.elapsed_ms)
    try:
        body = json.loads(outcome.answer)
        return Answer(**body | {"error": body.get("error") or {}}, elapsed_ms=outcome.elapsed_ms)
    except (ValueError, TypeError, RecursionError):
        return Answer(problem="unreadable", elapsed_ms=outcome.elapsed_ms)


@pytest.fixture(scope="module")
async def bench() -> AsyncIterator[Bench]:
    sandbox = Sandbox()
    refusal = await sandbox.start()
    if refusal is not None and "Linux" in refusal:
        pytest.skip(refusal)
    assert refusal is None
    yield Bench(sandbox=sandbox)
    await sandbox.close()


@pytest.fixture
async def limited() -> AsyncIterator[Callable[..., Bench]]:
    """Makes benches with limits of their own."""
    made: list[Sandbox] = []

    def make(**limits: Any) -> Bench:
        made.append(Sandbox(SandboxLimits(**limits)))
        return Bench(sandbox=made[-1])

    yield make
    for sandbox in made:
        await sandbox.close()
