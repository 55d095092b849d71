"""Running one request of a draft by itself: with variables the author gives, for the author to look at."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import uuid4

from app.engine.commands import CallHttp
from app.engine.faults import PROBLEM_CODES
from app.engine.http import FileRef, FormPart, HttpRequest
from app.engine.paths import ALL_SCOPES
from app.kit.egress import EgressError
from app.kit.errors import InvalidInput
from app.runtime.performers.call_http import HttpPerformer
from app.runtime.ports import Origin

from .rendering import Rendered

SHOWN = 64 * 1024  # characters of a body that are shown
DEADLINE = 60.0  # seconds, that of a turn
_TOLD = 20  # faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """`sent` None: what came out is no request. `answer` None: it was not sent. `detail` is that of the last
    problem (engine/http.py)."""

    sent: dict[str, Any] | None
    answer: dict[str, Any] | None
    problems: tuple[str, ...]
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])


def check_scopes(variables: Mapping[str, Any]) -> None:
    """InvalidInput where a variable is in no scope there is: no request could read it."""
    unknown = [name for name in variables if name.partition(".")[0] not in ALL_SCOPES][:_TOLD]
    if unknown:
        scopes = sorted(ALL_SCOPES)
        sentence = f"A variable is in a scope, such as session.item. Scopes: {', '.join(scopes)}."
        fields = [
            {
                "path": f"body.variables.{name[:200]}",
                "code": "variable:unknown_scope",
                "message": sentence,
                "allowed": scopes,
            }
            for name in unknown
        ]
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=fields)


def in_words(problems: Sequence[str], detail: Mapping[str, Any] | None = None) -> list[str]:
    """What each problem says; of the last of them why, where `detail` knows it."""
    said = [PROBLEM_CODES.get(code, code) for code in problems]
    why = (detail or {}).get("message")
    if said and why:
        said[-1] = f"{said[-1].rstrip('.')}: {why}."
    return said


async def preview(made: Rendered, performer: HttpPerformer, origin: Origin) -> Executed:
    """What would be sent; nobody is asked for anything."""
    rendered, problems = made.request, made.problems
    if rendered is None:
        return Executed(sent=None, answer=None, problems=problems, detail=made.detail)
    sent, refused = await _outlined(rendered, performer, origin)
    refused = refused or performer.egress.refusal(rendered.url)
    if refused is None:
        return Executed(sent=shown(sent), answer=None, problems=problems)
    return Executed(sent=shown(sent), answer=None, problems=(*problems, refused.code), detail=refused.detail)


async def execute(made: Rendered, performer: HttpPerformer, origin: Origin) -> Executed:
    """Send it once, without its retries, through the same guarded client as a running bot."""
    rendered, problems = made.request, made.problems
    if rendered is None:
        return Executed(sent=None, answer=None, problems=problems, detail=made.detail)
    sent, _ = await _outlined(rendered, performer, origin)
    command = CallHttp(id=str(uuid4()), request=replace(rendered, retry_times=0), deadline=DEADLINE)
    began = time.monotonic()
    result = (await performer.perform(command, origin)).result
    answer = {**asdict(result), "elapsed_ms": round((time.monotonic() - began) * 1000)}
    del answer["detail"]
    if result.error is not None:
        problems = (*problems, result.error)
    return Executed(sent=shown(sent), answer=answer, problems=problems, detail=result.detail)


async def _outlined(
    request: HttpRequest, performer: HttpPerformer, origin: Origin
) -> tuple[HttpRequest, EgressError | None]:
    """With what its credential adds made unreadable, or why it would not be sent."""
    try:
        return await performer.outline(request, origin), None
    except EgressError as refusal:
        return request, refusal


def shown(request: HttpRequest) -> dict[str, Any]:
    """As authors see it. `parts` and `file` are there where such are sent."""
    body = None if request.body is None else request.body[: 4 * SHOWN].decode(errors="replace")[:SHOWN]
    return {
        "method": request.method,
        "url": request.url,
        "query": [list(pair) for pair in request.query],
        "headers": [list(pair) for pair in request.headers],
        "content_type": request.content_type,
        "body": body,
        "parts": [_plain(part) for part in request.parts] or None,
        "file": None if request.file is None else _plain(request.file),
        "timeout": request.timeout,
        "credential": request.credential,
        "proxy": request.proxy,
    }


def _plain(part: FormPart | FileRef) -> dict[str, Any]:
    return {key: value for key, value in asdict(part).items() if value is not None}
