"""Servers and integrations of a conversation test: each mock answers once, in file order (9)."""

from collections.abc import Callable, Sequence
from copy import replace
from typing import Any, cast
from urllib.parse import parse_qsl, quote

from ..commands import CallHttp, CallIntegration, RunCode, Work
from ..document.conversation_test import HttpMock, IntegrationMock
from ..events import Answer, CodeReturned, HttpAnswered, IntegrationAnswered
from ..http import FileRef, HttpRequest, HttpResult
from ..text import percent, to_text
from ..values import clean, decode
from .compare import compare, show

type RunCodeWith = Callable[[RunCode], CodeReturned]

_SENDABLE = "%/:?#[]@!$&'()*+,;=~-._"
_MAY_BE_NULL = frozenset({"json", "body"})
_FORM = "application/x-www-form-urlencoded"


def no_sandbox(command: RunCode) -> CodeReturned:
    """The answer to code where nothing can run it."""
    error = {"type": "Unavailable", "message": "Code cannot be run here.", "line": None}
    return CodeReturned(command_id=command.id, error=error, problem="code:error")


class Unanswered(Exception):
    """Work that no mock answers, where there is somebody to ask (`asking` of Mocks)."""

    def __init__(self, work: CallHttp | CallIntegration) -> None:
        super().__init__(work.id)
        self.work = work


class Mocks:
    """Performs the work of a test. `differences` are the requests that were not as their mock expects.

    `asking`: what the world answered so far to work without a mock, in its order; beyond it, Unanswered is
    raised. None: such work fails, as in a test.
    """

    def __init__(
        self,
        http: Sequence[HttpMock] = (),
        integrations: Sequence[IntegrationMock] = (),
        run_code: RunCodeWith = no_sandbox,
        asking: Sequence[Answer] | None = None,
    ) -> None:
        self._http = list(http)
        self._integrations = list(integrations)
        self._run_code = run_code
        self._answers = None if asking is None else iter(asking)
        self._differences: list[str] = []

    def perform(self, work: Work) -> Answer:
        if isinstance(work, RunCode):
            return replace(self._run_code(work), command_id=work.id)
        if self._answers is not None and not self._has_mock(work):
            answer = next(self._answers, None)
            if answer is None:
                raise Unanswered(work)
            return answer
        if isinstance(work, CallHttp):
            return HttpAnswered(command_id=work.id, result=self._respond(work.request))
        return self._integrate(work)

    def take_differences(self) -> list[str]:
        """Those since the last call."""
        found, self._differences = self._differences, []
        return found

    def unused(self) -> list[str]:
        mocks = [f"http {mock.request}" for mock in self._http]
        mocks += [f"integration {mock.integration}" for mock in self._integrations]
        return [f"unused mock: {mock}" for mock in mocks]

    def _has_mock(self, work: CallHttp | CallIntegration) -> bool:
        if isinstance(work, CallHttp):
            return any(_answers(mock.request, work.request) for mock in self._http)
        return any(mock.integration == work.integration for mock in self._integrations)

    def _respond(self, request: HttpRequest) -> HttpResult:
        """The last of the attempts the request allows, one mock each; their times add up."""
        elapsed = 0
        result = HttpResult(error="http:connection")
        for _ in range(request.retry_times + 1):
            result = self._attempt(request)
            elapsed += result.elapsed_ms
            if result.error is None and result.status < 500:
                break
        return replace(result, elapsed_ms=elapsed)

    def _attempt(self, request: HttpRequest) -> HttpResult:
        mock = next((mock for mock in self._http if _answers(mock.request, request)), None)
        if mock is None:
            return HttpResult(error="http:connection")
        self._http.remove(mock)
        self._differences += _request_differences(mock, request)
        return _http_result(_given(mock.answer))

    def _integrate(self, work: CallIntegration) -> IntegrationAnswered:
        mock = next((mock for mock in self._integrations if mock.integration == work.integration), None)
        if mock is None:
            error = {"code": "connection", "message": f"There is no mock for {work.integration}."}
            return IntegrationAnswered(command_id=work.id, ok=False, error=error)
        self._integrations.remove(mock)
        config = _given(mock.expect).get("config", {})
        self._differences += compare(f"{work.integration} config", config, work.config)
        answer = _given(mock.answer)
        error = answer.get("error")
        return IntegrationAnswered(
            command_id=work.id,
            ok=bool(answer.get("ok", error is None)),
            result=clean(answer.get("result")),
            error=error,
            elapsed_ms=int(answer.get("elapsed_ms", 0)),
        )


def _given(part: dict[str, Any] | None) -> dict[str, Any]:
    """Without the keys that are null, but for those to which null is a value like any other."""
    members = part or {}
    return {key: value for key, value in members.items() if value is not None or key in _MAY_BE_NULL}


def full_address(request: HttpRequest) -> str:
    """The URL with its query, as it is sent."""
    query = "&".join(f"{percent(name)}={percent(text)}" for name, text in request.query)
    if not query:
        return request.url
    return request.url + ("&" if "?" in request.url else "?") + query


def _answers(line: str, request: HttpRequest) -> bool:
    """A line without `?` answers its address with any query; the order of a query does not matter."""
    method, _, address = line.strip().partition("#")[0].rpartition(" ")
    if (method.strip() or "GET").upper() != request.method:
        return False
    wanted, _, wanted_query = quote(address, safe=_SENDABLE).partition("?")
    sent, _, sent_query = full_address(request).partition("?")
    if wanted != sent:
        return False
    return "?" not in address or _query(wanted_query) == _query(sent_query)


def _query(text: str) -> list[tuple[str, str]]:
    return sorted(parse_qsl(text, keep_blank_values=True))


def _http_result(answer: dict[str, Any]) -> HttpResult:
    elapsed = int(answer.get("elapsed_ms", 0))
    if "error" in answer:
        return HttpResult(error=answer["error"], elapsed_ms=elapsed)
    status = int(answer.get("status", 200))
    headers = {name.lower(): to_text(value) for name, value in answer.get("headers", {}).items()}
    body = clean(answer["json"]) if "json" in answer else _read_body(answer.get("text"))
    ok = 200 <= status < 300
    return HttpResult(status=status, ok=ok, headers=headers, body=body, elapsed_ms=elapsed)


def _read_body(text: str | None) -> Any:
    if text is None:
        return ""
    try:
        return clean(decode(text))
    except ValueError:
        return clean(text)


def _request_differences(mock: HttpMock, request: HttpRequest) -> list[str]:
    """What `expect` asks for and the request lacks; headers by name in any case, texts as they are sent."""
    expect = _given(mock.expect)
    headers = {name.lower(): text for name, text in request.headers}
    if request.content_type is not None:
        headers.setdefault("content-type", request.content_type)
    wanted_headers = {name.lower(): to_text(value) for name, value in expect.get("headers", {}).items()}
    wanted_query = {name: _texts(value) for name, value in expect.get("query", {}).items()}
    found = compare(f"{mock.request} headers", wanted_headers, headers)
    found += compare(f"{mock.request} query", wanted_query, _by_name(full_address(request)))
    if "body" in expect:
        found += _body_differences(f"{mock.request} body", expect["body"], request)
    return found


def _texts(value: Any) -> Any:
    return [to_text(part) for part in cast("list[Any]", value)] if type(value) is list else to_text(value)


def _by_name(address: str) -> dict[str, Any]:
    """A text for each name, or a list of texts for one that comes more than once."""
    found: dict[str, Any] = {}
    for name, text in parse_qsl(address.partition("?")[2], keep_blank_values=True):
        earlier = found.get(name)
        if earlier is None:
            found[name] = text
        else:
            found[name] = [*earlier, text] if type(earlier) is list else [earlier, text]
    return found


def _body_differences(label: str, wanted: Any, request: HttpRequest) -> list[str]:
    if request.parts or request.file:
        return compare(label, wanted, _sent_files(request))
    if request.body is None:
        return [] if wanted is None else [f"{label}: expected {show(wanted)}, got none"]
    text = request.body.decode("utf-8", "replace")
    if type(wanted) is str and wanted == text:
        return []
    if request.content_type == _FORM and type(wanted) is dict:
        fields = {name: _texts(value) for name, value in cast("dict[str, Any]", wanted).items()}
        return compare(label, fields, _by_name("?" + text))
    return compare(label, wanted, _read_body(text))


def _sent_files(request: HttpRequest) -> Any:
    """A form by the names of its fields, a file as `{file, name, content_type}`."""
    if request.file is not None:
        return _shown_file(request.file)
    found: dict[str, Any] = {}
    for part in request.parts:
        value = part.text if part.file is None else _shown_file(part.file)
        earlier = found.get(part.name)
        if part.name not in found:
            found[part.name] = value
        else:
            found[part.name] = [*earlier, value] if type(earlier) is list else [earlier, value]
    return found


def _shown_file(file: FileRef) -> dict[str, Any]:
    return {"file": file.file, "name": file.name, "content_type": file.content_type}
