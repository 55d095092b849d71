"""A trace as it is stored: with it what counting and replaying need to know of the turn."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Literal, cast

from app.engine import (
    Answer,
    CallHttp,
    CallIntegration,
    CodeReturned,
    Event,
    HttpAnswered,
    IntegrationAnswered,
    RunCode,
    Started,
    Trace,
    Turn,
    Work,
    dump_event,
    values,
)
from app.engine.simulation.mocks import full_address

LARGEST_ANSWER = 64 * 1024  # bytes; a larger one is not kept, and a replay says so
KINDS: Mapping[type[Any], Literal["http", "code", "integration"]] = {
    CallHttp: "http",
    RunCode: "code",
    CallIntegration: "integration",
}


def stored_trace(turn: Turn, event: Event) -> str:
    """JSON text of `Trace.packed()` with `version`, `place` and `finished`.

    Of the event that opened the turn `event` (its id), `random` and a start's `params`; where there are such,
    the codes of `problems`, what was `asked` and the `answer` the turn went on with. Secrets are masked.
    """
    trace, session = turn.trace, turn.session
    kept: dict[str, Any] = {
        "version": session.version,
        "place": session.place,
        "finished": session.finished,
        **trace.packed(),
    }
    if isinstance(event, HttpAnswered | CodeReturned | IntegrationAnswered):
        kept["answer"] = _answer(event, trace)
    else:
        kept["event"], kept["random"] = event.id, event.random
        if isinstance(event, Started) and event.params:
            kept["params"] = _masked(trace, event.params)
    if problems := trace.problems:
        kept["problems"] = [problem.code for problem in problems]
    if session.awaiting is not None:
        kept["asked"] = _masked(trace, _asked(turn))
    return values.encode(kept).decode()


def asked_of(work: Work) -> str:
    """What work is known by when it is asked for again: method and address, the operation, or the code."""
    if isinstance(work, CallHttp):
        return f"{work.request.method} {full_address(work.request)}"
    if isinstance(work, CallIntegration):
        return work.integration
    return blake2b(work.code.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _asked(turn: Turn) -> dict[str, Any] | None:
    work = turn.commands[-1]
    if not isinstance(work, CallHttp | RunCode | CallIntegration):
        return None
    kind = KINDS[type(work)]
    return {"kind": kind, "what": asked_of(work), "step": turn.trace.step, "group": turn.trace.group}


def _answer(event: Answer, trace: Trace) -> Any:
    encoded = dump_event(event)
    if len(encoded) > LARGEST_ANSWER:
        return None
    answer = cast("dict[str, Any]", values.decode(encoded))
    return _masked(trace, {name: values.clean(part) for name, part in answer.items()})


def _masked(trace: Trace, value: Any) -> Any:
    return value if trace.secrets is None else trace.secrets.mask(value)
