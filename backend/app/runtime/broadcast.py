"""What is said to many at once outside turns: written together with what the caller writes, then handed on.

`write` is part of the caller's transaction, so a thing is said exactly when what asked for it is done; `tell`
comes after the commit, and what it does not come to the sweepers find.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from .addresses import session_id, thread_id
from .frames import GATEWAY, Frame, message_frame, pack
from .outbox import forget
from .postgres import Connection, Pool, pairs, until_it_is_back
from .streams import BOT_MESSAGES, USER_MESSAGES, add_wakes

log = structlog.get_logger()

FRAMES = 200  # in one message to the gateway
# Numbers are given as in INGEST (inbox.py), and a letter that was written before is not written again.
SAY = """
with wanted as materialized (
    select w.* from unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
                           $8::json[], $9::bool[])
        as w(thread_id, slot, back, bot_id, message_id, session_id, external_id, body, external)
    where not exists (
        select from message m
        where m.thread_id = w.thread_id and m.sender_id = w.bot_id and m.external_id = w.external_id)
),
numbered as (
    insert into thread as t (id, channel_id, person_id, last_seq)
    select * from unnest($10::uuid[], $11::uuid[], $12::uuid[], $13::bigint[])
    on conflict (id) do update set last_seq = t.last_seq + excluded.last_seq
    returning id, last_seq
),
newest as materialized (select array_agg(last_seq order by id) as of_slot from numbered),
placed as materialized (select w.*, newest.of_slot[w.slot] - w.back as seq from wanted w, newest),
said as (
    insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, external_id, body,
                         created_at)
    select thread_id, seq, message_id, (select s.id from session s where s.id = placed.session_id), 'bot',
           bot_id, external_id, body, $14::timestamptz
    from placed
),
posted as (insert into outbox (thread_id, seq, external) select thread_id, seq, external from placed)
select message_id, seq from placed
"""
# Events need no number, but their session a thread to answer in.
HEAR = """
with threads as (
    insert into thread (id, channel_id, person_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) on conflict (id) do nothing
),
opened as (
    insert into session (id, thread_id, channel_id, person_id, person_kind, bot_id)
    select * from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::uuid[])
    on conflict (id) do nothing
)
insert into inbox (session_id, event) select * from unnest($10::uuid[], $11::json[])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Where something is said, and to whom; `person_id` None: to all of a group."""

    channel_id: UUID
    is_group: bool
    is_external: bool
    person_id: UUID | None
    person_kind: str

    @property
    def thread_id(self) -> UUID:
        if self.is_group or self.person_id is None:
            return self.channel_id
        return thread_id(self.channel_id, self.person_id, is_group=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message of a bot. `external_id` names it among all that the bot says there; `body` is JSON text."""

    reader: Reader
    bot_id: UUID
    bot_name: str
    message_id: UUID
    external_id: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An event for the bot from a person (`reader.person_id`); `event` is JSON text."""

    reader: Reader
    bot_id: UUID
    event: str

    @property
    def session_id(self) -> UUID:
        return _session_of(self.reader, self.bot_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was written and is to be handed on; `delivered` goes from the outbox when that is done."""

    frames: tuple[Frame, ...] = ()
    delivered: tuple[tuple[UUID, int], ...] = ()
    threads: tuple[UUID, ...] = ()
    sessions: tuple[UUID, ...] = ()


async def write(
    connection: Connection, letters: Sequence[Letter], heard: Sequence[Heard], at: datetime
) -> Told:
    """Within the caller's transaction; threads and sessions are locked in order of their ids, as by all."""
    rows = await connection.fetch(SAY, *_said(letters), at) if letters else []
    if heard:
        await connection.execute(HEAR, *_heard(heard))
    seqs: dict[UUID, int] = {row["message_id"]: row["seq"] for row in rows}
    fresh = [one for one in letters if one.message_id in seqs]
    inside = [one for one in fresh if not one.reader.is_external]
    return Told(
        frames=tuple(_frame(one, seqs[one.message_id], at) for one in inside),
        delivered=tuple((one.reader.thread_id, seqs[one.message_id]) for one in inside),
        threads=tuple(dict.fromkeys(one.reader.thread_id for one in fresh if one.reader.is_external)),
        sessions=tuple(dict.fromkeys(one.session_id for one in heard)),
    )


async def tell(pool: Pool, redis: Redis, told: Told) -> None:
    """One round trip to Redis for all of it; a Redis that is away costs time only."""
    pipeline: Any = redis.pipeline(transaction=False)
    for start in range(0, len(told.frames), FRAMES):
        pipeline.publish(GATEWAY, pack(list(told.frames[start : start + FRAMES])))
    add_wakes(pipeline, BOT_MESSAGES, told.threads)
    add_wakes(pipeline, USER_MESSAGES, told.sessions)
    try:
        await pipeline.execute()
    except (RedisError, OSError) as away:
        log.warning("publish_failed", fault=type(away).__name__)
        return
    if told.delivered:
        await until_it_is_back(lambda: forget(pool, told.delivered), what="forget_delivered")


def _session_of(reader: Reader, bot_id: UUID) -> UUID:
    return session_id(reader.channel_id, reader.person_id or reader.channel_id, bot_id)


def _said(letters: Sequence[Letter]) -> list[list[Any]]:
    """The arrays of SAY, threads in order of their ids."""
    by_thread: dict[UUID, list[Letter]] = {}
    for one in letters:
        by_thread.setdefault(one.reader.thread_id, []).append(one)
    threads = sorted(by_thread)
    rows = [
        (thread, slot, len(by_thread[thread]) - step, *_words(one))
        for slot, thread in enumerate(threads, 1)
        for step, one in enumerate(by_thread[thread], 1)
    ]
    counted = [(thread, *_place(by_thread[thread][0].reader), len(by_thread[thread])) for thread in threads]
    return [*pairs(rows, 9), *pairs(counted, 4)]


def _words(one: Letter) -> tuple[Any, ...]:
    session = None if one.reader.person_id is None else _session_of(one.reader, one.bot_id)
    return one.bot_id, one.message_id, session, one.external_id, one.body, one.reader.is_external


def _place(reader: Reader) -> tuple[UUID, UUID | None]:
    return reader.channel_id, None if reader.is_group else reader.person_id


def _heard(heard: Sequence[Heard]) -> list[list[Any]]:
    """The arrays of HEAR."""
    threads = {one.reader.thread_id: _place(one.reader) for one in heard}
    sessions = {one.session_id: one for one in heard}
    opened = [
        (
            known,
            one.reader.thread_id,
            one.reader.channel_id,
            one.reader.person_id,
            one.reader.person_kind,
            one.bot_id,
        )
        for known, one in sorted(sessions.items())
    ]
    events = [(one.session_id, one.event) for one in heard]
    return [
        *pairs([(thread, *threads[thread]) for thread in sorted(threads)], 3),
        *pairs(opened, 6),
        *pairs(events, 2),
    ]


def _frame(one: Letter, seq: int, at: datetime) -> Frame:
    return message_frame(
        {
            "thread_id": one.reader.thread_id,
            "seq": seq,
            "id": one.message_id,
            "sender_kind": "bot",
            "sender_id": one.bot_id,
            "sender_name": one.bot_name,
            "created_at": at,
            "body": one.body,
        }
    )
