"""Posting JSON to an address that an author named: any 2xx means taken, 410 that nobody is there any more."""

from dataclasses import dataclass
from uuid import UUID

from app.kit import clock
from app.kit.egress import EgressError, GuardedClient, OutgoingRequest
from app.kit.egress.errors import BLOCKED
from app.kit.sealing import Sealer
from app.kit.signature import HEADER, Call, sign

from .ports import Undelivered

TIMEOUT = 15.0  # seconds for an address to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """`secret` is sealed, None where nothing is signed; a repeat has the same `key`."""

    url: str
    secret: bytes | None
    body: bytes
    key: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    client: GuardedClient
    sealer: Sealer

    async def post(self, wanted: Post) -> None:
        """Hand it over, or raise Undelivered."""
        request = OutgoingRequest(
            method="POST",
            url=wanted.url,
            headers=self._headers(wanted),
            body=wanted.body,
            timeout=TIMEOUT,
        )
        try:
            answer = await self.client.request(request)
        except EgressError as fault:
            raise Undelivered(fault.code, final=_is_final(fault)) from fault
        if not 200 <= answer.status < 300:
            raise Undelivered(f"webhook:status_{answer.status}", final=answer.status == 410)

    def _headers(self, wanted: Post) -> tuple[tuple[str, str], ...]:
        key = str(wanted.key)
        headers = [("content-type", "application/json"), ("idempotency-key", key)]
        if wanted.secret is not None:
            call = Call(body=wanted.body, key=key)
            headers.append(
                (HEADER, sign(self.sealer.open(wanted.secret), call, int(clock.now().timestamp())))
            )
        return tuple(headers)


def _is_final(fault: EgressError) -> bool:
    """What no other try would change. An answer that can't be read is the server's fault, and may pass."""
    return fault.code == BLOCKED or fault.reason == "bad_address"
