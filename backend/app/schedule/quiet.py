"""Hours in which nobody is written to."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any, Self

from .zones import moment_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """From `start` to before `end` by a person's own clock; over midnight where `end` is the earlier."""

    start: time
    end: time

    @classmethod
    def of(cls, kept: dict[str, str] | Any) -> Self | None:
        """As a schedule keeps it; None where there are none."""
        if not kept:
            return None
        return cls(start=time.fromisoformat(kept["start"]), end=time.fromisoformat(kept["end"]))

    def until(self, moment: datetime, zone: tzinfo) -> datetime:
        """The moment itself, or the end of the quiet hours it is in; in UTC."""
        wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        if not self._holds(wall.time()):
            return moment
        day = wall.date() if wall.time() < self.end else wall.date() + timedelta(days=1)
        end = moment_of(datetime.combine(day, self.end), zone)
        # In an hour that comes twice the end may already have been: the second time round is not quiet.
        return max(moment, end).astimezone(UTC)

    def _holds(self, told: time) -> bool:
        if self.start < self.end:
            return self.start <= told < self.end
        return told >= self.start or told < self.end
