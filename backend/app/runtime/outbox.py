"""Telling the gateway what was committed, and forgetting it once told.

A row of the outbox stays until its message was handed on, so a worker that dies in between leaves it for the
sweeper; the gateway drops what it has seen before.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from redis.asyncio import Redis

from .commit import Committed, Delivered, Outcome
from .frames import GATEWAY, Frame, message_frame, pack
from .postgres import Pool, pairs
from .streams import BOT_MESSAGES, add_wakes

FORGET = """
delete from outbox o using unnest($1::uuid[], $2::bigint[]) as d(thread_id, seq)
where o.thread_id = d.thread_id and o.seq = d.seq
"""
LEFT_BEHIND = """
select o.thread_id, o.seq, o.external, m.id, m.sender_kind, m.sender_id, m.body, m.created_at,
       coalesce(b.name, '') as sender_name
from outbox o
join message m on m.thread_id = o.thread_id and m.seq = o.seq
left join bot b on b.id = m.sender_id
where o.since < $1 and o.external = $3
order by o.since limit $2
"""


type Also = Callable[[Any], None]


class Outbox:
    """Publishes what a batch sent, and keeps the delivered rows for the next commit to delete."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._delivered: list[Delivered] = []
        self._also: list[Also] = []

    def say_also(self, also: Also) -> None:
        """Have `also` add to the next pipeline: one round trip for all that a batch has to say."""
        self._also.append(also)

    def say_nothing(self) -> None:
        """The batch failed: it is not to be acknowledged."""
        self._also.clear()

    async def say_rest(self) -> None:
        """Say what no publication took along."""
        if self._also:
            pipeline: Any = self._redis.pipeline(transaction=False)
            self._add_rest(pipeline)
            await pipeline.execute()

    def _add_rest(self, pipeline: Any) -> None:
        while self._also:
            self._also.pop()(pipeline)

    def take_delivered(self) -> list[Delivered]:
        """Rows that can go; the caller deletes them, or gives them back by `return_delivered`."""
        delivered, self._delivered = self._delivered, []
        return delivered

    def return_delivered(self, delivered: list[Delivered]) -> None:
        self._delivered.extend(delivered)

    async def publish(
        self, outcomes: Sequence[Outcome], names: dict[UUID, str], committed: Committed, at: datetime
    ) -> None:
        """One message to the gateway for all web replies, one wake-up a thread for the rest."""
        frames: list[Frame] = []
        told: list[Delivered] = []
        outside: dict[UUID, None] = {}
        for outcome in outcomes:
            if outcome.session_id in committed.lost:
                continue
            for reply in outcome.replies:
                if reply.external:
                    outside[outcome.thread_id] = None
                    continue
                seq = committed.seqs[reply.id]
                told.append((outcome.thread_id, seq))
                frames.append(
                    message_frame(
                        {
                            "thread_id": outcome.thread_id,
                            "seq": seq,
                            "id": reply.id,
                            "sender_kind": "bot",
                            "sender_id": outcome.bot_id,
                            "sender_name": names[outcome.bot_id],
                            "created_at": at,
                            "body": reply.body,
                        }
                    )
                )
        if not frames and not outside:
            return
        pipeline: Any = self._redis.pipeline(transaction=False)
        if frames:
            pipeline.publish(GATEWAY, pack(frames))
        add_wakes(pipeline, BOT_MESSAGES, outside)
        self._add_rest(pipeline)
        await pipeline.execute()
        self._delivered.extend(told)


async def forget(pool: Pool, delivered: Sequence[Delivered]) -> None:
    """Delete delivered rows by themselves, where no commit came along to do it."""
    if delivered:
        await pool.execute(FORGET, *pairs(sorted(delivered), 2))


async def publish_left_behind(pool: Pool, redis: Redis, before: datetime, limit: int = 500) -> int:
    """Hand on again what has waited since before `before`; how many rows there were."""
    inside = [dict(row) for row in await pool.fetch(LEFT_BEHIND, before, limit, False)]
    outside = await pool.fetch(LEFT_BEHIND, before, limit, True)
    pipeline: Any = redis.pipeline(transaction=False)
    if inside:
        pipeline.publish(GATEWAY, pack([message_frame(row) for row in inside]))
    add_wakes(pipeline, BOT_MESSAGES, dict.fromkeys(row["thread_id"] for row in outside))
    if inside or outside:
        await pipeline.execute()
        await forget(pool, [(row["thread_id"], row["seq"]) for row in inside])
    return len(inside) + len(outside)
