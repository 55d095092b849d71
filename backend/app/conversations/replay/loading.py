"""What a replay needs of a conversation."""

from collections.abc import Callable

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.conversations.variables import Roots, secrets_of, variables_of
from app.engine import values
from app.kit.errors import Conflict
from app.runtime.playing import LARGEST, TURNS
from app.storage.models import Bot, Channel, Message, Session, Trace
from app.storage.selecting import AnyRow, AnySelect

from .recorded import Recorded, Said, read_recorded
from .run import Given

MOST_ROWS = 5000  # traces, and messages
MOST_BYTES = LARGEST // 2  # of traces, and of messages
_AT_ONCE = 50

type Rows = list[AnyRow]


async def load_given(
    session: AsyncSession, found: Session, *, most_bytes: int = MOST_BYTES
) -> Callable[[], Given]:
    """What makes it of what was loaded, for a thread, once the database has been let go.

    Conflict `replay:nothing_kept` where neither traces nor messages are left of it.
    """
    traces, all_traces = await _within(session, _traces(found), most_bytes)
    said, all_said = await _within(session, _said(found), most_bytes)
    scopes = await variables_of(session, found)
    always = await _always(session, found)
    secrets = await secrets_of(session, found, scopes)
    return lambda: Given(
        session_id=found.id,
        recorded=_recorded(traces, said, is_all=all_traces and all_said),
        scopes=scopes,
        always=always,
        secrets=secrets,
    )


def _recorded(traces: Rows, said: Rows, *, is_all: bool) -> Recorded:
    read = [values.decode(body) for (body,) in traces]
    told = [
        Said(id=str(message_id), seq=seq, at=at, mine=kind != "bot", body=values.decode(body))
        for message_id, seq, at, kind, body in said
    ]
    recorded = read_recorded(read, told, most=TURNS, is_all=is_all)
    if not recorded.turns:
        raise Conflict("replay:nothing_kept", "Nothing is kept of this conversation that could be replayed.")
    return recorded


def _traces(found: Session) -> AnySelect:
    return select(cast(Trace.body, Text)).where(Trace.session_id == found.id).order_by(Trace.id)


def _said(found: Session) -> AnySelect:
    columns = (Message.id, Message.seq, Message.created_at, Message.sender_kind, cast(Message.body, Text))
    here = (Message.thread_id == found.thread_id, Message.session_id == found.id)
    return select(*columns).where(*here).order_by(Message.seq)


async def _within(session: AsyncSession, statement: AnySelect, most_bytes: int) -> tuple[Rows, bool]:
    """Rows whose last column is a body, and whether these are all there are."""
    rows: Rows = []
    size = 0
    found = await session.stream(statement.limit(MOST_ROWS + 1), execution_options={"yield_per": _AT_ONCE})
    async for row in found:
        size += len(row[-1])
        if size > most_bytes or len(rows) == MOST_ROWS:
            await found.close()
            return rows, False
        rows.append(row)
    return rows, True


async def _always(session: AsyncSession, found: Session) -> Roots:
    bot = (await session.scalars(select(Bot.name).where(Bot.id == found.bot_id))).one()
    channel = (await session.scalars(select(Channel).where(Channel.id == found.channel_id))).one()
    return {
        "bot": {"id": str(found.bot_id), "name": bot},
        "user": {"id": str(found.person_id)},
        "channel": {"id": str(channel.id), "name": channel.name, "kind": channel.kind},
    }
