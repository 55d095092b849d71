"""A group that runs the author's code (flow-language.md 6); where and how is the runtime's affair."""

from collections.abc import Mapping
from typing import Any, cast

from ..commands import RunCode
from ..document.group import Group
from ..document.request import Request
from ..events import CodeReturned, MessageReceived
from ..machine import Run
from ..paths import ALL_SCOPES, parse_path
from ..values import clean
from .kind import Kind


def _compile(group: Group, _requests: Mapping[str, Request]) -> str:
    return group.code or ""


def _ask(run: Run, code: str) -> RunCode:
    message = run.roots["message"] if type(run.event) is MessageReceived else None
    return RunCode(
        id=run.next_id(),
        code=code,
        message=message,
        variables=_flat(run),
        at=run.event.at,
        random=run.event.random,
    )


def _flat(run: Run) -> dict[str, Any]:
    """One entry `scope.key` for each top-level key that can be read where the group stands."""
    scopes = [*sorted(ALL_SCOPES - {"system"}), "system"]
    roots: dict[str, dict[str, Any]] = {scope: run.view.read((scope,)) or {} for scope in scopes}
    return {f"{scope}.{key}": value for scope, root in roots.items() for key, value in root.items()}


def _result(run: Run, answer: CodeReturned) -> dict[str, Any]:
    run.waited_ms += answer.elapsed_ms
    if answer.prints:
        run.trace.add("print", answer.prints)
    if answer.error is not None or answer.problem is not None:
        run.trace.problem(answer.problem or "code:error", error=answer.error)
        return {"error": answer.error or {"type": "Error", "message": "", "line": None}}
    for name, value in answer.writes.items():
        _write(run, name, clean(value))
    value = clean(answer.value)
    return cast("dict[str, Any]", value) if type(value) is dict else {"value": value}


def _write(run: Run, name: str, value: Any) -> None:
    """A key that cannot be written is ignored; `scope.key` is all that can."""
    path = parse_path(name)
    if path is None or len(path) != 2 or path[0] not in run.view.writable or path[1] == "id":
        return
    run.write_one(name, path, "set", value)


KIND = Kind(answer=CodeReturned, compile=_compile, ask=_ask, result=_result)
