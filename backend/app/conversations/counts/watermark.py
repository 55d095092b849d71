"""Up to which moment traces are counted: each lies on one side of it, so none is counted twice."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Watermark

NAME = "step_counts"
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
# A trace bears the time its transaction began, and is seen when that is committed: what is older than every
# open transaction is complete. `lag` covers the moment before one that began is listed; one open for longer
# than any of ours may be (a backup) holds nothing up.
COMPLETE_UNTIL = text("""
select least(
    now() - cast(:lag as interval),
    (select greatest(min(xact_start), now() - interval '5 minutes') from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
     having min(xact_start) is not null))
""")


async def counted_until(session: AsyncSession) -> datetime:
    """For a look; it may move on at any moment, and what was counted by then with it."""
    return await session.scalar(select(Watermark.at).where(Watermark.name == NAME)) or BEGINNING


async def held_still(session: AsyncSession) -> datetime:
    """The same, and it does not move until the transaction ends."""
    await _make(session)
    held = select(Watermark.at).where(Watermark.name == NAME).with_for_update(read=True)
    return (await session.scalars(held)).one()


async def taken(session: AsyncSession) -> datetime | None:
    """The same, for whoever moves it on; None where somebody is at it just now."""
    await _make(session)
    mine = select(Watermark.at).where(Watermark.name == NAME).with_for_update(skip_locked=True)
    return await session.scalar(mine)


async def complete_until(session: AsyncSession, lag: timedelta) -> datetime:
    """Every trace from before that moment there will ever be is seen by the transaction's next statement."""
    found: datetime = (await session.execute(COMPLETE_UNTIL, {"lag": lag})).scalar_one()
    return found


async def move_to(session: AsyncSession, at: datetime) -> None:
    await session.execute(update(Watermark).where(Watermark.name == NAME).values(at=at))


async def _make(session: AsyncSession) -> None:
    await session.execute(insert(Watermark).values(name=NAME, at=BEGINNING).on_conflict_do_nothing())
