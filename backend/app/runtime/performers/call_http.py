"""Asking a server (flow-language.md 6). What the world does wrong is a result, never an exception."""

import asyncio
import codecs
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from copy import replace
from dataclasses import dataclass, field
from typing import Final

from app.engine import values
from app.engine.commands import CallHttp
from app.engine.events import HttpAnswered
from app.engine.http import HttpRequest, HttpResult
from app.engine.limits import LIMITS
from app.engine.masking import Secrets, worth_hiding
from app.engine.text import clean_text
from app.kit.egress import Egress, EgressError, OutgoingRequest, read_target
from app.kit.egress.errors import INVALID, TIMEOUT
from app.runtime.ports import Added, Headers, Origin, RequestCredentials, Uploads
from app.runtime.shares import Shares

from .bodies import Bodies, has_files
from .links import with_links
from .queries import with_query

TOO_MANY: Final = "http:too_many"
UNKNOWN: Final = "http:unknown"
REPEATABLE: Final = frozenset({"GET", "HEAD"})
SERVER_ERROR: Final = 500
UNAUTHORIZED: Final = 401
FILES_MOST: Final = 25 * 1024 * 1024

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)

# By the names of `codecs.lookup`; Python knows others that are slow or no charsets at all.
CHARSETS: Final = frozenset(
    {"ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "cp866", "cp874"}
    | {f"cp{number}" for number in range(1250, 1259)}
    | {f"iso8859-{number}" for number in (*range(1, 12), *range(13, 17))}
    | {"shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "gb2312", "gbk", "gb18030", "big5"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendable:
    """A request as it goes out, and what its credential added to it."""

    outgoing: OutgoingRequest
    added: Added = field(default_factory=Added)


@dataclass(frozen=True, slots=True)
class HttpPerformer:
    """Plugged in by the composition root; what needs `credentials` or `uploads` is not sent without them.

    `most`: bytes of files a request may send. Few of those are sent at once, of a bot fewer. `own_address`:
    what links to uploads begin with, where it is known.
    """

    egress: Egress
    credentials: RequestCredentials | None = None
    uploads: Uploads | None = None
    most: int = FILES_MOST
    own_address: str = ""
    places: Shares = field(default_factory=lambda: Shares(total=8, each=2), repr=False)

    async def perform(self, command: CallHttp, origin: Origin) -> HttpAnswered:
        """The last attempt's result, within the command's deadline; `http:too_many` if that is over."""
        started = time.monotonic()
        try:
            result = await self._result(command, origin, started + command.deadline)
        except TimeoutError:
            result = _without_answer(EgressError(TIMEOUT, "slow_answer"))
        elapsed = round((time.monotonic() - started) * 1000)
        return HttpAnswered(command_id=command.id, result=replace(result, elapsed_ms=elapsed))

    async def after_crash(self, command: CallHttp, origin: Origin) -> HttpAnswered:
        """Asks again what may be asked twice; `http:unknown` for the rest."""
        if command.request.method.upper() in REPEATABLE or command.request.retry_times > 0:
            return await self.perform(command, origin)
        return self.give_up(command)

    def give_up(self, command: CallHttp) -> HttpAnswered:
        """`http:unknown`: whether the request was made nobody can tell."""
        return HttpAnswered(command_id=command.id, result=HttpResult(error=UNKNOWN))

    async def _result(self, command: CallHttp, origin: Origin, ends: float) -> HttpResult:
        if command.deadline <= 0:
            return HttpResult(error=TOO_MANY)
        try:
            async with asyncio.timeout(ends - time.monotonic()):
                sendable = await self._sendable(command, origin)
        except EgressError as refusal:
            return _without_answer(refusal)
        attempt = self._with_place if has_files(command.request) else self._attempt
        return await _attempts(command.request, lambda: attempt(sendable, origin, ends), ends)

    async def _with_place(self, sendable: Sendable, origin: Origin, ends: float) -> HttpResult:
        """An attempt once there is room for its files; between attempts others have it."""
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(ends - time.monotonic()):
                await stack.enter_async_context(self.places.place(origin.bot_id))
            return await self._attempt(sendable, origin, ends)

    async def _attempt(self, sendable: Sendable, _: Origin, ends: float) -> HttpResult:
        """What the server says of the secrets it was told does not come in."""
        outgoing, added = sendable.outgoing, sendable.added
        left = max(ends - time.monotonic(), 0.0)
        within = left if outgoing.timeout is None else min(outgoing.timeout, left)
        try:
            response = await self.egress.request(replace(outgoing, timeout=within))
        except EgressError as failure:
            return _without_answer(failure)
        if response.status == UNAUTHORIZED and added.token is not None and self.credentials is not None:
            await self.credentials.refused(added.token)
        secrets = Secrets(worth_hiding(added.secrets))
        return HttpResult(
            status=response.status,
            ok=200 <= response.status < 300,
            headers=secrets.mask(_joined(response.headers)),
            body=secrets.mask(read_body(response.body, response.header("content-type") or "")),
        )

    async def _sendable(self, command: CallHttp, origin: Origin) -> Sendable:
        """The request as it is sent each time; EgressError where no attempt could help."""
        request = self._linked(command.request)
        added = await self._added(request, origin)
        body, content_type = await Bodies(self.uploads, origin, self.most).of(request)
        headers = _without(request.headers, added.headers) + added.headers
        if body is not None and content_type is not None:
            if request.parts:  # its boundary is ours
                headers = _without(headers, (("Content-Type", ""),))
            headers = _with_default(headers, "Content-Type", content_type)
        if request.retry_times > 0:
            headers = _with_default(headers, "Idempotency-Key", command.id)
        outgoing = OutgoingRequest(
            method=request.method,
            url=with_query(request.url, request.query + added.query),
            headers=headers,
            body=body,
            timeout=min(request.timeout, LIMITS.request_timeout_most),
            proxy=request.proxy,
        )
        return Sendable(outgoing=outgoing, added=added)

    async def outline(self, request: HttpRequest, origin: Origin) -> HttpRequest:
        """The request as it would go out, with `•••` in the place of what its credential adds.

        EgressError where it has no credential to go out with.
        """
        request = self._linked(request)
        if request.credential is None:
            return request
        if self.credentials is None:
            raise EgressError(INVALID, "no_credential", credential=request.credential)
        place = read_target(request.url).place
        added = await self.credentials.outline(origin, request.credential, place)
        headers = _without(request.headers, added.headers) + added.headers
        return replace(request, headers=headers, query=request.query + added.query)

    def _linked(self, request: HttpRequest) -> HttpRequest:
        return with_links(request, self.own_address) if self.own_address else request

    async def _added(self, request: HttpRequest, origin: Origin) -> Added:
        """Nothing is sent without the credential it needs."""
        place = read_target(request.url).place
        if request.credential is None:
            return Added()
        if self.credentials is None:
            raise EgressError(INVALID, "no_credential", credential=request.credential)
        return await self.credentials.added_to(origin, request.credential, place)


async def _attempts(
    request: HttpRequest, attempt: Callable[[], Awaitable[HttpResult]], ends: float
) -> HttpResult:
    result = await attempt()
    for number in range(min(request.retry_times, LIMITS.retries)):
        pause = request.retry_backoff * 2**number
        if not _failed(result) or time.monotonic() + pause >= ends:
            break
        await asyncio.sleep(pause)
        result = await attempt()
    return result


def _without_answer(fault: EgressError) -> HttpResult:
    return HttpResult(error=fault.code, detail=fault.detail)


def _failed(result: HttpResult) -> bool:
    return result.error is not None or result.status >= SERVER_ERROR


def _with_default(headers: Headers, name: str, value: str) -> Headers:
    """An author's own header wins."""
    if any(key.lower() == name.lower() for key, _ in headers):
        return headers
    return (*headers, (name, value))


def _without(headers: Headers, others: Headers) -> Headers:
    names = {name.lower() for name, _ in others}
    return tuple(pair for pair in headers if pair[0].lower() not in names)


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
