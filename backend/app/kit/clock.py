"""The wall clock, in one place, so that a caller may be given another.

Processes on several machines have to agree on the time, or one fires early what another has planned, and
takes leases that are still held. The database's clock is that of all of them (runtime/agreed_time.py): a
machine's own is believed as long as it tells the same, and never where it was set while we run.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

TOLERANCE: Final = timedelta(seconds=0.5)
_STEADY: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """`moment` is what the others had when `elapsed()` was `since`."""

    moment: datetime
    since: float


class _Clock:
    agreed: Agreed | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
    own = machine()
    agreed = _Clock.agreed
    if agreed is None:
        return own
    known = agreed.moment + timedelta(seconds=elapsed() - agreed.since)
    return own if abs(own - known) < TOLERANCE else known


def machine() -> datetime:
    """What this machine takes for the present moment."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds that no setting of a clock changes; those a machine sleeps count."""
    return time.clock_gettime(_STEADY)


def agree(agreed: Agreed | None) -> None:
    """From here on this process goes by it; None: by the machine's clock alone."""
    _Clock.agreed = agreed
