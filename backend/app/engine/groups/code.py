"""A group that runs the author's code (flow-language.md 6); where and how is the runtime's affair."""

from collections.abc import Mapping
from typing import Any, cast

from ..commands import RunCode
from ..document.group import Group
from ..document.request import Request
from ..events import CodeReturned, MessageReceived
from ..machine import Run
from ..paths import ALL_SCOPES, Path, parse_path
from ..text import clean_text
from ..values import clean
from ..variables import Scopes
from .kind import Kind, waiting_left

_LONGEST_KEY = 200  # characters of one that is told
_TOO_MANY = {
    "type": "TooMany",
    "message": "Too much code was run, or there was too much waiting, in one turn.",
    "line": None,
    "source": None,
}


def _compile(group: Group, _requests: Mapping[str, Request]) -> str:
    return group.code or ""


def _ask(run: Run, code: str) -> RunCode | CodeReturned:
    deadline = 0 if run.code_calls >= run.limits.code_calls else waiting_left(run)
    if not deadline:
        return CodeReturned(command_id="", error=dict(_TOO_MANY), problem="code:too_many")
    run.code_calls += 1
    message = run.roots["message"] if type(run.event) is MessageReceived else None
    return RunCode(
        id=run.next_id(),
        code=code,
        message=message,
        variables=flat(run.view),
        at=run.event.at,
        random=run.event.random,
        position=run.issued,
        deadline=deadline,
    )


def flat(view: Scopes) -> dict[str, Any]:
    """One entry `scope.key` for each top-level key that can be read there."""
    scopes = [*sorted(ALL_SCOPES - {"system"}), "system"]
    roots: dict[str, dict[str, Any]] = {scope: view.read((scope,)) or {} for scope in scopes}
    return {f"{scope}.{key}": value for scope, root in roots.items() for key, value in root.items()}


def _result(run: Run, answer: CodeReturned) -> dict[str, Any]:
    run.waited_ms += answer.elapsed_ms
    if answer.prints:
        run.trace.add("print", clean_text(answer.prints))
    if answer.error is not None or answer.problem is not None:
        error = clean(answer.error)
        run.trace.problem(answer.problem or "code:error", error=error)
        return {"error": error or {"type": "Error", "message": "", "line": None}}
    for name, value in answer.writes.items():
        _write(run, name, clean(value))
    value = clean(answer.value)
    return cast("dict[str, Any]", value) if type(value) is dict else {"value": value}


def _write(run: Run, name: str, value: Any) -> None:
    """A key that cannot be written is a problem, as in `set`; the rest is written."""
    run.write_one(clean_text(name[:_LONGEST_KEY]), written(run.view, name), "set", value)


def written(view: Scopes, name: str) -> Path | None:
    """Where a key that code assigned is kept; None where it cannot be: `scope.key` is all that can."""
    path = parse_path(name)
    if path is None or len(path) != 2 or path[0] not in view.writable or path[1] == "id":
        return None
    return path


KIND = Kind(answer=CodeReturned, compile=_compile, ask=_ask, result=_result)
