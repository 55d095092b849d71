"""Carrying a bot's messages to the address of a webhook channel."""

import time
from uuid import UUID

from app.engine import values
from app.kit.egress import EgressError, GuardedClient, OutgoingRequest
from app.kit.sealing import Sealer
from app.kit.signature import HEADER, Call, sign
from app.runtime.ports import Delivery, Undelivered
from app.runtime.postgres import Pool, until_it_is_back

TIMEOUT = 15.0  # seconds
ADDRESS = """
select c.settings ->> 'url' as url, c.secret, p.name as sender
from channel c left join anonymous_user p on p.id = $2 where c.id = $1
"""


class WebhookCarrier:
    """Posts `{channel_id, sender, message}`; any 2xx means taken, 410 that nobody is there any more."""

    def __init__(self, pool: Pool, client: GuardedClient, sealer: Sealer) -> None:
        self._pool = pool
        self._client = client
        self._sealer = sealer

    async def carry(self, delivery: Delivery) -> None:
        """Deliver one message, or raise Undelivered."""
        row = await until_it_is_back(
            lambda: self._pool.fetchrow(ADDRESS, delivery.channel_id, delivery.person_id), what="address"
        )
        if row is None or not row["url"]:
            raise Undelivered("webhook:no_address", final=True)
        body = _body(delivery, row["sender"])
        request = OutgoingRequest(
            method="POST",
            url=row["url"],
            headers=self._headers(row["secret"], body, delivery.message_id),
            body=body,
            timeout=TIMEOUT,
        )
        try:
            answer = await self._client.request(request)
        except EgressError as fault:
            raise Undelivered(fault.code, final=fault.code == "http:blocked") from fault
        if not 200 <= answer.status < 300:
            raise Undelivered(f"webhook:status_{answer.status}", final=answer.status == 410)

    def _headers(self, secret: bytes | None, body: bytes, message_id: UUID) -> tuple[tuple[str, str], ...]:
        headers = [("content-type", "application/json"), ("idempotency-key", str(message_id))]
        if secret is not None:
            call = Call(body=body, key=str(message_id))
            headers.append((HEADER, sign(self._sealer.open(secret), call, int(time.time()))))
        return tuple(headers)


def _body(delivery: Delivery, sender: str | None) -> bytes:
    named = values.encode(sender).decode()
    return (
        f'{{"channel_id":"{delivery.channel_id}","sender":{named},"message":{delivery.message}}}'
    ).encode()
