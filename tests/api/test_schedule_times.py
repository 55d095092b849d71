"""When crons fire, also on the days on which clocks are changed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.schedule.times import FIELDS, times_of

BERLIN = "Europe/Berlin"


def cron(**fields):
    blank = dict.fromkeys((*FIELDS, "start_at", "end_at"))
    return SimpleNamespace(**{**blank, "timezone": BERLIN, **fields})


def shown(after, count, **fields):
    """The next times as a clock there shows them, with its offset where it is not the first one's."""
    wanted, since = cron(**fields), datetime.fromisoformat(after).replace(tzinfo=UTC)
    found = times_of(wanted, since).next(since, count)
    return [f"{one.astimezone(ZoneInfo(wanted.timezone)):%d %H:%M%z}" for one in found]


@pytest.mark.parametrize(
    ("after", "fields", "times"),
    [
        # Clocks leap from 2 to 3 on 28 March.
        ("2027-03-27T00", {"hour": "2", "minute": "30"}, ["27 02:30+0100", "28 03:00+0200", "29 02:30+0200"]),
        ("2027-03-28T00:15", {"minute": "*/30"}, ["28 01:30+0100", "28 03:00+0200", "28 03:30+0200"]),
        ("2027-03-27T23:30", {"hour": "2,3"}, ["28 03:00+0200", "29 02:00+0200", "29 03:00+0200"]),
        # They go back from 3 to 2 on 31 October.
        ("2027-10-30T12", {"hour": "2", "minute": "30"}, ["31 02:30+0200", "01 02:30+0100", "02 02:30+0100"]),
        ("2027-10-30T23:30", {"hour": "*"}, ["31 02:00+0200", "31 02:00+0100", "31 03:00+0100"]),
        ("2027-10-30T23:30", {"hour": "1-3"}, ["31 02:00+0200", "31 03:00+0100", "01 01:00+0100"]),
        ("2027-10-31T01:10", {"hour": "1-2", "minute": "*/20"}, ["01 01:00+0100", "01 01:20+0100"]),
        ("2027-10-31T00:40", {"minute": "*/30"}, ["31 02:00+0100", "31 02:30+0100", "31 03:00+0100"]),
        ("2027-10-31T01:10", {"hour": "*", "minute": "5,15"}, ["31 02:15+0100", "31 03:05+0100"]),
        # Half an hour, on the other side of the world.
        (
            "2027-04-03T14:15",
            {"hour": "*", "minute": "*/30", "timezone": "Australia/Lord_Howe"},
            ["04 01:30+1100", "04 01:30+1030", "04 02:00+1030"],
        ),
    ],
)
def test_a_cron_fires_once_for_each_time_it_names(after, fields, times):
    assert shown(after, len(times), **fields) == times


def test_days_of_the_week_begin_on_monday():
    found = times_of(cron(day_of_week="0", hour="9"), datetime(2027, 1, 1, tzinfo=UTC))

    assert f"{found.after(datetime(2027, 1, 1, tzinfo=UTC)):%a}" == "Mon"


def test_the_span_of_a_cron_has_both_its_ends_within():
    start, end = datetime(2027, 5, 1, 9, tzinfo=UTC), datetime(2027, 5, 3, 9, tzinfo=UTC)
    wanted = cron(hour="9", timezone="UTC", start_at=start, end_at=end)

    found = times_of(wanted, datetime(2027, 1, 1, tzinfo=UTC)).next(datetime(2027, 1, 1, tzinfo=UTC), 9)

    assert [one.day for one in found] == [1, 2, 3]


@pytest.mark.parametrize(
    "fields", [{"month": "2", "day": "31"}, {"day": "5th mon", "day_of_week": "tue", "second": "*"}]
)
def test_a_day_that_never_comes_is_looked_for_no_longer_than_a_lifetime(fields):
    since = datetime(2027, 1, 1, tzinfo=UTC)

    assert times_of(cron(**fields), since).after(since) is None


def test_a_leap_day_on_a_given_weekday_is_found():
    since = datetime(2088, 3, 1, tzinfo=UTC)

    found = times_of(cron(month="2", day="29", day_of_week="sun"), since).after(since)

    assert found is not None
    assert f"{found.astimezone(ZoneInfo(BERLIN)):%Y-%m-%d %a}" == "2128-02-29 Sun"


HOURS = {
    "*": range(24),
    None: range(24),
    "*/3": range(0, 24, 3),
    "2": [2],
    "1-4": range(1, 5),
    "0,2,23": [0, 2, 23],
}
MINUTES = {"*": range(60), "*/7": range(0, 60, 7), "0": [0], "59": [59], "15-45/10": [15, 25, 35, 45]}


@given(
    seconds=st.integers(0, 365 * 86400),
    hour=st.sampled_from(list(HOURS)),
    minute=st.sampled_from(list(MINUTES)),
    zone=st.sampled_from([BERLIN, "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
)
def test_times_always_go_forward_and_show_what_the_cron_names(seconds, hour, minute, zone):
    since = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    found = times_of(cron(hour=hour, minute=minute, timezone=zone), since).next(since, 30)

    assert len(found) == 30
    assert all(earlier < later for earlier, later in pairwise([since, *found]))
    for one in found:
        local, before = (at.astimezone(ZoneInfo(zone)) for at in (one, one - timedelta(seconds=1)))
        has_leapt = local.utcoffset() != before.utcoffset()
        assert has_leapt or (local.hour in HOURS[hour] and local.minute in MINUTES[minute])
