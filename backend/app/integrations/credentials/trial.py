"""Trying a credential out: what is told of it is whether it works, never what a server said."""

import time
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from app.engine.commands import CallHttp
from app.engine.http import HttpRequest
from app.kit.egress import EgressError
from app.kit.egress.reasons import in_words
from app.kit.errors import InvalidInput
from app.runtime.performers import HttpPerformer
from app.runtime.ports import Origin

from .schemas import TrialRead
from .vault import Vault

PATIENCE: Final = 20.0  # seconds
_LANGUAGES: Final = {"message": "en", "message_ru": "ru"}
_TOLD: Final = ("reason", "host", "credential", "status")


async def try_out(performer: HttpPerformer, origin: Origin, name: str, url: str) -> TrialRead:
    """After a GET of one of its servers."""
    request = HttpRequest(method="GET", url=url, credential=name, timeout=PATIENCE)
    command = CallHttp(id=str(uuid4()), request=request, deadline=PATIENCE)
    result = (await performer.perform(command, origin)).result
    return TrialRead(
        ok=result.ok,
        status=result.status,
        error=result.error,
        elapsed_ms=result.elapsed_ms,
        **_why(result.detail),
    )


async def obtain(vault: Vault, origin: Origin, name: str) -> TrialRead:
    """After a token was asked for, or found that is still good."""
    began = time.monotonic()
    error, why = None, _why({})
    try:
        is_by_token = await vault.obtain(origin, name)
    except EgressError as fault:
        is_by_token, error, why = True, fault.code, _why(fault.detail)
    if not is_by_token:
        missing = {"path": "body.url", "code": "missing", "message": "Name an address to try it at"}
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[missing])
    elapsed = round((time.monotonic() - began) * 1000)
    return TrialRead(ok=error is None, status=0, error=error, elapsed_ms=elapsed, **why)


def _why(detail: Mapping[str, Any]) -> dict[str, Any]:
    """The same as data and in words."""
    words = {name: in_words(detail, language) for name, language in _LANGUAGES.items()}
    return {"detail": {key: detail[key] for key in _TOLD if key in detail} or None} | {
        name: f"{text[:1].upper()}{text[1:]}." if text else None for name, text in words.items()
    }
