"""Signatures of webhooks, both ways: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`."""

import hashlib
import hmac

HEADER = "x-dbcv-signature"
TOLERANCE = 300  # seconds a signature may be old: a recorded request is of no use later


def sign(secret: bytes, body: bytes, at: int) -> str:
    """The header's value for that body at that moment (unix seconds)."""
    return f"t={at},v1={_digest(secret, body, at)}"


def is_signed(secret: bytes, body: bytes, header: str | None, now: int) -> bool:
    """Whether the header signs that body and is not too old."""
    parts = dict(part.split("=", 1) for part in (header or "").split(",") if "=" in part)
    moment, given = parts.get("t", ""), parts.get("v1", "")
    if not (moment.isascii() and moment.isdecimal() and len(moment) < 15):
        return False
    fresh = abs(now - int(moment)) <= TOLERANCE
    right = hmac.compare_digest(_digest(secret, body, int(moment)).encode(), given.encode())
    return fresh and right


def _digest(secret: bytes, body: bytes, at: int) -> str:
    return hmac.new(secret, b"%d." % at + body, hashlib.sha256).hexdigest()
