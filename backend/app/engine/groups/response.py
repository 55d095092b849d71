"""A group that sends a request and decides by the response (flow-language.md 6)."""

from collections.abc import Mapping
from typing import Any

from ..commands import CallHttp
from ..document.group import Group
from ..document.request import Request
from ..events import HttpAnswered
from ..http import HttpRequest, HttpResult, unfit_detail
from ..machine import Run
from ..requests import CompiledRequest, compile_request
from .kind import Kind, seconds_left


def _compile(group: Group, requests: Mapping[str, Request]) -> CompiledRequest | None:
    request = requests.get(group.request or "")
    return None if request is None else compile_request(request)


def _ask(run: Run, request: CompiledRequest | None) -> CallHttp | HttpAnswered:
    rendered = "no_request" if request is None else request.render(run.view, run.trace)
    if not isinstance(rendered, HttpRequest):
        return _refused("http:invalid", unfit_detail(rendered))
    deadline = seconds_left(run)
    if not deadline:
        return _refused("http:too_many")
    run.requests += 1
    return CallHttp(id=run.next_id(), request=rendered, deadline=deadline)


def _refused(code: str, detail: dict[str, Any] | None = None) -> HttpAnswered:
    return HttpAnswered(command_id="", result=HttpResult(error=code, detail=detail or {}))


def _result(run: Run, answer: HttpAnswered) -> dict[str, Any]:
    result = answer.result
    run.waited_ms += result.elapsed_ms
    if result.error is not None:
        run.trace.problem(result.error, **result.detail)
    return {
        "status": result.status,
        "ok": result.ok,
        "headers": result.headers,
        "body": result.body,
        "error": result.error,
        "elapsed_ms": result.elapsed_ms,
    }


KIND = Kind(answer=HttpAnswered, compile=_compile, ask=_ask, result=_result)
