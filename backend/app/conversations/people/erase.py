"""Erasing what is kept about a person, a piece at a time: no lock is held for long, however much there is.

Done again it goes on where it was broken off, and finds nothing where all is gone.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, null, or_, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.conversations.counts import remove_traces
from app.storage.database import Database
from app.storage.models import (
    Attachment,
    Audit,
    Command,
    DeadLetter,
    Inbox,
    Message,
    Outbox,
    PersonChange,
    Recipient,
    Session,
    Subscriber,
    Thread,
    Timer,
    UserVariables,
)

from .reach import Reach, is_within
from .schemas import WrittenVariable

CHUNK = 2000
PASSES = 5  # what comes while the first is under way is gone with a later one
# Shared variables that the turns of these sessions wrote to. PostgreSQL reads no JSON in which U+0000 is.
WRITTEN = text("""
select distinct session.bot_id, entry->>1 as variable
from trace join session on session.id = trace.session_id, json_array_elements(
    case when strpos(trace.body::text, '\\u0000') = 0 then trace.body
         else replace(trace.body::text, '\\u0000', '\\ufffd')::json end -> 'entries'
) as entry
where trace.session_id = any(:sessions) and entry->>0 = 'set'
  and (entry->>1 like 'bot.%' or entry->>1 like 'channel.%')
order by 1, 2
""")

type Work = Callable[[AsyncSession], Awaitable[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What there is of a person: their conversations, threads of their own, and groups they were in."""

    sessions: tuple[UUID, ...]
    threads: tuple[UUID, ...]
    groups: tuple[UUID, ...]


class Erasure:
    """Of one person, within somebody's reach. `rows`: how many of each table are gone."""

    def __init__(self, database: Database, person_id: UUID, reach: Reach, *, passes: int = PASSES) -> None:
        self._database = database
        self._person_id = person_id
        self._reach = reach
        self._passes = passes
        self._sessions: set[UUID] = set()
        self.rows: Counter[str] = Counter()
        self.written: dict[tuple[UUID, str], None] = {}

    async def run(self) -> bool:
        """Until nothing is left of them. False: there was more in every pass, and there is still."""
        for _ in range(self._passes):
            before = self.rows.total()
            left = await self._left()
            self._sessions |= set(left.sessions)
            await self._note_written(left)
            await self._conversations(left)
            await self._said(left)
            await self._about()
            if self.rows.total() == before:
                return True
        async with self._database.unit_of_work() as session:
            return not await is_within(session, self._reach, self._person_id)

    def may_remain(self) -> list[WrittenVariable]:
        return [WrittenVariable(bot_id=bot_id, variable=name) for bot_id, name in self.written]

    async def _left(self) -> Left:
        who, reach = self._person_id, self._reach
        async with self._database.unit_of_work() as session:
            mine = (Session.person_id == who, reach.sessions())
            sessions = select(Session.id).where(*mine)
            threads = select(Thread.id).where(Thread.person_id == who, reach.in_channels(Thread.channel_id))
            groups = select(Thread.id).where(Thread.person_id.is_(None), reach.in_channels(Thread.channel_id))
            spoke = (
                select(Message.id).where(Message.thread_id == Thread.id, Message.sender_id == who).exists()
            )
            heard = Thread.id.in_(select(Session.thread_id).where(*mine))
            return Left(
                sessions=tuple(sorted(await session.scalars(sessions))),
                threads=tuple(sorted(await session.scalars(threads))),
                groups=tuple(sorted(await session.scalars(groups.where(spoke | heard)))),
            )

    async def _note_written(self, left: Left) -> None:
        async with self._database.unit_of_work() as session:
            rows = await session.execute(WRITTEN, {"sessions": list(left.sessions)})
            self.written.update(dict.fromkeys((row.bot_id, row.variable) for row in rows))

    async def _conversations(self, left: Left) -> None:
        """First emptied, so that a turn under way loses its compare-and-swap; the row last, since traces are
        counted by it."""
        ids = left.sessions
        if ids:
            await self._once("session", lambda session: _emptied(session, ids))
        known = tuple(self._sessions)
        for table in (Inbox, Timer, Command, DeadLetter):
            await self._all(table.__tablename__, _of_sessions(table, known))
        await self._all("trace", lambda session: remove_traces(session, known, most=CHUNK))
        await self._all("message", _messages(Message.session_id.in_(known), left.groups))
        if ids:
            await self._once(
                "session", lambda session: _count(session, delete(Session).where(Session.id.in_(ids)))
            )

    async def _said(self, left: Left) -> None:
        await self._all("message", _messages(None, left.threads))
        await self._all("message", _messages(Message.sender_id == self._person_id, left.groups))
        letters = delete(DeadLetter).where(DeadLetter.thread_id.in_(left.threads))
        await self._once("dead_letter", lambda session: _count(session, letters))

    async def _about(self) -> None:
        """Variables, memberships, files, and what the audit tells of them."""
        who, reach = self._person_id, self._reach
        mine = (
            Subscriber.member_id == who,
            Subscriber.kind != "bot",
            Subscriber.channel_id.in_(reach.channels),
        )
        gone = {
            "user_variables": delete(UserVariables).where(
                UserVariables.person_id == who, reach.of(UserVariables.workspace_id)
            ),
            "subscriber": delete(Subscriber).where(*mine),
            # Behind the memberships: without one the clock makes no new ones.
            "recipient": delete(Recipient).where(
                Recipient.person_id == who, Recipient.channel_id.in_(reach.channels)
            ),
            "person_change": delete(PersonChange).where(
                PersonChange.person_id == who, reach.of(PersonChange.workspace_id)
            ),
            # What they made for a bot stays with the bot.
            "attachment": delete(Attachment).where(
                Attachment.person_id == who, Attachment.bot_id.is_(None), reach.of(Attachment.workspace_id)
            ),
            "audit": _unsaid(who, reach, self._sessions),
        }
        for name, statement in gone.items():
            await self._once(name, lambda session, one=statement: _count(session, one))

    async def _all(self, name: str, work: Work) -> None:
        while await self._once(name, work):
            pass

    async def _once(self, name: str, work: Work) -> int:
        async with self._database.unit_of_work() as session:
            done = await work(session)
        if done:
            self.rows[name] += done
        return done


async def _emptied(session: AsyncSession, ids: tuple[UUID, ...]) -> int:
    """Not counted: they are deleted later."""
    await session.execute(
        update(Session).where(Session.id.in_(ids)).values(state=null(), rev=Session.rev + 1)
    )
    return 0


def _of_sessions(table: Any, ids: tuple[UUID, ...]) -> Work:
    async def work(session: AsyncSession) -> int:
        some = select(table.id).where(table.session_id.in_(ids)).limit(CHUNK)
        found = list(await session.scalars(some))
        return await _count(session, delete(table).where(table.session_id.in_(ids), table.id.in_(found)))

    return work


def _messages(whose: Any, threads: tuple[UUID, ...]) -> Work:
    """Messages of these threads with what waits to be delivered of them; `whose` None: all."""

    async def work(session: AsyncSession) -> int:
        some = select(Message.thread_id, Message.seq).where(Message.thread_id.in_(threads))
        some = some if whose is None else some.where(whose)
        places = [tuple(row) for row in await session.execute(some.limit(CHUNK))]
        if not places:
            return 0
        for table in (Outbox, Message):
            removed = delete(table).where(tuple_(table.thread_id, table.seq).in_(places))
            done = await _count(session, removed)
        return done

    return work


def _unsaid(who: UUID, reach: Reach, sessions: set[UUID]) -> Any:
    """Who did what, and when, stays; what it was before and after does not."""
    about = or_(Audit.subject_id == who, Audit.subject_id.in_(sessions))
    tells = Audit.before.is_not(None) | Audit.after.is_not(None)
    statement = update(Audit).where(about, tells, reach.of(Audit.workspace_id))
    return statement.values(before=null(), after=null())


async def _count(session: AsyncSession, statement: Any) -> int:
    done: Any = await session.execute(statement)
    return int(done.rowcount)
