"""Carrying a bot's messages to the address of a webhook channel."""

from app.engine import values
from app.kit.egress import GuardedClient
from app.kit.sealing import Sealer
from app.runtime.ports import Delivery, Undelivered
from app.runtime.postgres import Pool, until_it_is_back
from app.runtime.webhooks import Post, Poster

ADDRESS = """
select c.settings ->> 'url' as url, c.secret, p.name as sender
from channel c left join anonymous_user p on p.id = $2 where c.id = $1
"""


class WebhookCarrier:
    """Posts `{channel_id, sender, message}`."""

    def __init__(self, pool: Pool, client: GuardedClient, sealer: Sealer) -> None:
        self._pool = pool
        self._poster = Poster(client=client, sealer=sealer)

    async def carry(self, delivery: Delivery) -> None:
        """Deliver one message, or raise Undelivered."""
        row = await until_it_is_back(
            lambda: self._pool.fetchrow(ADDRESS, delivery.channel_id, delivery.person_id), what="address"
        )
        if row is None or not row["url"]:
            raise Undelivered("webhook:no_address", final=True)
        body = _body(delivery, row["sender"])
        wanted = Post(url=row["url"], secret=row["secret"], body=body, key=delivery.message_id)
        await self._poster.post(wanted)


def _body(delivery: Delivery, sender: str | None) -> bytes:
    named = values.encode(sender).decode()
    return (
        f'{{"channel_id":"{delivery.channel_id}","sender":{named},"message":{delivery.message}}}'
    ).encode()
