"""What the world answered, as mocks that answer the same again (flow-language.md 9)."""

from typing import Any

from ..commands import CallHttp, CallIntegration
from ..events import Answer, HttpAnswered, IntegrationAnswered
from ..http import HttpRequest, HttpResult
from ..masking import Secrets
from .mocks import full_address

_OF_ONE_VISIT = frozenset({"set-cookie"})


def mocks_of(work: CallHttp | CallIntegration, answer: Answer, secrets: Secrets) -> list[dict[str, Any]]:
    """As `http` or `integrations` of a test take them, secrets masked; several where the work is repeated."""
    if isinstance(work, CallHttp) and isinstance(answer, HttpAnswered):
        return _of_server(work.request, answer.result, secrets)
    if isinstance(work, CallIntegration) and isinstance(answer, IntegrationAnswered):
        told: dict[str, Any] = {"ok": answer.ok, "elapsed_ms": answer.elapsed_ms}
        told |= {"result": answer.result} if answer.ok else {"error": answer.error}
        return [secrets.mask({"integration": work.integration, "answer": told})]
    raise TypeError(f"{type(answer).__name__} answers no {type(work).__name__}")


def _of_server(request: HttpRequest, result: HttpResult, secrets: Secrets) -> list[dict[str, Any]]:
    """A failed one as often as it would be tried; its time is that of all attempts."""
    is_failed = result.error is not None or result.status >= 500
    line, answer = _line(request, secrets), secrets.mask(_told(result))
    again = {"request": line, "answer": {**answer, "elapsed_ms": 0}}
    return [{"request": line, "answer": answer}, *[again] * (request.retry_times if is_failed else 0)]


def _line(request: HttpRequest, secrets: Secrets) -> str:
    """With its query, unless a secret stands in it: without one it answers any."""
    whole = f"{request.method} {full_address(request)}"
    masked = secrets.mask(whole)
    return whole if masked == whole else masked.partition("?")[0]


def _told(result: HttpResult) -> dict[str, Any]:
    if result.error is not None:
        return {"error": result.error, "elapsed_ms": result.elapsed_ms}
    headers = {name: value for name, value in result.headers.items() if name not in _OF_ONE_VISIT}
    told = {"status": result.status, "headers": headers, "json": result.body}
    return told | {"elapsed_ms": result.elapsed_ms}
