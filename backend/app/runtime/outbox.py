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
from .live import News, Watched
from .postgres import Pool, pairs
from .streams import BOT_MESSAGES, BUSY, add_wakes, backlog_of

FORGET = """
delete from outbox o using unnest($1::uuid[], $2::bigint[]) as d(thread_id, seq)
where o.thread_id = d.thread_id and o.seq = d.seq
"""
INSIDE = """
select o.thread_id, o.seq, m.id, m.sender_kind, m.sender_id, m.body, m.created_at,
       coalesce(b.name, '') as sender_name
from outbox o
join message m on m.thread_id = o.thread_id and m.seq = o.seq
left join bot b on b.id = m.sender_id
where o.since < $1 and not o.external
order by o.since limit $2
"""
# From one thread to the next, however many rows each has: one of many rows takes no place of another.
# The first message of a thread decides, since the others wait for it.
OUTSIDE = """
with recursive passed as (
    (select thread_id, external and since < $1 as is_due, 1 as n
     from outbox where thread_id > $3 order by thread_id, seq limit 1)
    union all
    select following.thread_id, following.is_due, passed.n + 1
    from passed cross join lateral (
        select o.thread_id, o.external and o.since < $1 as is_due
        from outbox o where o.thread_id > passed.thread_id order by o.thread_id, o.seq limit 1
    ) as following
    where passed.n < $2
)
select thread_id, is_due from passed
"""
BEGINNING = UUID(int=0)


type Also = Callable[[Any], None]


class Outbox:
    """Publishes what a batch sent, and keeps the delivered rows for the next commit to delete.

    With `watched` it also tells those who have a bot open of its turns.
    """

    def __init__(self, redis: Redis, watched: Watched | None = None) -> None:
        self._redis = redis
        self._watched = watched
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
        self,
        outcomes: Sequence[Outcome],
        names: dict[UUID, str],
        committed: Committed,
        at: datetime,
        *,
        is_all: bool = True,
    ) -> None:
        """One message to the gateway for all web replies, one wake-up a thread for the rest.

        `is_all`: what else is to be said, the acknowledgement above all, goes along.
        """
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
        news = self._news(outcomes, committed, at)
        if not frames and not outside and not news:
            return
        pipeline: Any = self._redis.pipeline(transaction=False)
        for channel, told_there in news:
            pipeline.publish(channel, told_there)
        if frames:
            pipeline.publish(GATEWAY, pack(frames))
        add_wakes(pipeline, BOT_MESSAGES, outside)
        if is_all:
            self._add_rest(pipeline)
        await pipeline.execute()
        self._delivered.extend(told)

    def _news(self, outcomes: Sequence[Outcome], committed: Committed, at: datetime) -> list[News]:
        if self._watched is None:
            return []
        won = [outcome for outcome in outcomes if outcome.session_id not in committed.lost]
        return self._watched.news_of(won, at)


async def forget(pool: Pool, delivered: Sequence[Delivered]) -> None:
    """Delete delivered rows by themselves, where no commit came along to do it."""
    if delivered:
        await pool.execute(FORGET, *pairs(sorted(delivered), 2))


class LeftBehind:
    """Hands on again what waits too long, because whoever was to be told of it died or was not told."""

    def __init__(self, pool: Pool, redis: Redis) -> None:
        self._pool = pool
        self._redis = redis
        self._passed = BEGINNING

    async def publish(self, before: datetime, *, rows: int = 500, threads: int = 1000) -> int:
        """Of what has waited since before `before`; how many messages and threads there were.

        One call looks at `threads` threads, and the next goes on from there: many that cannot be carried to
        hide nobody.
        """
        inside = [dict(row) for row in await self._pool.fetch(INSIDE, before, rows)]
        is_busy = (
            await backlog_of(self._redis, BOT_MESSAGES)
        ).unread > BUSY  # and finds among it what we would tell of
        outside = [] if is_busy else await self._pool.fetch(OUTSIDE, before, threads, self._passed)
        self._passed = outside[-1]["thread_id"] if len(outside) == threads else BEGINNING
        due = [row["thread_id"] for row in outside if row["is_due"]]
        if inside or due:
            await self._tell(inside, due)
            await forget(self._pool, [(row["thread_id"], row["seq"]) for row in inside])
        return len(inside) + len(due)

    async def _tell(self, inside: list[dict[str, Any]], due: list[UUID]) -> None:
        pipeline: Any = self._redis.pipeline(transaction=False)
        if inside:
            pipeline.publish(GATEWAY, pack([message_frame(row) for row in inside]))
        add_wakes(pipeline, BOT_MESSAGES, due)
        await pipeline.execute()
