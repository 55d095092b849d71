"""Asking a service over HTTP, through the guarded client; its faults under our codes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote

from app.engine import values
from app.kit import clock
from app.kit.egress import Egress, EgressError, IncomingResponse, OutgoingRequest, read_target
from app.kit.egress.errors import INVALID
from app.kit.egress.reasons import in_words
from app.kit.hosts import WEB, Place, is_among, written

from .base import Call
from .faults import Failed

PATIENCE: Final = 30.0  # seconds for one answer
LONGEST_PAUSE: Final = 24 * 3600.0

EGRESS_CODES: Mapping[str, str] = {
    "http:timeout": "timeout",
    "http:connection": "connection",
    "http:blocked": "blocked",
    "http:too_large": "too_large",
    "http:redirects": "bad_answer",
    "http:invalid": "invalid",
}
_REASON_CODES: Mapping[str, str] = {
    "no_credential": "no_credential",
    "other_provider": "no_credential",
    "credential_closed": "no_credential",
    "no_token": "no_credential",
    "credential_host": "credential_host",
}
# What a status says where the service has no better word for it.
STATUS_CODES: Mapping[int, str] = {
    401: "unauthorized",
    402: "quota",
    403: "forbidden",
    404: "not_found",
    408: "timeout",
    410: "not_found",
    413: "too_large",
    429: "rate_limited",
    504: "timeout",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`body` is a JSON value, None for no body; `patience` seconds for the answer."""

    url: str
    method: str = "POST"
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    patience: float = PATIENCE


async def ask(call: Call, egress: Egress, question: Question) -> IncomingResponse:
    """The answer whatever its status; Failed where there is none."""
    headers = question.headers
    if question.body is not None:
        headers = (("Content-Type", "application/json"), *headers)
    outgoing = OutgoingRequest(
        method=question.method,
        url=question.url,
        headers=headers,
        body=None if question.body is None else values.encode(question.body),
        timeout=min(question.patience, call.seconds_left),
    )
    return await send(egress, outgoing)


async def send(egress: Egress, outgoing: OutgoingRequest) -> IncomingResponse:
    """The answer to a request that is ready; EgressError as Failed."""
    try:
        return await egress.request(outgoing)
    except EgressError as fault:
        raise failed(fault) from fault


def failed(fault: EgressError) -> Failed:
    """The same under our codes, with what is known of it."""
    code = _REASON_CODES.get(fault.reason) or EGRESS_CODES[fault.code]
    why = in_words(fault.detail)
    return Failed(code, f"{why[:1].upper()}{why[1:]}." if why else "")


def word(found: Any) -> str | None:
    """A code as services give them; None for anything else that stands in its place."""
    return str(found) if isinstance(found, str | int) else None


def is_good(response: IncomingResponse) -> bool:
    return 200 <= response.status < 300


def read_object(response: IncomingResponse) -> dict[str, Any]:
    """The body as a JSON object; Failed `bad_answer` where it is something else."""
    try:
        found = values.clean(values.decode(response.body))
    except ValueError as broken:
        raise Failed("bad_answer") from broken
    if not isinstance(found, dict):
        raise Failed("bad_answer")
    return found


def said(response: IncomingResponse) -> dict[str, Any]:
    """The same, empty where there is none: an answer that is a fault may be anything."""
    try:
        return read_object(response)
    except Failed:
        return {}


def failure_of(
    response: IncomingResponse, message: object = "", *, retry_after: object = None, code: str | None = None
) -> Failed:
    """Why an answer that is no good is none, with what the service says of it."""
    found = code or STATUS_CODES.get(response.status) or _by_class(response.status)
    pause = seconds(retry_after)
    if pause is None:
        pause = _pause(response.header("retry-after"))
    text = message if isinstance(message, str) else ""
    return Failed(found, text, retry_after=pause if found == "rate_limited" else None)


def seconds(value: object) -> float | None:
    """A number of seconds that can be one; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LONGEST_PAUSE else LONGEST_PAUSE


def checked_host(call: Call, url: str) -> str:
    """The address; Failed `credential_host` where the call's credential may not go there."""
    if call.credential is None:
        return url
    try:
        place = read_target(url).place
    except EgressError as fault:
        raise failed(fault) from fault
    check_place(call, place)
    return url


def check_place(call: Call, place: Place, usual: Collection[int] = WEB) -> None:
    """Failed `credential_host` where the call's credential may not go there."""
    if call.credential is None:
        return
    need = call.need.hosts if call.need is not None else ()
    if not is_among(place, call.credential.hosts or need, usual):
        named = {} if call.credential_name is None else {"credential": call.credential_name}
        raise failed(EgressError(INVALID, "credential_host", host=written(place), **named))


def joined(base: str, *path: str) -> str:
    """The address with more segments, each one encoded whole."""
    return "/".join([base.rstrip("/"), *(quote(part, safe=":") for part in path)])


def _by_class(status: int) -> str:
    if status >= 500:
        return "unavailable"
    return "invalid" if status >= 400 else "bad_answer"


def _pause(header: str | None) -> float | None:
    """Retry-After as seconds: a number or a date (RFC 9110 10.2.3)."""
    if header is None:
        return None
    try:
        return seconds(float(header)) if header.strip().isdecimal() else _until(parsedate_to_datetime(header))
    except (ValueError, OverflowError):
        return None


def _until(moment: datetime) -> float | None:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return seconds(max(0.0, (aware - clock.now()).total_seconds()))
