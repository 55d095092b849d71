"""Times that follow one another, and what becomes of those that were missed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

GRACE = timedelta(seconds=60)  # what is later than this was missed
MOST = 100  # times of one series fired at one look; the rest at the next
NO_DELAY = timedelta(0)


class Series(Protocol):
    """Moments in UTC, in order."""

    def after(self, moment: datetime) -> datetime | None:
        """The first one later than `moment`; None: there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Once:
    at: datetime

    def after(self, moment: datetime) -> datetime | None:
        return self.at if self.at > moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """`every` apart, from `start` to `end`."""

    every: timedelta
    start: datetime
    end: datetime | None

    def after(self, moment: datetime) -> datetime | None:
        passed = 0 if moment < self.start else (moment - self.start) // self.every + 1
        following = self.start + passed * self.every
        return None if self.end is not None and following > self.end else following


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is fired now, in order; the first time of those that are left out; and the next one to come."""

    fires: tuple[datetime, ...]
    missed: datetime | None
    following: datetime | None


def series_of(kept: dict[str, Any], made_at: datetime) -> Once | Every:
    """Of a schedule that is no crons; the first of `every` is `start_at`, or so long behind `made_at`."""
    if "at" in kept:
        return Once(datetime.fromisoformat(kept["at"]))
    every = timedelta(seconds=kept["every"])
    start = datetime.fromisoformat(kept["start_at"]) if "start_at" in kept else made_at + every
    end = datetime.fromisoformat(kept["end_at"]) if "end_at" in kept else None
    return Every(every=every, start=start, end=end)


def due_of(
    series: Series,
    first: datetime,
    at: datetime,
    misfire: str,
    delay: Callable[[datetime], timedelta] = lambda _: NO_DELAY,
) -> Due:
    """What is to be done at `at` of a series whose next time is `first`.

    `misfire`, of times later than GRACE: `skip` leaves them out, `once` fires one for all, `all` each.
    A clock that was set back changes nothing: times only go forward from `first`.
    """
    fires: list[datetime] = []
    missed: datetime | None = None
    following: datetime | None = first
    if misfire != "all" and at - first - delay(first) > GRACE:
        if misfire == "once":
            fires.append(first)
            following = series.after(at)
        else:
            missed = first
            following = series.after(max(first, at - GRACE))
    while following is not None and following + delay(following) <= at and len(fires) < MOST:
        fires.append(following)
        following = series.after(following)
    return Due(fires=tuple(fires), missed=missed, following=following)


def jitter_of(seconds: int, owner: UUID, occurrence: datetime, person: UUID | None = None) -> timedelta:
    """Up to so many seconds, always the same for the same time of the same owner (and person)."""
    if not seconds:
        return NO_DELAY
    whose = owner.bytes + (person.bytes if person is not None else b"")
    drawn = sha256(whose + occurrence.isoformat().encode()).digest()[:8]
    return timedelta(seconds=seconds * int.from_bytes(drawn) / 2**64)
