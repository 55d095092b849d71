"""The client: every hop checked anew, everything bounded by one deadline."""

import asyncio
import socket
import ssl
from functools import cache

import httpx

from .dialing import dial
from .errors import REDIRECTS, TIMEOUT, EgressError
from .exchange import Ways, ask
from .hops import Hop, first_hop, proxy_target
from .literal import is_surely_refused, refusal
from .messages import IncomingResponse, OutgoingRequest
from .policy import EgressPolicy
from .resolver import Resolver, SystemResolver
from .target import read_target


class GuardedClient:
    """HTTP/1.1 without cookies, kept connections or proxies of the environment; safe to share."""

    def __init__(
        self,
        policy: EgressPolicy,
        *,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._ways = Ways(policy=policy, resolver=resolver or SystemResolver(), tls=tls or _trusted())

    def surely_refuses(self, url: str) -> bool:
        """Whether a request there is refused whatever a look-up says; nothing is looked up."""
        return is_surely_refused(url, self._ways.policy)

    def refusal(self, url: str) -> EgressError | None:
        """Why no request can be sent there, as far as it is known without looking anything up."""
        return refusal(url, self._ways.policy)

    def admits_proxy(self, url: str) -> bool:
        """Whether requests may go through it; False for what is no address of a proxy."""
        try:
            return self._ways.policy.way_to_proxy(proxy_target(url)) is not None
        except EgressError:
            return False

    async def request(self, outgoing: OutgoingRequest) -> IncomingResponse:
        """The answer after redirects. EgressError with an `http:…` code for all that the world can do."""
        most = self._ways.policy.total_timeout
        total = most if outgoing.timeout is None else min(most, outgoing.timeout)
        try:
            async with asyncio.timeout(total):
                return await self._follow(first_hop(outgoing))
        except TimeoutError as late:
            raise EgressError(TIMEOUT, "slow_answer", **_host_of(outgoing.url)) from late

    async def dial(self, host: str, port: int, seconds: float) -> socket.socket:
        """A connected socket under the same policy, for what is no HTTP; EgressError as for requests."""
        return await dial(self._ways.policy, self._ways.resolver, (host, port), seconds)

    async def _follow(self, hop: Hop) -> IncomingResponse:
        for _ in range(self._ways.policy.max_redirects + 1):
            try:
                answer = await ask(hop, self._ways)
            except EgressError as fault:
                fault.name(host=hop.target.authority)
                raise
            if isinstance(answer, IncomingResponse):
                return answer
            hop = answer
        raise EgressError(REDIRECTS, "redirects")


def _host_of(url: str) -> dict[str, str]:
    try:
        return {"host": read_target(url).authority}
    except EgressError:
        return {}


@cache
def _trusted() -> ssl.SSLContext:
    """The bundled authorities and the machine's own, where an operator adds a private one."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
