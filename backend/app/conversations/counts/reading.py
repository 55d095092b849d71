"""The counts of a bot: what is added up, and what came since."""

from asyncio import to_thread
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit import clock
from app.storage.models import Session, StepCount

from .drops import Bounds, Wanted, read_drops
from .schemas import ConnectionCount, Counts, StepCounts
from .slices import batches, slice_end, traces_between
from .tally import Tally, add_traces, new_tally
from .watermark import counted_until

MOST_OF_TAIL = 5000  # traces looked at here, of all bots; the rest is told with the next sum
AHEAD = timedelta(minutes=10)  # of us may the database's clock be
TAIL_BYTES = 16 * 1024 * 1024

type Place = tuple[str, str, str, str]  # kind, step, group, connection


async def read_counts(
    session: AsyncSession, bot_id: UUID, wanted: Wanted, bounds: Bounds | None = None
) -> Counts:
    """Of every step something is known of, in order of their places."""
    counts, until = await _added_up(session, bot_id, wanted)
    for place, n in _wanted_of(await _tail(session, bot_id, until), wanted):
        counts[place] += n
    drops = await read_drops(session, bot_id, wanted, bounds)
    for step, n in drops.by_place.items():
        counts["dropped", step, "", ""] += n
    return Counts(
        version=wanted.version,
        since=wanted.since,
        steps=_by_step(counts),
        all_drops=drops.complete,
    )


async def _added_up(session: AsyncSession, bot_id: UUID, wanted: Wanted) -> tuple[dict[Place, int], datetime]:
    """What is stored, and up to when; read again where it was added to meanwhile."""
    while True:
        until = await counted_until(session)
        counts = await _stored(session, bot_id, wanted)
        if until == await counted_until(session):
            return counts, until


async def _stored(session: AsyncSession, bot_id: UUID, wanted: Wanted) -> dict[Place, int]:
    place = (StepCount.kind, StepCount.step, StepCount.group_key, StepCount.connection_key)
    statement = select(*place, func.sum(StepCount.count)).where(StepCount.bot_id == bot_id).group_by(*place)
    if wanted.version is not None:
        statement = statement.where(StepCount.version == wanted.version)
    if wanted.since is not None:
        statement = statement.where(StepCount.day >= wanted.since.astimezone(UTC).date())
    counts: dict[Place, int] = defaultdict(int)
    for kind, step, group, connection, n in await session.execute(statement):
        counts[kind, step, group, connection] = int(n)
    return counts


async def _tail(session: AsyncSession, bot_id: UUID, since: datetime) -> Tally:
    """What came since the last sum, or a slice of it."""
    end = await slice_end(session, since, max(clock.now(), since) + AHEAD, most=MOST_OF_TAIL)
    tally = new_tally()
    size = 0
    async for rows in batches(session, traces_between(since, end).where(Session.bot_id == bot_id)):
        await to_thread(add_traces, tally, rows)
        size += sum(len(body) for _, _, body in rows)
        if size > TAIL_BYTES:
            break
    return tally


def _wanted_of(tally: Tally, wanted: Wanted) -> Iterator[tuple[Place, int]]:
    first_day = None if wanted.since is None else wanted.since.astimezone(UTC).date()
    for (_, version, day, kind, step, group, connection), n in tally.steps.items():
        is_wanted = wanted.version in (None, version)
        if is_wanted and (first_day is None or day >= first_day):
            yield (kind, step, group, connection), n


def _by_step(counts: dict[Place, int]) -> list[StepCounts]:
    plain: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    left: dict[str, list[ConnectionCount]] = defaultdict(list)
    for (kind, step, group, connection), n in sorted(counts.items()):
        if kind == "left":
            left[step].append(ConnectionCount(group=group, connection=connection, count=n))
        plain[step][kind] += n
    return [
        StepCounts(
            step=step or None,
            entered=of_step["entered"],
            no_match=of_step["no_match"],
            dropped=of_step["dropped"],
            left=left[step],
        )
        for step, of_step in sorted(plain.items())
    ]
