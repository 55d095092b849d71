"""The administrators' own sign-in: a signed cookie, good for /admin alone and checked on every request."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import jwt
from jwt.types import Options

from app.accounts.audit import Change, record
from app.accounts.opaque import digest, opaque_token
from app.accounts.principals import Principal
from app.accounts.repository import RefreshTokens, SignIns, find_principal
from app.accounts.schemas import PersonOut
from app.accounts.tokens import LONGEST_TOKEN, Claims
from app.kit.clock import now
from app.kit.errors import Unauthenticated
from app.kit.ids import uuid7
from app.storage.database import Database
from app.storage.models import RefreshToken, SignIn

LIFETIME = timedelta(hours=8)
_ALGORITHM = "HS256"
_CLAIMS = ["sub", "sid", "exp", "iat"]
# The library knows the machine's clock alone, which need not be the one we go by (kit/clock.py).
_READ: Final[Options] = {"require": _CLAIMS, "verify_exp": False, "verify_iat": False}


class AdminSessions:
    """Signs with a key of its own: an access token of the API opens nothing here, nor a cookie there."""

    def __init__(self, secret: str, database: Database) -> None:
        self._key = hashlib.sha256(b"dbcv admin session\0" + secret.encode()).digest()
        self._database = database

    async def open(self, person: PersonOut, agent: str | None) -> str:
        """The cookie of a new sign-in. It is listed among the person's sign-ins, and ended as they are."""
        at = now()
        ends = at + LIFETIME
        sign_in = SignIn(id=uuid7(), kind="user", person_id=person.id, agent=agent, seen_at=at)
        # Nobody is given this token: it says how long the sign-in is kept (accounts/expiry.py).
        kept = RefreshToken(digest=digest(opaque_token()), sign_in_id=sign_in.id, expires_at=ends)
        async with self._database.unit_of_work() as session:
            await SignIns(session).add(sign_in)
            await RefreshTokens(session).add(kept)
            record(session, Change(action="admin.sign_in", subject_id=person.id, actor_id=person.id))
        return self._sign(person.id, sign_in.id, at, ends)

    async def principal(self, cookie: str | None) -> Principal:
        """Who it stands for, by what the database says now: `auth:required` unless that is an ADMIN."""
        claims = None if cookie is None else self._read(cookie)
        found = None if claims is None else await find_principal(self._database, claims)
        if found is None or not found.has_role("ADMIN") or found.channel_id is not None:
            raise Unauthenticated("auth:required", "Sign in first.")
        return found

    def _sign(self, person_id: UUID, sign_in_id: UUID, at: datetime, ends: datetime) -> str:
        payload = {
            "sub": str(person_id),
            "sid": str(sign_in_id),
            "iat": int(at.timestamp()),
            "exp": int(ends.timestamp()),
        }
        return jwt.encode(payload, self._key, algorithm=_ALGORITHM)

    def _read(self, cookie: str) -> Claims | None:
        if len(cookie) > LONGEST_TOKEN:
            return None
        try:
            payload: dict[str, Any] = jwt.decode(cookie, self._key, algorithms=[_ALGORITHM], options=_READ)
            person_id, sign_in_id = UUID(payload["sub"]), UUID(payload["sid"])
            is_over = payload["exp"] <= now().timestamp()
        except (jwt.InvalidTokenError, TypeError, ValueError):
            return None
        if is_over:
            return None
        return Claims(
            person_id=person_id, kind="user", role="USER", sign_in_id=sign_in_id, expires_at=payload["exp"]
        )
