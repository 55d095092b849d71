"""A group that calls an operation of an integration (flow-language.md 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..commands import CallIntegration
from ..document.group import Group
from ..document.request import Request
from ..events import IntegrationAnswered
from ..machine import Run
from ..placeholders import Rendered, compile_value
from ..values import clean
from .kind import Kind, seconds_left


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledCall:
    integration: str
    config: Rendered
    credential: str | None


def _compile(group: Group, _requests: Mapping[str, Request]) -> CompiledCall:
    return CompiledCall(
        integration=group.integration or "",
        config=compile_value(group.config),
        credential=group.credential,
    )


def _ask(run: Run, call: CompiledCall) -> CallIntegration | IntegrationAnswered:
    deadline = seconds_left(run)
    if not deadline:
        error = {"code": "too_many", "message": "Too many calls, or too much waiting, in one turn."}
        return IntegrationAnswered(command_id="", ok=False, error=error)
    run.requests += 1
    return CallIntegration(
        id=run.next_id(),
        integration=call.integration,
        config=call.config.render(run.view, run.trace),
        credential=call.credential,
        deadline=deadline,
    )


def _result(run: Run, answer: IntegrationAnswered) -> dict[str, Any]:
    run.waited_ms += answer.elapsed_ms
    error = None if answer.ok else _error(answer.error)
    if error is not None:
        run.trace.problem(f"integration:{error['code']}", message=error["message"])
    return {"ok": answer.ok, "result": clean(answer.result), "error": error}


def _error(given: dict[str, Any] | None) -> dict[str, Any]:
    """Always with a code and a message."""
    known: dict[str, Any] = clean(given) or {}
    return {"code": "error", "message": ""} | {key: part for key, part in known.items() if part is not None}


KIND = Kind(answer=IntegrationAnswered, compile=_compile, ask=_ask, result=_result)
