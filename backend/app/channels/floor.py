"""Saying something in a channel, whichever way it came: HTTP, WebSocket or a webhook."""

from collections import OrderedDict
from random import random
from uuid import UUID

from app.engine import Started, dump_event
from app.kit import clock
from app.kit.errors import TooMany
from app.kit.ids import uuid7
from app.runtime.addresses import session_id
from app.runtime.frames import message_frame
from app.runtime.inbox import Accepted, InboxWriter, Said
from app.runtime.postgres import Pool, until_it_is_back

from .admission import Admission
from .announcer import Announcer
from .speech import First, Speech, said

CHECK_EVERY = 64  # messages of one person between two looks at how many of them wait
BUSY = 20_000  # messages waiting to be written by this process
WAITING = "select count(*) from (select from inbox where session_id = $1 limit $2) as waiting"
CURRENT = """
update subscriber set current_bot_id = $3, updated_at = now() where channel_id = $1 and member_id = $2
"""
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
    """Accepts what people say. `backlog`: how much of one conversation may wait unhandled."""

    def __init__(self, pool: Pool, writer: InboxWriter, announcer: Announcer, *, backlog: int) -> None:
        self._pool = pool
        self._writer = writer
        self._announcer = announcer
        self._backlog = backlog
        self._counts: OrderedDict[UUID, int] = OrderedDict()

    async def say(self, admission: Admission, speech: Speech) -> Accepted:
        """Return once the message is stored for good; TooMany where too much waits already."""
        message = said(speech, admission)
        await self._check_backlog(message)
        accepted = await self._writer.accept(message)
        if message.bot_id != admission.bot_id:
            await self._pool.execute(CURRENT, admission.channel_id, admission.person_id, message.bot_id)
        if accepted.is_new:
            self._announcer.announce(_frame(message, accepted, admission), message.session_id)
        return accepted

    async def start(self, admission: Admission, first: First) -> bool:
        """First contact, or a restart where asked for; False where nothing happened: the session exists."""
        bot_id = first.bot_id if first.bot_id in admission.bots else admission.bot_id
        if bot_id is None:
            return False
        session = session_id(admission.channel_id, admission.person_id, bot_id)
        event = Started(id=str(uuid7()), at=clock.now(), random=random(), params=first.params)  # noqa: S311
        row = await self._pool.fetchval(
            STARTED,
            session,
            admission.thread_id,
            admission.channel_id,
            admission.reader_id,
            admission.person_id,
            admission.person_kind,
            bot_id,
            dump_event(event).decode(),
            first.restart,
        )
        if row is not None:
            self._announcer.announce(None, session)
        return row is not None

    async def _check_backlog(self, message: Said) -> None:
        """Every so often, since what waits is in the database and not here."""
        if self._writer.backlog > BUSY:
            raise TooMany("channel:busy", "Too much is going on; try again in a moment.", retry_after=1)
        if message.session_id is None:
            return
        count = self._counts.pop(message.session_id, 0) + 1
        self._counts[message.session_id] = count
        if len(self._counts) > BUSY:
            self._counts.popitem(last=False)
        if count % CHECK_EVERY:
            return
        waiting = await until_it_is_back(
            lambda: self._pool.fetchval(WAITING, message.session_id, self._backlog + 1), what="backlog"
        )
        if waiting > self._backlog:
            self._counts[message.session_id] = count - 1  # the next one looks again
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
