"""What a bot says outside a turn: stored as its replies are, and handed on the same way.

A post is known by its key: performed again, by this worker or another, it is not said again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from .addresses import session_id, thread_id
from .frames import GATEWAY, aside, message_frame, pack
from .outbox import forget
from .postgres import REPEATED_AT_ONCE, Pool, pairs, until_it_is_back
from .shares import Shares
from .streams import BOT_MESSAGES, add_wakes

log = structlog.get_logger()

AT_ONCE = 200  # threads written together
# The thread's row is locked in order of ids, as by everybody; a post that is there is not written again.
# The conversation whose turn says it hears it as said in that turn, all others aside.
POST = """
with wanted as materialized (
    select w.* from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])
        as w(thread_id, person_id, message_id, session_id)
    where not exists (
        select from message m
        where m.thread_id = w.thread_id and m.sender_id = $5 and m.external_id = $6)
),
numbered as (
    insert into thread as t (id, channel_id, person_id, last_seq)
    select thread_id, $7, person_id, 1 from wanted order by thread_id
    on conflict (id) do update set last_seq = t.last_seq + 1
    returning id, last_seq
),
said as (
    insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, external_id, body)
    select w.thread_id, n.last_seq, w.message_id,
           (select s.id from session s where s.id = w.session_id), 'bot', $5, $6,
           case when w.thread_id = (select s.thread_id from session s where s.id = $10) then $8::json
                else $11::json end
    from wanted w join numbered n on n.id = w.thread_id
    returning thread_id, seq, id, sender_kind, sender_id, body, created_at
),
posted as (insert into outbox (thread_id, seq, external) select thread_id, seq, $9 from said)
select * from said
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel the bot is in. `is_external`: a bot worker carries what is said there."""

    channel_id: UUID
    is_group: bool
    is_external: bool
    bot_id: UUID
    bot_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """`key` names it among all that its bot says; `body` is JSON text as replies have it. `session_id`: in
    whose turn it is said."""

    key: str
    session_id: UUID
    place: Place
    body: str


class Posting:
    """Posts to people. A Redis that is away costs time only: the sweeper finds what was not handed on.

    `places` bound what is written at once, in all and of a bot: many posts of one delay no other's.
    """

    def __init__(self, pool: Pool, redis: Redis, places: Shares) -> None:
        self._pool = pool
        self._redis = redis
        self._places = places

    async def post(self, post: Post, people: Sequence[UUID]) -> list[UUID]:
        """Return once it is stored for good: the ids of the messages, one a thread, in no order.

        In a group channel everybody reads the same message, and `people` is not looked at.
        """
        rows = sorted(_rows(post, people))
        for start in range(0, len(rows), AT_ONCE):
            async with self._places.place(post.place.bot_id):
                await self._write(post, rows[start : start + AT_ONCE])
        return [row[2] for row in rows]

    async def _write(self, post: Post, rows: list[tuple[Any, ...]]) -> None:
        place = post.place
        told = (place.bot_id, post.key, place.channel_id, post.body, place.is_external)
        whose = (post.session_id, aside(post.body))

        async def write() -> Sequence[Any]:
            while True:
                try:
                    return await self._pool.fetch(POST, *pairs(rows, 4), *told, *whose)
                except REPEATED_AT_ONCE:  # another worker writes the same: the next try finds it written
                    continue

        said = await until_it_is_back(write, what="post")
        if not said:
            return
        try:
            await self._tell(place, said)
        except RedisError as away:
            # The outbox rows stay; the sweeper hands them on.
            log.warning("publish_failed", fault=type(away).__name__)

    async def _tell(self, place: Place, said: Sequence[Any]) -> None:
        pipeline: Any = self._redis.pipeline(transaction=False)
        if place.is_external:
            add_wakes(pipeline, BOT_MESSAGES, [row["thread_id"] for row in said])
        else:
            frames = [message_frame({**row, "sender_name": place.bot_name}) for row in said]
            pipeline.publish(GATEWAY, pack(frames))
        await pipeline.execute()
        if not place.is_external:
            delivered = [(row["thread_id"], row["seq"]) for row in said]
            await until_it_is_back(lambda: forget(self._pool, delivered), what="forget_delivered")


def _rows(post: Post, people: Sequence[UUID]) -> Iterator[tuple[Any, ...]]:
    """(thread, its one person, message, session)."""
    place = post.place
    if place.is_group:
        yield place.channel_id, None, _message_id(post, place.channel_id), None
        return
    for person in set(people):
        thread = thread_id(place.channel_id, person, is_group=False)
        session = session_id(place.channel_id, person, place.bot_id)
        yield thread, person, _message_id(post, thread), session


def _message_id(post: Post, thread: UUID) -> UUID:
    return uuid5(thread, f"{post.place.bot_id} {post.key}")
