"""Taking a conversation back to its beginning."""

from sqlalchemy import delete, null, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.conversations.counts import remove_traces
from app.storage.models import Command, DeadLetter, Inbox, Session, Timer

CHUNK = 5000


async def forget_session(session: AsyncSession, found: Session) -> None:
    """Its place, variables, timers, all that waits for it and its traces; what was said stays.

    The row stays, empty: a message that comes at this moment still finds its conversation. A turn under way
    loses its compare-and-swap.
    """
    empty = {"state": null(), "rev": Session.rev + 1}
    await session.execute(update(Session).where(Session.id == found.id).values(**empty))
    for table in (Inbox, Timer, Command, DeadLetter):
        await session.execute(delete(table).where(table.session_id == found.id))
    while await remove_traces(session, [found.id], most=CHUNK):
        pass
