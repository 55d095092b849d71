"""Whose token it is: the API is asked, and its answer believed for some seconds."""

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import httpx
from mcp.server.auth.provider import AccessToken

from .api import away
from .lessons import Taught, refused_by_api

FRESH_SECONDS = 10.0
_KEPT = 2000
LONGEST_TOKEN = 4096
DEVELOPER = "developer"  # what the transport asks for; scopes of DBCV are asked for by its API, call by call
_BUILDERS = {"DEVELOPER", "ADMIN"}


@dataclass(frozen=True, slots=True)
class _Known:
    token: AccessToken
    fresh_until: float  # monotonic


class ApiVerifier:
    """A token that was revoked meanwhile is refused by the API all the same: it comes along with every
    call."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._known: OrderedDict[str, _Known] = OrderedDict()

    async def verify_token(self, token: str) -> AccessToken | None:
        """As the MCP library asks."""
        try:
            return await self.look_up(token)
        except Taught:
            return None

    async def look_up(self, token: str) -> AccessToken:
        """Whose it is; Taught with the API's own reason where it is nobody's, or the API is away."""
        key = hashlib.sha256(token.encode()).hexdigest()
        known = self._known.get(key)
        if known is not None and known.fresh_until > time.monotonic():
            return known.token
        self._known.pop(key, None)
        found = _access(token, await self._ask(token))
        self._known[key] = _Known(found, time.monotonic() + FRESH_SECONDS)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found

    async def _ask(self, token: str) -> dict[str, Any]:
        try:
            answer = await self._client.get("/auth/me", headers={"Authorization": f"Bearer {token}"})
            body = answer.json()
        except (httpx.TransportError, ValueError) as fault:
            raise away() from fault
        if not answer.is_success:
            raise refused_by_api(body, answer.status_code)
        return body


def _access(token: str, person: dict[str, Any]) -> AccessToken:
    may_build = person.get("kind") == "user" and person.get("role") in _BUILDERS
    scopes = [DEVELOPER] if may_build else []
    return AccessToken(token=token, client_id=str(person["id"]), subject=str(person["id"]), scopes=scopes)
