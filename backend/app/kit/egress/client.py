"""The client: every hop checked anew, everything bounded by one deadline."""

import asyncio
import ssl

import httpx

from .errors import REDIRECTS, TIMEOUT, EgressError
from .exchange import Ways, ask
from .hops import Hop, first_hop
from .messages import IncomingResponse, OutgoingRequest
from .policy import EgressPolicy
from .resolver import Resolver, SystemResolver


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

    async def request(self, outgoing: OutgoingRequest) -> IncomingResponse:
        """The answer after redirects. EgressError with an `http:…` code for all that the world can do."""
        most = self._ways.policy.total_timeout
        total = most if outgoing.timeout is None else min(most, outgoing.timeout)
        try:
            async with asyncio.timeout(total):
                return await self._follow(first_hop(outgoing))
        except TimeoutError as late:
            raise EgressError(TIMEOUT, "no answer in time") from late

    async def _follow(self, hop: Hop) -> IncomingResponse:
        for _ in range(self._ways.policy.max_redirects + 1):
            answer = await ask(hop, self._ways)
            if isinstance(answer, IncomingResponse):
                return answer
            hop = answer
        raise EgressError(REDIRECTS, "too many redirects")


def _trusted() -> ssl.SSLContext:
    """The bundled authorities and the machine's own, where an operator adds a private one."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
