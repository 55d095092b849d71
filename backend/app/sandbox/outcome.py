"""What goes into the sandbox and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`payload`: JSON of {message, variables, at, offset, seed, fixed}; `{}` asks only if it can be read.

    `seconds`: less than the sandbox gives anyway.
    `at`: microseconds since 1970; `offset`: seconds east of UTC; `fixed`: secrets follow `seed` too.
    """

    source: str
    payload: bytes
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no answer: a problem's code, and {type, message, line, source} for the author.

    `is_passing`: it says nothing about the code, which may do well at another time.
    """

    problem: str
    error: Mapping[str, Any]
    is_passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`answer`: JSON of {value, writes, prints, problem, error}, not to be trusted; None where it failed."""

    answer: bytes | None = None
    failure: Failure | None = None
    elapsed_ms: int = 0


def failure(problem: str, kind: str, message: str, *, is_passing: bool = False) -> Failure:
    error = {"type": kind, "message": message, "line": None, "source": None}
    return Failure(problem=problem, error=error, is_passing=is_passing)


CRASHED = failure("code:error", "Crash", "The code brought its interpreter down.")
ENDED = failure("code:error", "Crash", "The code's interpreter was ended again and again.", is_passing=True)
BROKEN = failure("code:error", "Crash", "The code broke the way in which its result is given back.")
TOO_MUCH = failure(
    "code:memory",
    "MemoryError",
    "Too much memory is taken by the code of all bots together.",
    is_passing=True,
)
TOO_LARGE = failure("code:error", "Input", "The variables and the message are too large for code.")


def too_slow(seconds: float) -> Failure:
    return failure("code:timeout", "Timeout", f"The code took longer than {seconds:g} s.")


def unavailable(reason: str) -> Failure:
    told = f"Code cannot be run on this installation: {reason}"
    return failure("code:error", "SandboxUnavailable", told, is_passing=True)


UNJAILED = unavailable("a worker could not be shut in")
NOT_MADE = unavailable("a worker could not be made")
NOT_STARTED = unavailable("a worker did not start in time")
