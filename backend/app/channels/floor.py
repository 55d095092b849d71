"""Saying something in a channel, whichever way it came: HTTP, WebSocket or a webhook."""

from collections import OrderedDict
from random import random
from uuid import UUID

from app.engine import Started, dump_event
from app.kit import clock
from app.kit.errors import InvalidInput, TooMany, Unavailable
from app.kit.ids import uuid7
from app.runtime.addresses import session_id as address_of
from app.runtime.frames import message_frame
from app.runtime.inbox import Accepted, Hook, InboxWriter, Said, unheard
from app.runtime.postgres import AWAY, Pool, until_it_is_back

from .admission import Admission, Doors
from .announcer import Announcer
from .congestion import Congestion
from .pace import Limits, Pace
from .speech import First, Speech, said

CHECK_EVERY = 64  # messages of one person between two looks at how many of them wait
BUSY = 20_000  # messages waiting to be written by this process
BUSY_SIZE = 100_000_000  # their characters
WAITING = "select count(*) from (select from inbox where session_id = $1 limit $2) as waiting"
# The thread's lock gives a start its place among the messages; the session's absence makes it first contact.
STARTED = """
with held as (
    insert into thread as t (id, channel_id, person_id) values ($2, $3, $4)
    on conflict (id) do update set last_seq = t.last_seq
),
opened as (
    insert into session (id, thread_id, channel_id, person_id, person_kind, bot_id)
    values ($1, $2, $3, $5, $6, $7) on conflict (id) do nothing returning id
)
insert into inbox (session_id, event)
select $1, $8 where $9 or exists (select from opened)
returning id
"""


class Floor:
    """Accepts what people say, so fast and so much of it as the limits allow."""

    def __init__(
        self, doors: Doors, writer: InboxWriter, announcer: Announcer, *, pool: Pool, limits: Limits
    ) -> None:
        self._doors = doors
        self._pool = pool
        self._writer = writer
        self._announcer = announcer
        self.largest = limits.size
        self._backlog = limits.backlog
        self._congestion = Congestion(announcer.backlog, limits.queue)
        self._pace = Pace(limits)
        self._counts: OrderedDict[UUID, int] = OrderedDict()

    async def say(self, admission: Admission, speech: Speech, stored: Hook = unheard) -> Accepted:
        """Return once the message is stored for good; TooMany where they are too fast or too much waits.

        `stored` is called before anybody else hears of the message.
        """
        message = said(speech, admission)
        self._check_pace(admission, len(message.body))
        await self._check_backlog(message.session_id)

        def announce(accepted: Accepted) -> None:
            stored(accepted)
            if accepted.is_new:
                self._announcer.announce(_frame(message, accepted, admission), message.session_id)

        accepted = await self._writer.accept(message, announce)
        if message.bot_id is not None and message.bot_id != admission.bot_id:
            await self._doors.switch(admission, message.bot_id)
        return accepted

    async def finish(self) -> None:
        """Leave nothing under way."""
        await self._congestion.finish()

    async def start(self, admission: Admission, first: First) -> bool:
        """First contact, or a restart where asked for; False where nothing happened: the session exists."""
        bot_id = first.bot_id or admission.bot_id
        if bot_id is None:
            return False
        if first.bot_id is not None and first.bot_id not in admission.bots:
            raise InvalidInput("channel:bot_not_here", "That bot is not in this channel.")
        session = address_of(admission.channel_id, admission.person_id, bot_id)
        self._check_pace(admission)
        await self._check_backlog(session)
        event = Started(id=str(uuid7()), at=clock.now(), random=random(), params=first.params)  # noqa: S311
        who = (admission.thread_id, admission.channel_id, admission.reader_id, admission.person_id)
        row = await self._write_start(
            session, *who, admission.person_kind, bot_id, dump_event(event).decode(), first.restart
        )
        if row is not None:
            self._announcer.announce(None, session)
        return row is not None

    async def _write_start(self, *row: object) -> int | None:
        """Not to be tried again by itself: a restart whose outcome is unknown may have been written."""
        try:
            written: int | None = await self._pool.fetchval(STARTED, *row)
        except (*AWAY, TimeoutError) as away:
            raise Unavailable(
                "storage:unavailable", "The database doesn't answer. Try again in a moment."
            ) from away
        return written

    def _check_pace(self, admission: Admission, size: int = 0) -> None:
        """Of people; who calls a webhook may speak for many, and is counted by address there."""
        if admission.kind != "webhook":
            self._pace.take(admission.channel_id, admission.person_id, size)

    async def _check_backlog(self, session_id: UUID | None) -> None:
        """Every so often, since what waits is in the database and not here."""
        if self._writer.backlog > BUSY or self._writer.backlog_size > BUSY_SIZE:
            raise TooMany("channel:busy", "Too much is going on; try again in a moment.", retry_after=1)
        if session_id is None:
            return
        self._congestion.check()
        count = self._counts.pop(session_id, 0) + 1
        self._counts[session_id] = count
        if len(self._counts) > BUSY:
            self._counts.popitem(last=False)
        if count % CHECK_EVERY:
            return
        waiting = await until_it_is_back(
            lambda: self._pool.fetchval(WAITING, session_id, self._backlog + 1), what="backlog"
        )
        if waiting > self._backlog:
            self._counts[session_id] = count - 1  # the next one looks again
            raise TooMany("channel:backlog", "Too many messages wait for an answer.", retry_after=2)


def _frame(message: Said, accepted: Accepted, admission: Admission) -> tuple[bytes, int, str]:
    return message_frame(
        {
            "thread_id": message.thread_id,
            "seq": accepted.seq,
            "id": accepted.id,
            "sender_kind": message.person_kind,
            "sender_id": message.person_id,
            "sender_name": admission.person_name,
            "created_at": accepted.created_at,
            "body": message.body,
        }
    )
