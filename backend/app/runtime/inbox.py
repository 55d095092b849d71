"""Ingest: what came is written for good before anyone is told so, many at a time.

What arrives while a write is under way shares the next one; an idle writer writes at once.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import UUID

from msgspec import Struct

from . import metrics
from .postgres import DATA_FAULTS, REPEATED_AT_ONCE, Pool, pairs, until_it_is_back

# Numbers are counted here and given there: `slot` says which of the threads (in order of their ids) a message
# is of, `back` how many of the batch come after it there. Joining would be quadratic: hash joins are off.
# A repeat is not written again, and leaves its number out.
INGEST = """
with fresh as materialized (
    select e.* from unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::text[], $6::uuid[], $7::text[],
                           $8::json[], $9::json[], $10::uuid[])
        as e(thread_id, slot, back, person_id, person_kind, message_id, external_id, body, event, session_id)
    where not exists (
        select from message m
        where m.thread_id = e.thread_id and m.sender_id = e.person_id and m.external_id = e.external_id)
),
numbered as (
    insert into thread as t (id, channel_id, person_id, last_seq)
    select * from unnest($11::uuid[], $12::uuid[], $13::uuid[], $14::bigint[])
    on conflict (id) do update set last_seq = t.last_seq + excluded.last_seq
    returning id, last_seq
),
newest as materialized (select array_agg(last_seq order by id) as of_slot from numbered),
opened as (
    insert into session (id, thread_id, channel_id, person_id, person_kind, bot_id)
    select * from unnest($15::uuid[], $16::uuid[], $17::uuid[], $18::uuid[], $19::text[], $20::uuid[])
    on conflict (id) do nothing
),
queued as (
    insert into inbox (session_id, event)
    select session_id, event from fresh, newest where session_id is not null
)
insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, external_id, body)
select thread_id, newest.of_slot[slot] - back, message_id, session_id, person_kind, person_id, external_id,
       body
from fresh, newest
returning id, seq, created_at
"""

REPEATED = """
select m.id, m.seq, m.created_at from message m
where m.thread_id = $1 and m.sender_id = $2 and m.external_id = $3
"""


class Accepted(Struct, frozen=True, kw_only=True):
    """Stored for good. `is_new` False: the same external id had come before, and this was its answer."""

    id: UUID
    seq: int
    created_at: datetime
    is_new: bool


class Said(Struct, frozen=True, kw_only=True):
    """A message to be accepted. `session_id` None: no bot is there to hear it.

    `external_id` is the sender's own name for it, or one made here: only because each has one can a write
    whose outcome stayed unknown be repeated. `body` and `event` are JSON texts: what is kept to be read, and
    the engine's event. `reader_id` is the one person of the thread, None in a group.
    """

    thread_id: UUID
    reader_id: UUID | None
    channel_id: UUID
    person_id: UUID
    person_kind: str
    bot_id: UUID | None
    message_id: UUID
    external_id: str
    body: str
    event: str
    session_id: UUID | None


type Hook = Callable[[Accepted], None]


class _Waiting(Struct, frozen=True):
    said: Said
    answer: asyncio.Future[Accepted]
    stored: Hook
    came: float


def unheard(_: Accepted) -> None:
    """Nobody but the sender wants to know."""


class InboxWriter:
    """Accepts messages; one write at a time, and a batch holds an external id once."""

    def __init__(self, pool: Pool, *, batch: int = 200) -> None:
        self._pool = pool
        self._batch = batch
        self._waiting: list[_Waiting] = []
        self._size = 0
        self._writing: asyncio.Task[None] | None = None

    @property
    def backlog(self) -> int:
        """Messages not yet written."""
        return len(self._waiting)

    @property
    def backlog_size(self) -> int:
        """Their characters."""
        return self._size

    async def accept(self, said: Said, stored: Hook = unheard) -> Accepted:
        """Return once the message is committed.

        `stored` is called as soon as that is so, before anyone who waits for the same write goes on: what it
        starts, starts once for all of them.
        """
        future: asyncio.Future[Accepted] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(said, future, stored, perf_counter()))
        self._size += _size(said)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await future

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._write_or_fail(self._take())
        finally:
            self._writing = None

    async def _write_or_fail(self, batch: list[_Waiting]) -> None:
        """A message that the database refuses fails alone."""
        try:
            await self._write(batch)
        except Exception as fault:  # noqa: BLE001 - handed to those who wait, each in its own request
            if isinstance(fault, DATA_FAULTS) and len(batch) > 1:
                for waiting in batch:
                    await self._write_or_fail([waiting])
                return
            for waiting in batch:
                if not waiting.answer.done():
                    waiting.answer.set_exception(fault)

    def _take(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        later: list[_Waiting] = []
        seen: set[tuple[UUID, UUID, str]] = set()
        for waiting in self._waiting:
            said = waiting.said
            key = (said.thread_id, said.person_id, said.external_id)
            if len(batch) >= self._batch or key in seen:
                later.append(waiting)
                continue
            seen.add(key)
            batch.append(waiting)
            self._size -= _size(said)
        self._waiting = later
        return batch

    async def _write(self, batch: list[_Waiting]) -> None:
        columns = _columns([waiting.said for waiting in batch])
        rows = await until_it_is_back(lambda: self._fetch(columns), what="ingest")
        written = {row["id"]: row for row in rows}
        now = perf_counter()
        for waiting in batch:
            metrics.INGEST.observe(now - waiting.came)
            row = written.get(waiting.said.message_id)
            if row is not None:
                answer = Accepted(id=row["id"], seq=row["seq"], created_at=row["created_at"], is_new=True)
            else:
                answer = await self._first_answer(waiting.said)
            waiting.stored(answer)
            if not waiting.answer.done():
                waiting.answer.set_result(answer)

    async def _fetch(self, columns: list[list[Any]]) -> list[Mapping[str, Any]]:
        """Another process may write the same external id at this moment: the next try finds it written."""
        while True:
            try:
                return await self._pool.fetch(INGEST, *columns)
            except REPEATED_AT_ONCE:
                continue

    async def _first_answer(self, said: Said) -> Accepted:
        """That of an earlier message, or of this one, written by an attempt whose answer was lost."""
        row = await until_it_is_back(
            lambda: self._pool.fetchrow(REPEATED, said.thread_id, said.person_id, said.external_id),
            what="ingest",
        )
        if row is None:
            raise LookupError("a message was neither written nor there before")
        is_new = row["id"] == said.message_id
        return Accepted(id=row["id"], seq=row["seq"], created_at=row["created_at"], is_new=is_new)


def _size(said: Said) -> int:
    return len(said.body) + len(said.event)


def _columns(batch: list[Said]) -> list[list[Any]]:
    """The arrays of INGEST. Threads and sessions stand in order of their ids: all lock in one order."""
    by_thread: dict[UUID, list[Said]] = {}
    for said in batch:
        by_thread.setdefault(said.thread_id, []).append(said)
    threads = sorted(by_thread)
    messages = [
        (one.thread_id, slot, len(by_thread[thread]) - step, *_words(one))
        for slot, thread in enumerate(threads, 1)
        for step, one in enumerate(by_thread[thread], 1)
    ]
    counted = [
        (thread, first.channel_id, first.reader_id, len(by_thread[thread]))
        for thread in threads
        for first in by_thread[thread][:1]
    ]
    sessions = {one.session_id: _session(one) for one in batch if one.session_id is not None}
    return [*pairs(messages, 10), *pairs(counted, 4), *pairs([sessions[key] for key in sorted(sessions)], 6)]


def _words(said: Said) -> tuple[object, ...]:
    return (
        said.person_id,
        said.person_kind,
        said.message_id,
        said.external_id,
        said.body,
        said.event,
        said.session_id,
    )


def _session(said: Said) -> tuple[object, ...]:
    return (
        said.session_id,
        said.thread_id,
        said.channel_id,
        said.person_id,
        said.person_kind,
        said.bot_id,
    )
