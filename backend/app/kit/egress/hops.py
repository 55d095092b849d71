"""One request of a chain of redirects, and the next (RFC 9110 15.4, the Fetch standard)."""

from base64 import b64encode
from dataclasses import dataclass, replace
from urllib.parse import unquote

from .errors import BLOCKED, INVALID, EgressError
from .headers import TOKEN, Headers, carried, checked, without_body
from .messages import Content, OutgoingRequest
from .target import Target, read_target, split_url, target_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSED_METHODS = frozenset({"CONNECT", "TRACE"})
WITH_BODY = frozenset({"PATCH", "POST", "PUT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """`authorization` is the value of a header, or None."""

    target: Target
    authorization: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """Everything checked that can be without asking anybody."""

    target: Target
    method: str
    headers: Headers
    body: Content | None
    proxy: Proxy | None
    follows: bool

    def has_header(self, name: str) -> bool:
        return any(key.lower() == name for key, _ in self.headers)


def first_hop(outgoing: OutgoingRequest) -> Hop:
    """EgressError for a method, address, header or proxy that cannot be."""
    method = outgoing.method.upper()
    if not TOKEN.fullmatch(method) or method in REFUSED_METHODS:
        raise EgressError(INVALID, "bad_method")
    return Hop(
        target=read_target(outgoing.url),
        method=method,
        headers=checked(outgoing.headers),
        body=outgoing.body,
        proxy=_read_proxy(outgoing.proxy) if outgoing.proxy else None,
        follows=outgoing.follows,
    )


def next_hop(hop: Hop, status: int, location: str | None) -> Hop | None:
    """Where an answer sends on to; None: it is the answer."""
    if status not in REDIRECTS or location is None or not hop.follows:
        return None
    target = hop.target.join(location)
    headers = hop.headers if _trusts(hop.target, target) else carried(hop.headers)
    if (status == 303 and hop.method not in {"GET", "HEAD"}) or (status < 303 and hop.method == "POST"):
        return replace(hop, target=target, method="GET", headers=without_body(headers), body=None)
    return replace(hop, target=target, headers=headers)


def _trusts(here: Target, there: Target) -> bool:
    """The same origin, or the same host gone from http to https at their usual ports."""
    upgrade = (("http", here.host, 80), ("https", here.host, 443))
    return here.origin == there.origin or (here.origin, there.origin) == upgrade


def proxy_target(url: str) -> Target:
    """Where a proxy is, whoever signs in to it; EgressError as of a request that goes through it."""
    return _read_proxy(url).target


def _read_proxy(url: str) -> Proxy:
    parts = split_url(url)
    if parts.scheme != "http":
        raise EgressError(BLOCKED, "proxy")
    authorization = None
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = "Basic " + b64encode(pair.encode()).decode()
    return Proxy(target=target_of(parts), authorization=authorization)
