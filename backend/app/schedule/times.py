"""When a cron fires: APScheduler reads its fields and finds wall-clock times, the zone makes moments of them.

A time that a clock leaps over fires at the leap. One that comes twice fires once, or both times where the
hour is left open (`*`, `*/2`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.cron.expressions import AllExpression

from .zones import moment_of, repeated_at

FIELDS = ("year", "month", "day", "day_of_week", "hour", "minute", "second")
HORIZON = 42  # years: a leap day on a given weekday may be 40 away
_KEPT = 2000
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The moments of one cron, in UTC, up to HORIZON behind the year of `since`."""

    trigger: Any
    zone: ZoneInfo
    comes_twice: bool
    start_at: datetime | None
    end_at: datetime | None

    def after(self, moment: datetime) -> datetime | None:
        """The first one later than `moment`; None: there is none."""
        if self.start_at is not None:
            moment = max(moment, self.start_at - _INSTANT)
        found = self._after(moment.astimezone(self.zone))
        is_over = found is None or (self.end_at is not None and found > self.end_at)
        return None if is_over else found

    def next(self, moment: datetime, count: int) -> list[datetime]:
        """At most `count` of them later than `moment`, in order."""
        found: list[datetime] = []
        while len(found) < count and (following := self.after(moment)) is not None:
            found.append(following)
            moment = following
        return found

    def _after(self, local: datetime) -> datetime | None:
        wall = local.replace(tzinfo=None, fold=0)
        repeated = repeated_at(local)
        if repeated is not None and local.fold == 1 and not self.comes_twice:
            wall = repeated.end - _INSTANT
        following = self._wall_after(wall)
        if repeated is None or not self.comes_twice:
            return self._moment(following)
        if local.fold == 0 and not repeated.holds(following):
            again = self._wall_after(repeated.begin - _INSTANT)
            return repeated.second(again) if again and repeated.holds(again) else self._moment(following)
        if local.fold == 1 and following is not None and repeated.holds(following):
            return repeated.second(following)
        return self._moment(following)

    def _moment(self, wall: datetime | None) -> datetime | None:
        return None if wall is None else moment_of(wall, self.zone)

    def _wall_after(self, wall: datetime) -> datetime | None:
        found: datetime | None = self.trigger.get_next_fire_time(None, (wall + _INSTANT).replace(tzinfo=UTC))
        return None if found is None else found.replace(tzinfo=None)


def times_of(cron: Any, since: datetime, zone: ZoneInfo | None = None) -> Times:
    """Of anything with the fields of a cron, by a clock of `zone` in place of its own where that is given;
    ValueError where APScheduler does not take them."""
    start: datetime | None = cron.start_at
    begin = since if start is None else max(since, start)
    trigger = _trigger(tuple(fields_of(cron).items()), begin.astimezone(UTC).year + HORIZON)
    hour = next(field for field in trigger.fields if field.name == "hour")
    return Times(
        trigger=trigger,
        zone=zone or ZoneInfo(cron.timezone),
        comes_twice=any(type(one) is AllExpression for one in hour.expressions),
        start_at=start,
        end_at=cron.end_at,
    )


@lru_cache(maxsize=_KEPT)
def _trigger(fields: tuple[tuple[str, str], ...], year: int) -> Any:
    """Up to the beginning of that year. Kept, since to read the fields takes longer than to find a time."""
    return CronTrigger(**dict(fields), timezone=UTC, end_date=datetime(year, 1, 1, tzinfo=UTC))


def fields_of(cron: Any) -> Mapping[str, Any]:
    """Those that are given."""
    return {name: getattr(cron, name) for name in FIELDS if getattr(cron, name) is not None}


def is_field(name: str, expression: str) -> bool:
    """Whether APScheduler takes it."""
    try:
        CronTrigger(**{name: expression}, timezone=UTC)
    except ValueError:
        return False
    return True
