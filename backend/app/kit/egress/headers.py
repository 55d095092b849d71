"""Headers that authors wrote, on their way out."""

import re

from .errors import INVALID, EgressError
from .target import CONTROL

type Headers = tuple[tuple[str, str], ...]

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

# The client's own; one that an author wrote (or pasted from a browser) is left out, not refused.
OWN = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
# All that another origin is told: any other header may be a key, whatever it is called.
CARRIED = frozenset(
    {
        "accept",
        "accept-language",
        "cache-control",
        "content-language",
        "content-type",
        "idempotency-key",
        "user-agent",
    }
)
OF_A_BODY = frozenset({"content-encoding", "content-language", "content-location", "content-type"})


def checked(headers: Headers) -> Headers:
    """Headers fit to send, without the client's own; http:invalid for a bad name or control characters."""
    for name, value in headers:
        if not TOKEN.fullmatch(name) or CONTROL.search(value):
            raise EgressError(INVALID, "bad_header")
    return tuple((name, value.strip(" ")) for name, value in headers if name.lower() not in OWN)


def carried(headers: Headers) -> Headers:
    """What goes along to another origin."""
    return tuple(pair for pair in headers if pair[0].lower() in CARRIED)


def without_body(headers: Headers) -> Headers:
    """What is left where a redirect drops the body."""
    return tuple(pair for pair in headers if pair[0].lower() not in OF_A_BODY)


def to_wire(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Bytes, values in UTF-8; http:invalid for what has no bytes."""
    try:
        return [(name.encode("ascii"), value.encode()) for name, value in headers]
    except UnicodeEncodeError as broken:
        raise EgressError(INVALID, "bad_header") from broken


def from_wire(headers: list[tuple[bytes, bytes]]) -> Headers:
    """Text, values in UTF-8 where they are, else Latin-1."""
    return tuple((name.decode("latin-1"), _value(value)) for name, value in headers)


def _value(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
