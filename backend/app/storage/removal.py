"""What goes with a bot or a channel beyond foreign keys: the tables of the hot path have none."""

from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import (
    BotVariables,
    ChannelVariables,
    Command,
    Inbox,
    Message,
    Outbox,
    Session,
    Subscriber,
    Thread,
    Timer,
    Trace,
)


async def remove_bot_traces(session: AsyncSession, bot_id: UUID) -> None:
    """Its conversations with all that waits for them; what was said stays with the channels."""
    await _remove_sessions(session, select(Session.id).where(Session.bot_id == bot_id))
    await session.execute(delete(BotVariables).where(BotVariables.bot_id == bot_id))
    await session.execute(delete(Subscriber).where(Subscriber.member_id == bot_id, Subscriber.kind == "bot"))


async def remove_channel_traces(session: AsyncSession, channel_id: UUID) -> None:
    """All that was said there, and all that waits."""
    await _remove_sessions(session, select(Session.id).where(Session.channel_id == channel_id))
    threads = select(Thread.id).where(Thread.channel_id == channel_id)
    for table in (Outbox, Message):
        await session.execute(delete(table).where(table.thread_id.in_(threads)))
    for table in (Thread, ChannelVariables):
        await session.execute(delete(table).where(table.channel_id == channel_id))


async def _remove_sessions(session: AsyncSession, ids: Select[UUID]) -> None:
    for table in (Inbox, Timer, Command, Trace):
        await session.execute(delete(table).where(table.session_id.in_(ids)))
    await session.execute(delete(Session).where(Session.id.in_(ids)))
