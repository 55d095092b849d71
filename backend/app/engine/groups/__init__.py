"""The kinds of connection group: one kind, one file, and this registry (flow-language.md 4.3, 6)."""

from collections.abc import Mapping
from typing import Any

from ..commands import CallHttp, CallIntegration, RunCode, Work
from ..document.group import Group
from ..document.request import Request
from ..machine import Run
from ..program import CompiledGroup, GroupType
from . import code, integration, response
from .kind import Kind

__all__ = ["KINDS", "compile_work", "do_work"]

# None: a kind that does no work of its own.
KINDS: Mapping[GroupType, Kind | None] = {
    "message": None,
    "response": response.KIND,
    "code": code.KIND,
    "integration": integration.KIND,
}


def compile_work(group: Group, requests: Mapping[str, Request]) -> Any:
    """What the kind makes of the group; None where it does no work."""
    kind = KINDS[group.type]
    return None if kind is None else kind.compile(group, requests)


def do_work(run: Run, group: CompiledGroup) -> Work | None:
    """The command to be answered first; None where the group's work is done and its result readable."""
    kind = KINDS[group.type]
    if kind is None:
        return None
    answer, run.answer = run.answer, None
    if not isinstance(answer, kind.answer):
        asked = kind.ask(run, group.work)
        if isinstance(asked, CallHttp | RunCode | CallIntegration):
            return asked
        answer = asked
    result = kind.result(run, answer)
    run.remember(group.type, result)
    run.trace.add("work", group.id, result)
    return None
