"""Counting what traces say of steps, behind the workers: the clock process does it now and then."""

from asyncio import to_thread
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.storage.database import Database

from .slices import batches, slice_end, traces_between
from .tally import add_traces, new_tally, store
from .watermark import complete_until, move_to, taken

LAG = timedelta(seconds=10)
SLICE = 5000  # traces of one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slice:
    """What one transaction counted: `seen` traces from before `end`; `is_last`: none are left."""

    seen: int
    since: datetime
    end: datetime
    is_last: bool


async def count_traces(database: Database, *, lag: timedelta = LAG, most: int = SLICE) -> int:
    """Count every trace that is complete and not counted yet; how many those were.

    A slice of about `most` at a time, each with the watermark in a transaction of its own: what is broken off
    goes on there, and done again, or by two at once, nothing counts twice.
    """
    width = timedelta.max
    seen = 0
    while (done := await _count_slice(database, lag, most, width)) is not None:
        seen += done.seen
        if done.is_last:
            break
        width = (done.end - done.since) * 2
    return seen


async def _count_slice(database: Database, lag: timedelta, most: int, width: timedelta) -> _Slice | None:
    """None where nothing is to be done, or somebody is at it."""
    async with database.unit_of_work() as session:
        since = await taken(session)
        if since is None:
            return None
        until = await complete_until(session, lag)
        if until <= since:
            return None
        end = await slice_end(session, since, until, most=most, width=width)
        tally = new_tally()
        seen = 0
        async for rows in batches(session, traces_between(since, end)):
            await to_thread(add_traces, tally, rows)
            seen += len(rows)
        await store(session, tally)
        await move_to(session, end)
    return _Slice(seen=seen, since=since, end=end, is_last=end == until)
