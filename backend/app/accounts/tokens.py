"""Tokens of sign-ins: short-lived and signed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import jwt
from jwt.types import Options

from app.accounts.principals import PersonKind, Role
from app.kit.clock import now
from app.kit.errors import Unauthenticated

_ALGORITHM = "HS256"
_CLAIMS = ["sub", "kind", "role", "sid", "exp", "iat"]
# The library knows the machine's clock alone, which need not be that of whoever has signed (kit/clock.py).
_READ: Final[Options] = {"require": _CLAIMS, "verify_exp": False, "verify_iat": False}
LONGEST_TOKEN = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a good signature vouches for; `role` may have changed since, so nobody decides by it."""

    person_id: UUID
    kind: PersonKind
    role: Role
    sign_in_id: UUID
    expires_at: float  # seconds since 1970


class AccessTokens:
    """Signs and reads access tokens with a key made from the installation's secret."""

    def __init__(self, secret: str, lifetime: timedelta) -> None:
        self._key = hashlib.sha256(b"dbcv access token\0" + secret.encode()).digest()
        self.lifetime = lifetime

    def issue(self, claims: Claims, at: datetime) -> str:
        payload = {
            "sub": str(claims.person_id),
            "kind": claims.kind,
            "role": claims.role,
            "sid": str(claims.sign_in_id),
            "iat": int(at.timestamp()),
            "exp": int(claims.expires_at),
        }
        return jwt.encode(payload, self._key, algorithm=_ALGORITHM)

    def read(self, token: str) -> Claims:
        """`auth:token_expired`, or `auth:token_invalid` for whatever else is wrong with it."""
        if len(token) > LONGEST_TOKEN:
            raise invalid_token()
        try:
            claims = _claims(jwt.decode(token, self._key, algorithms=[_ALGORITHM], options=_READ))
        except (jwt.InvalidTokenError, TypeError, ValueError, OverflowError) as fault:
            raise invalid_token() from fault
        if claims.expires_at <= now().timestamp():
            raise expired_token()
        return claims


def invalid_token() -> Unauthenticated:
    """Also where a sign-in has ended: who holds the token need not know which."""
    return Unauthenticated("auth:token_invalid", "The access token is not valid.")


def expired_token() -> Unauthenticated:
    """Refresh it, or make another: nothing else is wrong with it."""
    return Unauthenticated("auth:token_expired", "The access token has expired.")


def _claims(payload: dict[str, Any]) -> Claims:
    return Claims(
        person_id=UUID(payload["sub"]),
        kind=payload["kind"],
        role=payload["role"],
        sign_in_id=UUID(payload["sid"]),
        expires_at=float(payload["exp"]),
    )
