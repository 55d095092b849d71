"""Signatures of webhooks, both ways: `t=<unix seconds>,v2=<hex HMAC-SHA256>` (docs/webhooks.md).

What is signed is the moment, the sender, the name of the call and the body, a line each: whoever has recorded
a call can send it once more as it was, which is one call, and never as another's or as a new one.
"""

import hashlib
import hmac
from dataclasses import dataclass

HEADER = "x-dbcv-signature"
TOLERANCE = 300  # seconds a signature may be old: a recorded request is of no use later


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a signature stands for: the body, and X-DBCV-Sender and Idempotency-Key as they came (Latin-1)."""

    body: bytes
    sender: str | None = None
    key: str | None = None


def sign(secret: bytes, call: Call, at: int) -> str:
    """The header's value for that call at that moment (unix seconds)."""
    return f"t={at},v2={_digest(secret, call, at)}"


def is_signed(secret: bytes, call: Call, header: str | None, now: int) -> bool:
    """Whether the header signs that call and is not too old."""
    parts = dict(part.split("=", 1) for part in (header or "").split(",") if "=" in part)
    moment, given = parts.get("t", ""), parts.get("v2", "")
    if not (moment.isascii() and moment.isdecimal() and len(moment) < 15):
        return False
    fresh = abs(now - int(moment)) <= TOLERANCE
    right = hmac.compare_digest(_digest(secret, call, int(moment)).encode(), given.encode())
    return fresh and right


def _digest(secret: bytes, call: Call, at: int) -> str:
    # No header has a line break in it, so no two calls make the same lines.
    lines = "".join(f"{word}\n" for word in (at, call.sender or "", call.key or ""))
    return hmac.new(secret, lines.encode("latin-1") + call.body, hashlib.sha256).hexdigest()
