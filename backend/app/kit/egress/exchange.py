"""One request and its answer, over a connection of its own."""

import ssl
from collections.abc import AsyncGenerator, AsyncIterable, Generator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import cast

import httpcore

from .decoding import ACCEPTED, BodyReader
from .dialing import permitted
from .errors import BLOCKED, CONNECTION, INVALID, TIMEOUT, TOO_LARGE, EgressError
from .headers import Headers, from_wire, to_wire
from .hops import WITH_BODY, Hop, next_hop
from .messages import Content, IncomingResponse, Streamed
from .network import GuardedNetwork
from .policy import EgressPolicy
from .resolver import Resolver
from .stream import Meter
from .target import DEFAULT_PORTS, Target

SWITCHING_PROTOCOLS = 101

type Connection = httpcore.AsyncHTTPConnection | httpcore.AsyncHTTPProxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What every exchange of a client shares."""

    policy: EgressPolicy
    resolver: Resolver
    tls: ssl.SSLContext


async def ask(hop: Hop, ways: Ways) -> IncomingResponse | Hop:
    """The answer, or the hop it redirects to (whose body is not read)."""
    meter = Meter(left=ways.policy.max_header_bytes)
    connection = await _connection(hop, ways, meter)
    with _faults_of_the_world(meter):
        try:
            async with _opened(hop.body) as content:
                response = await connection.handle_async_request(_on_wire(hop, ways.policy, content))
            headers = from_wire(response.headers)
            following = next_hop(hop, response.status, _first(headers, "location"))
            return following or await _take(hop, response, ways.policy, meter)
        finally:
            await connection.aclose()


async def _connection(hop: Hop, ways: Ways, meter: Meter) -> Connection:
    if hop.proxy is None:
        origin = _url(hop.target).origin
        network = GuardedNetwork(ways.policy, ways.resolver, meter)
        return httpcore.AsyncHTTPConnection(origin, ssl_context=ways.tls, network_backend=network)
    way = ways.policy.way_to_proxy(hop.proxy.target)
    if way is None:
        raise EgressError(BLOCKED, "proxy")
    # The proxy looks the name up again, out of our sight: what we see of it must be permitted at least.
    await permitted(ways.policy, ways.resolver, hop.target.host, hop.target.port)
    authorization = hop.proxy.authorization
    return httpcore.AsyncHTTPProxy(
        _url(hop.proxy.target),
        proxy_headers={"Proxy-Authorization": authorization} if authorization else None,
        ssl_context=ways.tls,
        network_backend=GuardedNetwork(way, ways.resolver, meter),
    )


@asynccontextmanager
async def _opened(body: Content | None) -> AsyncGenerator[bytes | AsyncIterable[bytes]]:
    """Only what was sent of it was read, and it is closed however the sending ends."""
    if isinstance(body, Streamed):
        async with aclosing(body.pieces()) as pieces:
            yield pieces
    else:
        yield body or b""


def _length(body: Content | None) -> int:
    return body.length if isinstance(body, Streamed) else len(body or b"")


def _on_wire(hop: Hop, policy: EgressPolicy, content: bytes | AsyncIterable[bytes]) -> httpcore.Request:
    own: Headers = (("Host", hop.target.authority), ("Connection", "close"), ("Accept-Encoding", ACCEPTED))
    if hop.body is not None or hop.method in WITH_BODY:
        own += (("Content-Length", str(_length(hop.body))),)
    usual = (("Accept", "*/*"), ("User-Agent", policy.user_agent))
    own += tuple(pair for pair in usual if not hop.has_header(pair[0].lower()))
    times = {"connect": policy.connect_timeout, "read": policy.read_timeout, "write": policy.read_timeout}
    return httpcore.Request(
        hop.method,
        _url(hop.target),
        headers=to_wire(own + hop.headers),
        content=content,
        extensions={"timeout": times},
    )


async def _take(
    hop: Hop, response: httpcore.Response, policy: EgressPolicy, meter: Meter
) -> IncomingResponse:
    if response.status == SWITCHING_PROTOCOLS:
        raise EgressError(INVALID, "bad_answer")
    headers = from_wire(response.headers)
    length = _first(headers, "content-length") or ""
    if hop.method != "HEAD" and length.isdecimal() and int(length) > policy.max_response_bytes:
        raise EgressError(TOO_LARGE, "larger")
    # What frames a chunked body comes on top of what is in it.
    meter.left = policy.max_header_bytes + 2 * policy.max_response_bytes
    reader = BodyReader(
        (_first(headers, "content-encoding") or "").strip().lower(), policy.max_response_bytes
    )
    async for piece in cast("AsyncIterable[bytes]", response.stream):
        reader.take(piece)
    return IncomingResponse(status=response.status, headers=headers, body=reader.finish(), url=hop.target.url)


@contextmanager
def _faults_of_the_world(meter: Meter) -> Generator[None]:
    try:
        yield
    except httpcore.TimeoutException as late:
        raise EgressError(TIMEOUT, "slow_answer") from late
    except httpcore.ConnectError as broken:  # what dials raises faults of its own: this is TLS
        raise EgressError(CONNECTION, _tls_fault(broken)) from broken
    except httpcore.ProxyError as broken:
        raise EgressError(CONNECTION, "unreachable") from broken
    except httpcore.NetworkError as broken:
        raise EgressError(CONNECTION, "broken_off") from broken
    except httpcore.ProtocolError as broken:
        if meter.ended:
            raise EgressError(CONNECTION, "broken_off") from broken
        raise EgressError(INVALID, "bad_answer") from broken


def _tls_fault(fault: BaseException) -> str:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "certificate"
        cause = cause.__cause__
    return "no_tls"


def _url(target: Target) -> httpcore.URL:
    port = None if target.port == DEFAULT_PORTS[target.scheme] else target.port
    return httpcore.URL(scheme=target.scheme, host=target.host, port=port, target=target.path)


def _first(headers: Headers, name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name), None)
