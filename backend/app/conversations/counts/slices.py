"""Traces in slices by their time: so many at once, however long a history there is."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Session, Trace
from app.storage.selecting import AnySelect

from .tally import Row

AT_ONCE = 50  # traces held in memory
MOMENT = timedelta(milliseconds=1)  # not divided further


def traces_between(since: datetime, until: datetime) -> AnySelect:
    """(bot, time, body as text) of the traces at or after `since` and before `until`."""
    return (
        select(Session.bot_id, Trace.at, cast(Trace.body, Text))
        .join(Session, Session.id == Trace.session_id)
        .where(Trace.at >= since, Trace.at < until)
    )


async def slice_end(
    session: AsyncSession, since: datetime, until: datetime, *, most: int, width: timedelta = timedelta.max
) -> datetime:
    """A moment up to `until` before which there are at most `most` traces, or only those of one moment.

    `width`: how far to look at first. Each look reads hardly more than `most` traces.
    """
    end = since + min(max(width, MOMENT), until - since)
    if await _count(session, since, end, most) <= most:
        return end
    empty = since
    while end - empty > MOMENT:
        middle = empty + (end - empty) / 2
        count = await _count(session, since, middle, most)
        if 0 < count <= most:
            return middle
        empty, end = (middle, end) if count == 0 else (empty, middle)
    return end


async def _count(session: AsyncSession, since: datetime, end: datetime, most: int) -> int:
    """How many traces there are, as far as one more than `most`."""
    found = select(Trace.at).where(Trace.at >= since, Trace.at < end).limit(most + 1).subquery()
    return await session.scalar(select(func.count()).select_from(found)) or 0


async def batches(session: AsyncSession, traces: AnySelect) -> AsyncIterator[Sequence[Row]]:
    """Rows as they come, so many in memory."""
    found = await session.stream(traces, execution_options={"yield_per": AT_ONCE})
    async for rows in found.partitions():
        yield [tuple(row) for row in rows]
