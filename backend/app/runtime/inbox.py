"""Ingest: what came is written for good before anyone is told so, many at a time.

What arrives while a write is under way shares the next one; an idle writer writes at once.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .postgres import DATA_FAULTS, Pool, pairs, until_it_is_back

INGEST = """
with entry as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[],
                         $7::uuid[], $8::text[], $9::json[], $10::json[], $11::uuid[])
        with ordinality as e(thread_id, reader_id, channel_id, person_id, person_kind, bot_id,
                             message_id, external_id, body, event, session_id, place)
),
fresh as materialized (
    select e.*, row_number() over (partition by e.thread_id order by e.place) as step
    from entry e
    where not exists (
        select from message m
        where m.thread_id = e.thread_id and m.sender_id = e.person_id and m.external_id = e.external_id)
),
counted as materialized (
    select thread_id, channel_id, reader_id, count(*) as n from fresh group by 1, 2, 3 order by 1
),
numbered as (
    insert into thread as t (id, channel_id, person_id, last_seq)
    select thread_id, channel_id, reader_id, n from counted order by thread_id
    on conflict (id) do update set last_seq = t.last_seq + excluded.last_seq
    returning id, last_seq
),
opened as (
    insert into session (id, thread_id, channel_id, person_id, person_kind, bot_id)
    select distinct on (session_id) session_id, thread_id, channel_id, person_id, person_kind, bot_id
    from fresh where session_id is not null order by session_id
    on conflict (id) do nothing
),
said as (
    insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, external_id, body)
    select f.thread_id, n.last_seq - c.n + f.step, f.message_id, f.session_id, f.person_kind, f.person_id,
           f.external_id, f.body
    from fresh f join counted c using (thread_id) join numbered n on n.id = f.thread_id
    order by f.place
    on conflict do nothing
    returning id, seq, created_at, thread_id
),
queued as (
    insert into inbox (session_id, event)
    select f.session_id, f.event from fresh f join said on said.id = f.message_id
    where f.session_id is not null
    order by f.place
)
select id, seq, created_at from said
"""

REPEATED = """
select m.id, m.seq, m.created_at from message m
where m.thread_id = $1 and m.sender_id = $2 and m.external_id = $3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Stored for good. `is_new` False: the same external id had come before, and this was its answer."""

    id: UUID
    seq: int
    created_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
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


type _Waiting = tuple[Said, asyncio.Future[Accepted]]


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

    async def accept(self, said: Said) -> Accepted:
        """Return once the message is committed."""
        future: asyncio.Future[Accepted] = asyncio.get_running_loop().create_future()
        self._waiting.append((said, future))
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
            for _, future in batch:
                if not future.done():
                    future.set_exception(fault)

    def _take(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        later: list[_Waiting] = []
        seen: set[tuple[UUID, UUID, str]] = set()
        for waiting in self._waiting:
            said = waiting[0]
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
        columns = pairs([_row(said) for said, _ in batch], 11)
        rows = await until_it_is_back(lambda: self._pool.fetch(INGEST, *columns), what="ingest")
        written = {row["id"]: row for row in rows}
        for said, future in batch:
            row = written.get(said.message_id)
            if row is not None:
                answer = Accepted(id=row["id"], seq=row["seq"], created_at=row["created_at"], is_new=True)
            else:
                answer = await self._first_answer(said)
            if not future.done():
                future.set_result(answer)

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


def _row(said: Said) -> tuple[object, ...]:
    return (
        said.thread_id,
        said.reader_id,
        said.channel_id,
        said.person_id,
        said.person_kind,
        said.bot_id,
        said.message_id,
        said.external_id,
        said.body,
        said.event,
        said.session_id,
    )
