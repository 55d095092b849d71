"""`python -m bench.sandbox`: what code costs a turn, a new worker, many bots at once."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import orjson
import structlog
import uvloop

from app.engine import RunCode
from app.runtime.code import call_of, returned
from app.sandbox import Sandbox
from bench.accounting import memory
from bench.measure import percentile
from bench.rows import Row

CALLS = 3000
NEW = 60
BOTS = 64
CODE = """
async def main(message, variables):
    variables["session.score"] = variables.get("session.score", 0) + 10
    return {"text": message["text"].upper()}
"""
COMMAND = RunCode(
    id="0",
    code=CODE,
    message={"id": "m", "text": "hello", "params": {}, "attachments": [], "button": None},
    variables={"session.score": 10, "user.name": "Anna", "system.now": "2026-01-01T13:00:00+03:00"},
    at=datetime(2026, 1, 1, 10, tzinfo=UTC),
    random=0.5,
)


async def turn(sandbox: Sandbox, bot: str) -> None:
    """All that a code group adds to a turn: there and back, in the engine's own terms."""
    answer = returned(COMMAND, await sandbox.run(bot, call_of(COMMAND)))
    if answer.value != {"text": "HELLO"} or answer.writes != {"session.score": 20}:
        raise ValueError(f"the code answered {answer}")


async def timed(count: int, act: Callable[[int], Awaitable[None]]) -> list[float]:
    """Seconds of each, in order of length."""
    found: list[float] = []
    for number in range(count):
        began = time.perf_counter()
        await act(number)
        found.append(time.perf_counter() - began)
    return sorted(found)


def row(subject: str, times: list[float], **more: float) -> Row:
    milliseconds = {
        "mean_ms": sum(times) / len(times),
        "p50_ms": percentile(times, 0.5) or 0.0,
        "p95_ms": percentile(times, 0.95) or 0.0,
        "p99_ms": percentile(times, 0.99) or 0.0,
    }
    shown = {name: round(seconds * 1000, 3) for name, seconds in milliseconds.items()}
    return {"bench": "sandbox", "subject": subject, "users": 1, **shown, **more, "errors": 0}


async def warm(sandbox: Sandbox) -> Row:
    await timed(300, lambda _number: turn(sandbox, "warm"))
    return row("a warm call", await timed(CALLS, lambda _number: turn(sandbox, "warm")))


async def new(sandbox: Sandbox) -> Row:
    return row(
        "a call that needs a new worker", await timed(NEW, lambda number: turn(sandbox, f"new {number}"))
    )


async def many(sandbox: Sandbox) -> Row:
    began = time.perf_counter()
    await asyncio.gather(*(turn(sandbox, f"bot {number}") for number in range(BOTS)))
    took = time.perf_counter() - began
    await asyncio.gather(*(turn(sandbox, f"bot {number}") for number in range(BOTS)))
    pss = memory({"sandbox": sandbox.server_pid or 0})["sandbox"].pss_mb
    return row(f"{BOTS} bots at once", [took], workers=sandbox.workers, pss_mb=round(pss, 1))


async def measure_sandbox() -> list[Row]:
    sandbox = Sandbox()
    refusal = await sandbox.start()
    if refusal is not None:
        raise RuntimeError(refusal)
    try:
        return [await warm(sandbox), await new(sandbox), await many(sandbox)]
    finally:
        await sandbox.close()


def main() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    sys.stdout.buffer.write(orjson.dumps(uvloop.run(measure_sandbox())))


if __name__ == "__main__":
    main()
