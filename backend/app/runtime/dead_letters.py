"""What cannot be handled: counted, then set aside with its error; the conversation goes on.

A letter can be put back: an event into the inbox, a message that nobody took into the outbox.
"""

from collections.abc import Mapping
from copy import replace
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.engine import dump_session, load_session
from app.kit.ids import uuid7

from .postgres import Pool
from .streams import BOT_MESSAGES, USER_MESSAGES, Stream

ATTEMPTS = 5
COUNTED = """
update inbox set attempts = attempts + 1 where session_id = $1 and id = $2 returning attempts
"""
SET_ASIDE = """
with gone as (
    delete from inbox where session_id = $1 and id = $2 returning session_id, event, attempts, answers
),
letter as (
    insert into dead_letter (id, kind, bot_id, session_id, thread_id, payload, error, attempts)
    select $3, 'event', s.bot_id, gone.session_id, s.thread_id,
           json_build_object('event', gone.event, 'answers', gone.answers), $4, gone.attempts
    from gone left join session s on s.id = gone.session_id
)
select answers from gone
"""
LOCKED = "select state from session where id = $1 for update"
MOVED_ON = "update session set state = $2, rev = rev + 1, updated_at = now() where id = $1"
KIND = "select kind from dead_letter where id = $1"
EVENT_REPLAYED = """
with letter as (
    update dead_letter set replayed_at = now(), updated_at = now()
    where id = $1 and replayed_at is null and kind = 'event' and session_id is not null
    returning session_id, payload
)
insert into inbox (session_id, event, answers)
select session_id, payload->'event', (payload->>'answers')::uuid from letter
returning session_id
"""
DELIVERY_REPLAYED = """
with letter as (
    update dead_letter set replayed_at = now(), updated_at = now()
    where id = $1 and replayed_at is null and kind = 'delivery'
      and exists (
        select from message m
        where m.thread_id = dead_letter.thread_id and m.seq = (dead_letter.payload->>'seq')::bigint)
    returning thread_id, (payload->>'seq')::bigint as seq
),
posted as (
    insert into outbox (thread_id, seq, external) select thread_id, seq, true from letter
    on conflict (thread_id, seq) do nothing
)
select thread_id from letter
"""
SUSPECTED = """
update inbox set attempts = attempts + 1
where (session_id, id) in (
    select session_id, id from inbox where session_id = $1 order by answers is null, id limit 1)
returning id, attempts
"""


async def count_failure(pool: Pool, session_id: UUID, row: int, fault: BaseException) -> bool:
    """Count a failed attempt; True where it was the last and the event was set aside."""
    attempts = await pool.fetchval(COUNTED, session_id, row)
    if attempts is None or attempts < ATTEMPTS:
        return attempts is None
    await set_aside(pool, session_id, row, describe(fault))
    return True


async def suspect(pool: Pool, session_id: UUID) -> None:
    """Count an attempt against the event a worker died over, before anybody tries it again."""
    row = await pool.fetchrow(SUSPECTED, session_id)
    if row is not None and row["attempts"] > ATTEMPTS:
        await set_aside(pool, session_id, row["id"], "worker_died")


async def set_aside(pool: Pool, session_id: UUID, row: int, error: str) -> None:
    """Move an event from the inbox to the dead letters; a session that awaited it gives up its turn."""
    async with pool.acquire() as connection, connection.transaction():
        stored = await connection.fetchrow(LOCKED, session_id)
        answers = await connection.fetchval(SET_ASIDE, session_id, row, uuid7(), error)
        if stored is not None and stored["state"] is not None and answers is not None:
            given_up = _without_turn(stored["state"], answers)
            if given_up is not None:
                await connection.execute(MOVED_ON, session_id, given_up)


def _without_turn(state: str, command_id: UUID) -> str | None:
    """The session as it waits where its turn stopped; None where it awaits no such answer."""
    try:
        session = load_session(state)
    except ValueError:
        return None
    if session.awaiting is None or UUID(session.awaiting.command_id) != command_id:
        return None
    return dump_session(replace(session, awaiting=None)).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What waits again, a session or a thread, and the stream that tells of it."""

    stream: Stream
    id: UUID


REPLAYS: Mapping[str, tuple[str, Stream]] = {
    "event": (EVENT_REPLAYED, USER_MESSAGES),
    "delivery": (DELIVERY_REPLAYED, BOT_MESSAGES),
}
"""How a letter of each kind is put back."""


async def replay(pool: Pool, letter_id: UUID) -> Replay | None:
    """Put an event back as the newest of its session, a message back to be carried; None: nothing to do."""
    kind = await pool.fetchval(KIND, letter_id)
    if kind not in REPLAYS:
        return None
    statement, stream = REPLAYS[kind]
    put_back = await pool.fetchval(statement, letter_id)
    return None if put_back is None else Replay(stream=stream, id=put_back)


def describe(fault: BaseException) -> str:
    """Type and place of a fault: its text might hold what a person wrote."""
    place: Any = fault.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(fault).__name__
    code = place.tb_frame.f_code
    return f"{type(fault).__name__} in {code.co_qualname}, line {place.tb_lineno}"
