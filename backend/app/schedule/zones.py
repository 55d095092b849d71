"""Wall clocks against time itself: hours that do not exist, and hours that come twice."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Wall-clock times from `begin` to before `end` come twice; the second time round at `offset`."""

    begin: datetime
    end: datetime
    offset: timedelta

    def holds(self, wall: datetime | None) -> bool:
        return wall is not None and self.begin <= wall < self.end

    def second(self, wall: datetime) -> datetime:
        """The moment at which the clock shows this for the second time."""
        return (wall - self.offset).replace(tzinfo=UTC)


def moment_of(wall: datetime, zone: tzinfo) -> datetime:
    """When a clock in the zone shows this, for the first time; where it never does, the moment it leaps over
    it."""
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
        return moment
    return _change(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment, zone)


def repeated_at(local: datetime) -> Repeated | None:
    """The times that come twice, where a moment's wall-clock time is one of them."""
    first, second = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    zone = local.tzinfo
    if zone is None or first is None or second is None or first == second:
        return None
    early, late = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    changed = _change(early, late, zone).replace(tzinfo=None)
    return Repeated(begin=changed + second, end=changed + first, offset=second)


def _change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The second from which on the zone's offset is that of `after`."""
    wanted = after.astimezone(zone).utcoffset()
    before, after = before.replace(microsecond=0), after.replace(microsecond=0)
    while after - before > _SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == wanted:
            after = middle
        else:
            before = middle
    return after
