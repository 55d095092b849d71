"""Taking traces away, with what they say of steps kept in the counts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Text, cast, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Session, Trace

from .tally import add_trace, new_tally, store
from .watermark import held_still


async def remove_traces(session: AsyncSession, session_ids: Sequence[UUID], *, most: int) -> int:
    """Delete at most `most` traces of these sessions; how many there were.

    Those not yet counted are counted now, as long as their session is still there to say whose they are.
    """
    until = await held_still(session)
    found = select(Session.bot_id, Trace.id, Trace.session_id, Trace.at, cast(Trace.body, Text))
    found = found.join(Session, Session.id == Trace.session_id).where(Trace.session_id.in_(session_ids))
    rows = (await session.execute(found.limit(most))).all()
    tally = new_tally()
    for bot_id, _, _, at, body in rows:
        if at >= until:
            add_trace(tally, bot_id, at, body)
    await store(session, tally)
    ids = [row[1] for row in rows]
    removed = delete(Trace).where(Trace.session_id.in_({row[2] for row in rows}), Trace.id.in_(ids))
    await session.execute(removed)
    return len(rows)
