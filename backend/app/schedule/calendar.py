"""What will be sent, over a period, as a clock in one zone tells it."""

import heapq
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text

from app.accounts.access import require_bot
from app.accounts.principals import Access
from app.kit.clock import now
from app.kit.errors import NotFound
from app.kit.giving_way import unhurried
from app.kit.keyset import SortedPage, encode_mark, read_id, read_moment
from app.storage.models import Bot, Cron, Emitter, Recipient

from .emitters import Emitters
from .faults import fault, refused
from .schemas_of_runs import CalendarEntry, CalendarFilter
from .series import Series, series_of
from .times import times_of
from .zones import moment_of

LONGEST = timedelta(days=366)
WEEK = timedelta(days=7)
_ORDER = "at"
_INSTANT = timedelta(microseconds=1)
_FIRST = UUID(int=0)

type Entry = tuple[datetime, UUID, int | None]
"""When, of which emitter, and how many people where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `begin` to before `end`, behind the entry (time, emitter) `passed`."""

    begin: datetime
    end: datetime
    passed: tuple[datetime, UUID]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    emitters: Emitters

    async def page(self, wanted: CalendarFilter, page: SortedPage) -> tuple[list[CalendarEntry], str | None]:
        await require_bot(self.emitters.session, self.emitters.person, wanted.bot_id, Access.VIEWER)
        period = _period(wanted, page)
        emitters = await self._of(wanted)
        streams = [stream async for stream in self._begun(emitters, period)]
        following = (entry for entry in heapq.merge(*streams) if entry[:2] > period.passed)
        found = [entry async for entry in unhurried(islice(following, page.limit + 1))]
        known = {one.id: one for one in emitters}
        shown = [_shown(entry, known[entry[1]], period.zone) for entry in found[: page.limit]]
        if len(found) <= page.limit:
            return shown, None
        at, last, _ = found[page.limit - 1]
        return shown, encode_mark(_ORDER, at.isoformat(), str(last))

    async def _of(self, wanted: CalendarFilter) -> Sequence[Emitter]:
        """Those that may fire."""
        session = self.emitters.session
        if wanted.emitter_id is not None:
            emitter = await self.emitters.reach(wanted.emitter_id, Access.VIEWER)
            if emitter.bot_id != wanted.bot_id:
                raise NotFound("emitter:not_found", "There is no such emitter.")
        if await session.scalar(select(Bot.status).where(Bot.id == wanted.bot_id)) != "active":
            return ()
        statement = select(Emitter).where(Emitter.bot_id == wanted.bot_id, Emitter.is_paused.is_(False))
        if wanted.emitter_id is not None:
            statement = statement.where(Emitter.id == wanted.emitter_id)
        return list(await session.scalars(statement.order_by(Emitter.id)))

    async def _begun(self, emitters: Sequence[Emitter], period: Period) -> AsyncGenerator[Iterator[Entry]]:
        """Of each that has an entry; the first one, which takes longest to find, is found."""
        crons = await self.emitters.crons_of(emitters)
        async for one in unhurried(emitters):
            is_by_date = "date" in one.schedule
            stream = await self._counted(one, period) if is_by_date else _times(one, crons[one.id], period)
            first = next(stream, None)
            if first is not None:
                yield chain((first,), stream)

    async def _counted(self, emitter: Emitter, period: Period) -> Iterator[Entry]:
        """Dates of people, counted by the hour they are due in; each hour stands at the first of them."""
        hour = func.date_trunc(text("'hour'"), Recipient.due_at, text("'UTC'"))
        statement = select(func.min(Recipient.due_at), func.count()).where(
            Recipient.emitter_id == emitter.id,
            Recipient.due_at >= period.begin,
            Recipient.due_at < period.end,
        )
        rows = await self.emitters.session.execute(statement.group_by(hour).order_by(hour))
        return iter([(at.astimezone(UTC), emitter.id, count) for at, count in rows if at is not None])


def _period(wanted: CalendarFilter, page: SortedPage) -> Period:
    begin = wanted.begin or now()
    end = wanted.end or begin + WEEK
    if end <= begin:
        raise refused([fault("query.to", "cron:end_before_start")])
    if end - begin > LONGEST:
        raise refused([fault("query.to", "calendar:too_long")])
    mark = page.after(_ORDER, 2)
    passed = (begin - _INSTANT, _FIRST) if mark is None else (read_moment(mark[0]), read_id(mark[1]))
    return Period(begin=begin.astimezone(UTC), end=end, passed=passed, zone=ZoneInfo(wanted.timezone))


def _times(emitter: Emitter, crons: Sequence[Cron], period: Period) -> Iterator[Entry]:
    """Each time once, however many crons name it."""
    series = [_series(emitter, cron, period) for cron in crons] if "crons" in emitter.schedule else []
    if "at_local" in emitter.schedule:
        wall = datetime.fromisoformat(emitter.schedule["at_local"])
        at = moment_of(wall, period.zone)
        return iter([(at, emitter.id, None)] if period.begin <= at < period.end else [])
    if "crons" not in emitter.schedule:
        series = [series_of(emitter.schedule, emitter.created_at)]
    return _once_each(heapq.merge(*(_within(one, emitter.id, period) for one in series)))


def _series(emitter: Emitter, cron: Any, period: Period) -> Series:
    return times_of(cron, period.begin, period.zone if emitter.is_personal else None)


def _within(series: Series, emitter_id: UUID, period: Period) -> Iterator[Entry]:
    at = series.after(max(period.begin, period.passed[0]) - _INSTANT)
    while at is not None and at < period.end:
        yield at.astimezone(UTC), emitter_id, None
        at = series.after(at)


def _once_each(entries: Iterator[Entry]) -> Iterator[Entry]:
    last: Entry | None = None
    for entry in entries:
        if entry != last:
            yield entry
        last = entry


def _shown(entry: Entry, emitter: Emitter, zone: ZoneInfo) -> CalendarEntry:
    at, emitter_id, people = entry
    return CalendarEntry(
        emitter_id=emitter_id,
        name=emitter.name,
        at=at,
        local=at.astimezone(zone).isoformat(),
        is_personal=emitter.is_personal,
        people=people,
    )
