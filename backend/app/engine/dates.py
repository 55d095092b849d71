"""Dates and times as authors write and read them (flow-language.md 3 and 5)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from .numbers import exact

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_CLOCK = r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
_moment = re.compile(rf"{_DATE}(?:[T ]{_CLOCK}(Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)?)?").fullmatch
_clock = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?").fullmatch
_directive = re.compile(r"%(.)", re.DOTALL)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DIRECTIVES: dict[str, Callable[[datetime], str]] = {
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "d": lambda at: f"{at.day:02}",
    "H": lambda at: f"{at.hour:02}",
    "I": lambda at: f"{at.hour % 12 or 12:02}",
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "p": lambda at: "AM" if at.hour < 12 else "PM",
    "j": lambda at: f"{at.timetuple().tm_yday:03}",
    "A": lambda at: _DAYS[at.weekday()],
    "a": lambda at: _DAYS[at.weekday()][:3],
    "B": lambda at: _MONTHS[at.month - 1],
    "b": lambda at: _MONTHS[at.month - 1][:3],
    "%": lambda _: "%",
}


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo | None:
    """The IANA zone of that name; None where there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):
        return None


def read_datetime(text: str, zone: tzinfo) -> datetime | None:
    """An ISO 8601 date or date-time as an aware moment; naive ones are in `zone`, a date is midnight."""
    found = _moment(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    try:
        return datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "").ljust(6, "0")[:6]),
            tzinfo=_offset(offset) if offset else zone,
        )
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """HH:MM or HH:MM:SS."""
    found = _clock(text)
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def local(moment: datetime, zone: tzinfo) -> datetime | None:
    """The moment as it is told in `zone`; None beyond the years 1 to 9999."""
    try:
        return moment if moment.tzinfo is zone else moment.astimezone(zone)
    except OverflowError:
        return None


def to_datetime(value: Any, zone: tzinfo) -> datetime | None:
    """A comparable moment (UTC) from ISO text."""
    moment = read_datetime(value, zone) if type(value) is str else None
    return local(moment, UTC) if moment else None


def to_date(value: Any, zone: tzinfo) -> date | None:
    """The day of an ISO date or date-time as it is told in `zone`."""
    moment = read_datetime(value, zone) if type(value) is str else None
    told = local(moment, zone) if moment else None
    return told.date() if told else None


def to_local(value: Any, zone: tzinfo) -> datetime | None:
    """A date, date-time or Unix seconds as told in `zone`."""
    seconds = exact(value)
    if seconds is not None:
        moment = _from_unix(seconds)
    else:
        moment = read_datetime(value, zone) if type(value) is str else None
    return local(moment, zone) if moment else None


def show(moment: datetime, pattern: str) -> str:
    """The moment by `%` directives, names in English; an unknown directive stays as written."""
    return _directive.sub(
        lambda found: _DIRECTIVES[found[1]](moment) if found[1] in _DIRECTIVES else found[0], pattern
    )


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    if digits[2:] > "59":
        raise ValueError("no such offset")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _from_unix(seconds: int | Decimal) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=int(seconds * 1_000_000))
    except OverflowError:
        return None
