"""Asking a server (flow-language.md 6). What the world does wrong is a result, never an exception."""

import asyncio
import codecs
import re
import time
from dataclasses import dataclass, replace
from typing import Final, Protocol
from urllib.parse import quote

from app.engine import values
from app.engine.commands import CallHttp
from app.engine.events import HttpAnswered
from app.engine.http import HttpRequest, HttpResult
from app.engine.limits import LIMITS
from app.engine.text import clean_text
from app.kit.egress import EgressError, IncomingResponse, OutgoingRequest, read_target

INVALID: Final = "http:invalid"
TOO_MANY: Final = "http:too_many"
UNKNOWN: Final = "http:unknown"
REPEATABLE: Final = frozenset({"GET", "HEAD"})
SERVER_ERROR: Final = 500
type Headers = tuple[tuple[str, str], ...]

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)

# By the names of `codecs.lookup`; Python knows others that are slow or no charsets at all.
CHARSETS: Final = frozenset(
    {"ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "cp866", "cp874"}
    | {f"cp{number}" for number in range(1250, 1259)}
    | {f"iso8859-{number}" for number in (*range(1, 12), *range(13, 17))}
    | {"shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "gb2312", "gbk", "gb18030", "big5"}
)


class Egress(Protocol):
    """The guarded client, or a fake of it."""

    async def request(self, outgoing: OutgoingRequest) -> IncomingResponse: ...


class CredentialHeaders(Protocol):
    """What a credential adds to a request to that host; None: there is none, or not for that host."""

    async def headers_for(self, name: str, host: str) -> Headers | None: ...


@dataclass(frozen=True, slots=True)
class HttpPerformer:
    """Plugged in by the composition root; without `credentials` a request that needs one is not sent."""

    egress: Egress
    credentials: CredentialHeaders | None = None

    async def perform(self, command: CallHttp) -> HttpAnswered:
        """The last attempt's result, within the command's deadline; `http:too_many` if that is over."""
        started = time.monotonic()
        result = await self._result(command, started + command.deadline)
        elapsed = round((time.monotonic() - started) * 1000)
        return HttpAnswered(command_id=command.id, result=replace(result, elapsed_ms=elapsed))

    async def after_crash(self, command: CallHttp) -> HttpAnswered:
        """Asks again what may be asked twice; `http:unknown` for the rest."""
        if command.request.method.upper() in REPEATABLE or command.request.retry_times > 0:
            return await self.perform(command)
        return self.give_up(command)

    def give_up(self, command: CallHttp) -> HttpAnswered:
        """`http:unknown`: whether the request was made nobody can tell."""
        return HttpAnswered(command_id=command.id, result=HttpResult(error=UNKNOWN))

    async def _result(self, command: CallHttp, ends: float) -> HttpResult:
        if command.deadline <= 0:
            return HttpResult(error=TOO_MANY)
        try:
            outgoing = await _outgoing(command, self.credentials)
        except EgressError as refusal:
            return HttpResult(error=refusal.code)
        result = await _attempt(outgoing, self.egress, ends)
        for attempt in range(min(command.request.retry_times, LIMITS.retries)):
            pause = command.request.retry_backoff * 2**attempt
            if not _failed(result) or time.monotonic() + pause >= ends:
                break
            await asyncio.sleep(pause)
            result = await _attempt(outgoing, self.egress, ends)
        return result


def _failed(result: HttpResult) -> bool:
    return result.error is not None or result.status >= SERVER_ERROR


async def _attempt(outgoing: OutgoingRequest, egress: Egress, ends: float) -> HttpResult:
    left = max(ends - time.monotonic(), 0.0)
    within = left if outgoing.timeout is None else min(outgoing.timeout, left)
    try:
        response = await egress.request(replace(outgoing, timeout=within))
    except EgressError as failure:
        return HttpResult(error=failure.code)
    return HttpResult(
        status=response.status,
        ok=200 <= response.status < 300,
        headers=_joined(response.headers),
        body=read_body(response.body, response.header("content-type") or ""),
    )


async def _outgoing(command: CallHttp, credentials: CredentialHeaders | None) -> OutgoingRequest:
    """The request as it is sent each time; EgressError where no attempt could help."""
    request = command.request
    headers = request.headers
    target = read_target(request.url)
    if request.credential is not None:
        secret = await credentials.headers_for(request.credential, target.host) if credentials else None
        if secret is None:
            raise EgressError(INVALID, "a credential that is not for this host")
        headers = _without(headers, secret) + secret
    if request.body is not None and request.content_type is not None:
        headers = _with_default(headers, "Content-Type", request.content_type)
    if request.retry_times > 0:
        headers = _with_default(headers, "Idempotency-Key", command.id)
    return OutgoingRequest(
        method=request.method,
        url=_with_query(request),
        headers=headers,
        body=request.body,
        timeout=min(request.timeout, LIMITS.request_timeout_most),
        proxy=request.proxy,
    )


def _with_default(headers: Headers, name: str, value: str) -> Headers:
    """An author's own header wins."""
    if any(key.lower() == name.lower() for key, _ in headers):
        return headers
    return (*headers, (name, value))


def _without(headers: Headers, others: Headers) -> Headers:
    names = {name.lower() for name, _ in others}
    return tuple(pair for pair in headers if pair[0].lower() not in names)


def _with_query(request: HttpRequest) -> str:
    if not request.query:
        return request.url
    added = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in request.query)
    address, _, _ = request.url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{added}"


def _encoded(text: str) -> str:
    return quote(clean_text(text), safe="-._~")


def _joined(headers: Headers) -> dict[str, str]:
    """Lower-case names; what came more than once is joined with commas, as HTTP reads it."""
    values_by_name: dict[str, list[str]] = {}
    for name, value in headers:
        values_by_name.setdefault(name.lower(), []).append(value)
    return {name: clean_text(", ".join(found)) for name, found in values_by_name.items()}


def read_body(source: bytes, content_type: str) -> values.Value:
    """JSON if it parses, whatever the server calls it; else text in the charset it names."""
    text = source.decode(_charset(content_type), errors="replace").removeprefix("\ufeff")
    try:
        return values.clean(values.decode(text))
    except ValueError:
        return clean_text(text)


def _charset(content_type: str) -> str:
    named = CHARSET.search(content_type)
    try:
        name = codecs.lookup(named[1]).name if named else "utf-8"
    except LookupError:
        return "utf-8"
    return name if name in CHARSETS else "utf-8"
