"""Tokens that say nothing by themselves (of refreshing, links, scripts); only their digests are kept."""

import hashlib
import secrets

# So that people and scanners for lost secrets know one when they see it; no signed token begins so.
PERSONAL = "dbcv_"
PREFIX_SHOWN = len(PERSONAL) + 6


def opaque_token() -> str:
    """256 random bits, fit for a URL."""
    return secrets.token_urlsafe(32)


def personal_token() -> str:
    """What a script shows instead of signing in."""
    return PERSONAL + opaque_token()


def digest(token: str) -> bytes:
    """SHA-256 is enough for what has 256 random bits."""
    return hashlib.sha256(token.encode()).digest()
