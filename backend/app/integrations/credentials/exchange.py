"""Asking a token server for a token. What it says is read and kept to itself."""

import math
from dataclasses import dataclass, field
from typing import Any, Final, TypeIs
from urllib.parse import urlencode

from app.engine import values
from app.kit.egress import Egress, EgressError, OutgoingRequest
from app.kit.egress.errors import INVALID

from .strategies import Exchange

PATIENCE: Final = 20.0  # seconds
LIFE: Final = 600.0  # seconds, where the server does not say
LONGEST_LIFE: Final = 86_400.0
_LONGEST_TOKEN: Final = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """`seconds` it lives; `refresh_token` where the server gave a new one for the next time."""

    access_token: str = field(repr=False)
    seconds: float
    refresh_token: str | None = field(default=None, repr=False)


async def exchange(egress: Egress, wanted: Exchange) -> Given:
    """A token; EgressError with its own code where there is no answer, `http:invalid` for any other."""
    form = ("Content-Type", "application/x-www-form-urlencoded")
    response = await egress.request(
        OutgoingRequest(
            method="POST",
            url=wanted.url,
            headers=(form, ("Accept", "application/json"), *wanted.headers),
            body=urlencode(wanted.form).encode(),
            timeout=PATIENCE,
            follows=False,  # the secret goes to that address and no other
        )
    )
    if response.status != 200:
        raise EgressError(INVALID, "no_token", status=response.status)
    return _read(response.body)


def _read(body: bytes) -> Given:
    try:
        answer: Any = values.decode(body)
    except ValueError as broken:
        raise _unreadable() from broken
    found = answer if isinstance(answer, dict) else {}
    token, refresh = found.get("access_token"), found.get("refresh_token")
    if not _is_token(token):
        raise _unreadable()
    return Given(
        access_token=token,
        seconds=_seconds(found.get("expires_in")),
        refresh_token=refresh if _is_token(refresh) else None,
    )


def _is_token(found: Any) -> TypeIs[str]:
    return isinstance(found, str) and found.isprintable() and 0 < len(found) <= _LONGEST_TOKEN


def _seconds(found: Any) -> float:
    """Some servers write a number as text."""
    try:
        given = LIFE if isinstance(found, bool) or found is None else float(found)
    except (TypeError, ValueError):
        return LIFE
    return min(max(given, 0.0), LONGEST_LIFE) if math.isfinite(given) else LIFE


def _unreadable() -> EgressError:
    return EgressError(INVALID, "no_token")
