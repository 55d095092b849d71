"""The transaction by which a batch of turns becomes true; who lost its compare-and-swap writes nothing.

One statement: sessions are updated where their revision still matches, and every other write leaves out the
*lost* ones (usually none). Arrays are sorted by session, so that two batches lock rows in one order.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from app.engine import Change, StartTimer

from .ports import Origin
from .postgres import Connection, Pool, pairs
from .shared_scopes import Write, write_shared

COMMIT = """
with turn as materialized (
    select * from unnest($1::uuid[], $2::int[], $3::json[]) as t(id, rev, state)
),
won as (
    update session s set rev = s.rev + 1, state = turn.state, updated_at = $24
    from turn where s.id = turn.id and s.rev = turn.rev
    returning s.id
),
lost as materialized (select id from turn except select id from won),
done as (
    delete from inbox i using unnest($4::uuid[], $5::bigint[]) as d(session_id, id)
    where i.session_id = d.session_id and i.id = d.id
      and not exists (select from lost where lost.id = d.session_id)
),
numbered as (
    update thread t set last_seq = t.last_seq + counted.n
    from unnest($14::uuid[], $15::bigint[]) as counted(id, n) where t.id = counted.id
    returning t.id, t.last_seq
),
newest as materialized (select array_agg(last_seq order by id) as of_slot from numbered),
placed as materialized (
    select r.session_id, r.thread_id, r.bot_id, r.id, r.body, r.external,
           newest.of_slot[r.slot] - r.back as seq
    from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::json[], $11::bool[], $12::int[],
                $13::int[])
        as r(session_id, thread_id, bot_id, id, body, external, slot, back), newest
    where not exists (select from lost where lost.id = r.session_id)
),
said as (
    insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, body, created_at)
    select thread_id, seq, id, session_id, 'bot', bot_id, body, $24 from placed
),
posted as (
    insert into outbox (thread_id, seq, external) select thread_id, seq, external from placed
),
traced as (
    insert into trace (session_id, body)
    select t.session_id, t.body from unnest($16::uuid[], $17::json[]) as t(session_id, body)
    where not exists (select from lost where lost.id = t.session_id)
),
delivered as (
    delete from outbox o using unnest($18::uuid[], $19::bigint[]) as d(thread_id, seq)
    where o.thread_id = d.thread_id and o.seq = d.seq
),
awaited as (
    insert into command (id, session_id, command, leased_until)
    select c.id, c.session_id, c.command, $24::timestamptz + interval '15 seconds'
    from unnest($20::uuid[], $21::uuid[], $22::json[]) as c(id, session_id, command)
    where not exists (select from lost where lost.id = c.session_id)
    on conflict (id) do nothing
)
select 'lost' as what, id, null::bigint as seq from lost
union all select 'said', id, seq from placed where $23
"""
TIMERS_STOPPED = "delete from timer where id = any($1::uuid[])"
TIMERS_STARTED = """
insert into timer (id, session_id, due_at, priority, ordinal)
select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::int[])
on conflict (id) do nothing
"""


class Reply(Struct, frozen=True, kw_only=True):
    """A message to be sent. `body` is JSON text; `external`: a bot worker delivers it."""

    id: UUID
    body: str
    external: bool


class Awaited(Struct, frozen=True, kw_only=True):
    """A command that stays until it is answered; `command` is JSON text."""

    id: UUID
    origin: Origin
    command: str


class Outcome(Struct, frozen=True, kw_only=True):
    """All that came of advancing one session: what `commit` makes true, or, where it lost, drops."""

    session_id: UUID
    thread_id: UUID
    bot_id: UUID
    channel_id: UUID
    workspace_id: UUID
    person_id: UUID
    rev: int
    state: str
    done: tuple[int, ...]
    replies: tuple[Reply, ...]
    traces: tuple[str, ...]
    changes: tuple[Change, ...]
    awaited: tuple[Awaited, ...]
    timers_started: tuple[StartTimer, ...]
    timers_stopped: tuple[UUID, ...]
    secrets: tuple[Any, ...] = ()  # values nobody is to be shown


class Committed(Struct, frozen=True, kw_only=True):
    """`lost`: sessions that somebody else had moved on; `seqs`: the number each sent message was given."""

    lost: frozenset[UUID]
    seqs: dict[UUID, int]


type Delivered = tuple[UUID, int]


async def commit(
    pool: Pool, outcomes: Sequence[Outcome], delivered: Sequence[Delivered], at: datetime
) -> Committed:
    """Make the outcomes true in one transaction; `delivered` outbox rows go with it."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.session_id)
    arguments = _arguments(ordered, delivered, at)
    async with pool.acquire() as connection:
        if not any(_needs_more(outcome) for outcome in ordered):
            return _committed(await connection.fetch(COMMIT, *arguments))
        async with connection.transaction():
            committed = _committed(await connection.fetch(COMMIT, *arguments))
            await _write_more(connection, [one for one in ordered if one.session_id not in committed.lost])
        return committed


def _needs_more(outcome: Outcome) -> bool:
    return bool(outcome.changes or outcome.timers_started or outcome.timers_stopped)


async def _write_more(connection: Connection, won: list[Outcome]) -> None:
    stopped = [timer for outcome in won for timer in outcome.timers_stopped]
    if stopped:
        await connection.execute(TIMERS_STOPPED, stopped)
    started = [
        (UUID(timer.id), outcome.session_id, timer.due_at, *timer.order)
        for outcome in won
        for timer in outcome.timers_started
    ]
    if started:
        await connection.execute(TIMERS_STARTED, *pairs(started, 5))
    await write_shared(
        connection,
        [
            Write(
                change=change,
                bot_id=outcome.bot_id,
                workspace_id=outcome.workspace_id,
                person_id=outcome.person_id,
                channel_id=outcome.channel_id,
            )
            for outcome in won
            for change in outcome.changes
        ],
    )


def _arguments(ordered: list[Outcome], delivered: Sequence[Delivered], at: datetime) -> list[Any]:
    replies, counted = _replies(ordered)
    return [
        *pairs([(one.session_id, one.rev, one.state) for one in ordered], 3),
        *pairs([(one.session_id, number) for one in ordered for number in one.done], 2),
        *pairs(replies, 8),
        *pairs(counted, 2),
        *pairs([(one.session_id, trace) for one in ordered for trace in one.traces], 2),
        *pairs(sorted(delivered), 2),
        *pairs([(each.id, one.session_id, each.command) for one in ordered for each in one.awaited], 3),
        bool(replies),
        at,
    ]


def _replies(ordered: list[Outcome]) -> tuple[list[tuple[Any, ...]], list[tuple[UUID, int]]]:
    """The replies, each with its thread's place among the threads and how many come after it there."""
    by_thread: dict[UUID, list[tuple[Outcome, Reply]]] = {}
    for one in ordered:
        for reply in one.replies:
            by_thread.setdefault(one.thread_id, []).append((one, reply))
    threads = sorted(by_thread)
    rows = [
        (one.session_id, thread, one.bot_id, reply.id, reply.body, reply.external, slot, left)
        for slot, thread in enumerate(threads, 1)
        for left, (one, reply) in zip(
            range(len(by_thread[thread]) - 1, -1, -1), by_thread[thread], strict=True
        )
    ]
    return rows, [(thread, len(by_thread[thread])) for thread in threads]


def _committed(rows: Sequence[Any]) -> Committed:
    return Committed(
        lost=frozenset(row["id"] for row in rows if row["what"] == "lost"),
        seqs={row["id"]: row["seq"] for row in rows if row["what"] == "said"},
    )
