"""Times that each person has of their own: by their clock, or by a date that is kept of them."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from app.engine.dates import read_datetime, read_time, to_local

from .series import jitter_of
from .times import Times, times_of
from .zones import moment_of

_KEPT_MOST = 20_000
YEARS = range(1900, 2201)


class NoDate(ValueError):
    """What a person has in the place of a date is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What is known of a person that times depend on. `zone` None: theirs is not known."""

    person_id: UUID
    zone: tzinfo | None
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTime:
    """`occurrence` is the time itself; it is fired `delay` later."""

    occurrence: datetime
    delay: timedelta = timedelta(0)


class OwnTimes(Protocol):
    def after(self, clock: Clock, moment: datetime) -> OwnTime | None:
        """A person's first time later than `moment`; None: there is none. NoDate."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLocal:
    """Once, when the person's clock shows `wall`."""

    wall: datetime
    otherwise: tzinfo

    def after(self, clock: Clock, moment: datetime) -> OwnTime | None:
        at = moment_of(self.wall, clock.zone or self.otherwise)
        return OwnTime(occurrence=at) if at > moment else None


class ByCrons:
    """Cron fields read by each person's clock; for those whose zone is not known by the cron's own."""

    def __init__(self, crons: list[Any], since: datetime) -> None:
        self._crons = crons
        self._since = since
        self._times: dict[tuple[int, str], Times] = {}
        self._known: dict[tuple[str, datetime], tuple[int, datetime] | None] = {}

    def after(self, clock: Clock, moment: datetime) -> OwnTime | None:
        found = self._first(clock.zone, moment)
        if found is None:
            return None
        number, at = found
        cron = self._crons[number]
        return OwnTime(occurrence=at, delay=jitter_of(cron.jitter, cron.id, at, clock.person_id))

    def _first(self, zone: tzinfo | None, moment: datetime) -> tuple[int, datetime] | None:
        """Kept, since all who were fired together look for the same one."""
        key = (str(zone) if zone is not None else "", moment)
        if key not in self._known:
            if len(self._known) >= _KEPT_MOST:
                self._known.clear()
            following = (
                (at, number)
                for number, cron in enumerate(self._crons)
                if (at := self._of(number, cron, zone).after(moment)) is not None
            )
            first = min(following, default=None)
            self._known[key] = None if first is None else (first[1], first[0])
        return self._known[key]

    def _of(self, number: int, cron: Any, zone: tzinfo | None) -> Times:
        key = (number, str(zone) if zone is not None else "")
        if key not in self._times:
            there = zone if isinstance(zone, ZoneInfo) else None
            self._times[key] = times_of(cron, self._since, there)
        return self._times[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDate:
    """So many days and seconds from the date a variable of the person holds, at `time` of that day where that
    is given; with `repeat` again every day, week, month or year."""

    variable: tuple[str, ...]
    days: int
    seconds: int
    time: time | None
    repeat: str | None
    otherwise: tzinfo

    def after(self, clock: Clock, moment: datetime) -> OwnTime | None:
        zone = clock.zone or self.otherwise
        wall = self._wall(clock.variables, zone)
        if wall is None:
            return None
        if self.repeat is None:
            at = self._at(wall, zone)
            return OwnTime(occurrence=at) if at > moment else None
        step = REPEATS[self.repeat]
        around = moment.astimezone(zone).replace(tzinfo=None) - timedelta(
            days=self.days, seconds=self.seconds
        )
        number = max(0, step.about(wall, around) - 2)
        while (at := self._at(step.moved(wall, number), zone)) <= moment:
            number += 1
        return OwnTime(occurrence=at) if at.year in YEARS else None

    def _wall(self, variables: Mapping[str, Any], zone: tzinfo) -> datetime | None:
        """What the person's clock shows on the day; None where there is no value."""
        value: Any = variables
        for name in self.variable:
            value = value.get(name) if isinstance(value, dict) else None
        if value is None or value == "":
            return None
        found = read_datetime(value, zone) if isinstance(value, str) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = to_local(value, zone)
        if found is None or found.year not in YEARS:
            raise NoDate
        wall = found.astimezone(zone).replace(tzinfo=None, fold=0)
        return wall if self.time is None else datetime.combine(wall.date(), self.time)

    def _at(self, wall: datetime, zone: tzinfo) -> datetime:
        return moment_of(wall + timedelta(days=self.days), zone) + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How a date comes again: the date moved on so many times, and about how often until another date."""

    moved: Callable[[datetime, int], datetime]
    about: Callable[[datetime, datetime], int]


def _months_on(wall: datetime, months: int) -> datetime:
    """The same day so many months later, or the last one where that month is shorter."""
    year, month = divmod(wall.year * 12 + wall.month - 1 + months, 12)
    day = min(wall.day, monthrange(year, month + 1)[1])
    return datetime.combine(date(year, month + 1, day), wall.time())


def _months_between(one: datetime, other: datetime) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


REPEATS: Mapping[str, Step] = {
    "day": Step(
        moved=lambda wall, number: wall + timedelta(days=number), about=lambda one, other: (other - one).days
    ),
    "week": Step(
        moved=lambda wall, number: wall + timedelta(weeks=number),
        about=lambda one, other: (other - one).days // 7,
    ),
    "month": Step(moved=_months_on, about=_months_between),
    "year": Step(
        moved=lambda wall, number: _months_on(wall, 12 * number),
        about=lambda one, other: other.year - one.year,
    ),
}


def own_times(kept: dict[str, Any], crons: list[Any], otherwise: tzinfo, since: datetime) -> OwnTimes | None:
    """Of a schedule as it is stored; None where everybody has the same times."""
    if "at_local" in kept:
        return AtLocal(wall=datetime.fromisoformat(kept["at_local"]), otherwise=otherwise)
    if "date" in kept:
        told = kept["date"]
        return ByDate(
            variable=tuple(told["variable"].split(".")[1:]),
            days=told.get("days", 0),
            seconds=told.get("seconds", 0),
            time=read_time(told["time"]) if told.get("time") else None,
            repeat=told.get("repeat"),
            otherwise=otherwise,
        )
    return ByCrons(crons, since) if kept.get("own_zone") else None


def is_personal(kept: dict[str, Any]) -> bool:
    return "at_local" in kept or "date" in kept or bool(kept.get("own_zone"))
