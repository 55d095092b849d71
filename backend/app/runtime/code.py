"""Code groups: what the engine asks to be run, in the sandbox's terms, and what came back in the engine's."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, cast

import msgspec

from app.engine import CodeReturned, RunCode, values
from app.engine.simulation import RunCodeWith
from app.engine.text import clean_text, cut
from app.sandbox import Call, Outcome, SandboxLimits

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 2_000  # characters of what an author is told
_MARK = 16  # bytes that may say, behind what was printed, that it is not all
_PROBLEMS = frozenset({"code:error", "code:timeout", "code:memory", "code:output"})
_UNREADABLE = {"type": "Output", "message": "What the code gave back cannot be read.", "line": None}
_TOO_LARGE = {"type": "Output", "message": "What the code gave back is too large.", "line": None}

REFUSED = CodeReturned(
    command_id="",
    problem="code:error",
    error={
        "type": "SandboxUnavailable",
        "message": "This installation has no sandbox to run code in.",
        "line": None,
        "source": None,
    },
)


class _Sent(msgspec.Struct, frozen=True):
    """The two parts of an answer that are bounded together, as they were sent."""

    value: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)
    writes: msgspec.Raw = msgspec.field(default_factory=msgspec.Raw)


_sent = msgspec.json.Decoder(_Sent)


class Runs(Protocol):
    """The sandbox, for those who wait in an event loop."""

    @property
    def limits(self) -> SandboxLimits: ...

    async def run(self, bot: str, call: Call) -> Outcome: ...


class RunsBlocking(Protocol):
    """The sandbox, for threads."""

    def run(self, bot: str, call: Call) -> Outcome: ...


def call_of(command: RunCode, *, fixed: bool = False) -> Call:
    """`fixed`: in tests, simulations and replays also what is secret elsewhere follows the turn."""
    asked: dict[str, Any] = {
        "message": command.message,
        "variables": command.variables,
        "at": (command.at - _EPOCH) // timedelta(microseconds=1),
        "offset": _offset(command.variables.get("system.now")),
        "seed": f"{command.random!r}/{command.position}",
        "fixed": fixed,
    }
    return Call(source=command.code, payload=values.encode(asked), seconds=command.deadline)


def returned(command: RunCode, outcome: Outcome, limits: SandboxLimits | None = None) -> CodeReturned:
    """Nothing of an answer is believed, nor its size: whoever wrote the code may have written it too.

    `limits` None: nothing is kept of it, and it may be as large as it came.
    """
    if outcome.failure is not None:
        failed = outcome.failure
        return _failed(command, failed.problem, dict(failed.error), outcome.elapsed_ms)
    try:
        answer: Any = values.decode(outcome.answer or b"")
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        return _failed(command, "code:output", _UNREADABLE, outcome.elapsed_ms)
    if limits is not None and _is_too_large(outcome.answer or b"", limits):
        return _failed(command, "code:output", _TOO_LARGE, outcome.elapsed_ms)
    return _read(command, cast("dict[str, Any]", answer), outcome, limits)


def runner(sandbox: RunsBlocking, owner: str | None = None) -> RunCodeWith:
    """For conversation tests, simulations and replays: the same sandbox, the turn's clock and chance.

    `owner` None: nobody knows whose code it is, so each source has a worker of its own.
    """

    def run(command: RunCode) -> CodeReturned:
        return returned(command, sandbox.run(owner or command.code, call_of(command, fixed=True)))

    return run


def _read(
    command: RunCode, answer: dict[str, Any], outcome: Outcome, limits: SandboxLimits | None
) -> CodeReturned:
    elapsed_ms, problem = outcome.elapsed_ms, answer.get("problem")
    shown = _printed(answer.get("prints"), limits)
    if problem is not None:
        told = _told(answer.get("error"))
        known = problem if isinstance(problem, str) and problem in _PROBLEMS else "code:error"
        return _failed(command, known, told, elapsed_ms, shown)
    given: Any = answer.get("writes")
    writes = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    return CodeReturned(
        command_id=command.id,
        value=values.clean(answer.get("value")),
        writes={clean_text(name): values.clean(value) for name, value in writes.items()},
        prints=shown,
        elapsed_ms=elapsed_ms,
    )


def _is_too_large(answer: bytes, limits: SandboxLimits) -> bool:
    """Counted as the sandbox counts inside, where code may reach it."""
    if len(answer) <= limits.result:
        return False
    sent = _sent.decode(answer)
    value, writes = bytes(sent.value), bytes(sent.writes)
    together = len(value.decode("utf-8", "replace")) + len(writes)
    return len(value) > limits.result or (writes not in {b"", b"{}"} and together > limits.result)


def _printed(prints: Any, limits: SandboxLimits | None) -> str:
    if not isinstance(prints, str):
        return ""
    return clean_text(prints if limits is None else cut(prints, limits.prints + _MARK))


def _failed(
    command: RunCode, problem: str, error: Mapping[str, Any], elapsed_ms: int, prints: str = ""
) -> CodeReturned:
    return CodeReturned(
        command_id=command.id, error=dict(error), problem=problem, prints=prints, elapsed_ms=elapsed_ms
    )


def _told(error: Any) -> dict[str, Any]:
    given = cast("dict[str, Any]", error) if isinstance(error, dict) else {}
    line = given.get("line")
    return {
        "type": _text(given.get("type")) or "Error",
        "message": _text(given.get("message")) or "",
        "line": line if type(line) is int else None,
        "source": _text(given.get("source")),
    }


def _text(value: Any) -> str | None:
    return clean_text(value[:_LONGEST]) if isinstance(value, str) else None


def _offset(now: Any) -> int:
    """Seconds east of UTC of the zone of `system.now`."""
    try:
        offset = datetime.fromisoformat(now).utcoffset() if isinstance(now, str) else None
    except ValueError:
        offset = None
    return 0 if offset is None else round(offset.total_seconds())
