"""Which times are fired, and what becomes of those that were missed."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.schedule.quiet import Quiet
from app.schedule.series import Every, Once, due_of, jitter_of, series_of
from app.schedule.times import FIELDS, times_of
from app.schedule.zones import moment_of

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOURLY = Every(every=HOUR, start=START, end=None)


def cron(**fields):
    given = {**dict.fromkeys(FIELDS), "start_at": None, "end_at": None, "timezone": "UTC", **fields}
    return times_of(SimpleNamespace(**given), START)


def hours(*numbers):
    return tuple(START + number * HOUR for number in numbers)


@pytest.mark.parametrize("misfire", ["skip", "once", "all"])
def test_a_time_that_has_come_is_fired_and_the_next_one_is_looked_for(misfire):
    due = due_of(HOURLY, START, START + timedelta(seconds=1), misfire)

    assert (due.fires, due.missed, due.following) == ((START,), None, START + HOUR)


@pytest.mark.parametrize(
    ("misfire", "fires", "missed"),
    [("skip", (), START), ("once", hours(0), None), ("all", hours(0, 1, 2, 3), None)],
)
def test_times_missed_are_skipped_or_fired_once_or_all_fired(misfire, fires, missed):
    due = due_of(HOURLY, START, START + timedelta(hours=3, minutes=30), misfire)

    assert (due.fires, due.missed, due.following) == (fires, missed, START + 4 * HOUR)


@pytest.mark.parametrize("misfire", ["skip", "once"])
def test_what_came_within_the_last_minute_was_not_missed(misfire):
    often = Every(every=timedelta(seconds=20), start=START, end=None)

    due = due_of(often, START, START + timedelta(seconds=50), misfire)

    assert [(one - START).total_seconds() for one in due.fires] == [0, 20, 40]


def test_of_skipped_times_the_newest_is_fired_where_it_is_not_late():
    due = due_of(HOURLY, START, START + timedelta(hours=2, seconds=5), "skip")

    assert (due.fires, due.missed, due.following) == (hours(2), START, START + 3 * HOUR)


def test_very_many_missed_times_are_fired_a_hundred_at_a_look():
    often = Every(every=timedelta(seconds=1), start=START, end=None)

    due = due_of(often, START, START + HOUR, "all")

    assert len(due.fires) == 100
    assert due.following == START + timedelta(seconds=100)


def test_a_clock_set_back_fires_nothing_again():
    following = due_of(HOURLY, START, START, "once").following

    assert following == START + HOUR
    assert due_of(HOURLY, following, START - 5 * HOUR, "all").fires == ()


def test_a_single_time_comes_once_and_late_only_where_that_is_wanted():
    once = Once(START)

    assert due_of(once, START, START, "once").following is None
    assert due_of(once, START, START + HOUR, "once").fires == (START,)
    assert due_of(once, START, START + HOUR, "skip").fires == ()


def test_intervals_end_with_their_end():
    kept = {"every": 3600, "start_at": START.isoformat(), "end_at": (START + 2 * HOUR).isoformat()}
    series = series_of(kept, START - HOUR)

    assert [series.after(one) for one in hours(-5, 0, 1, 2)] == [*hours(0, 1, 2), None]


def test_jitter_is_the_same_for_the_same_time_and_within_its_bound():
    owner, other = UUID(int=1), UUID(int=2)
    drawn = [jitter_of(600, owner, START + number * HOUR) for number in range(200)]

    assert drawn == [jitter_of(600, owner, START + number * HOUR) for number in range(200)]
    assert all(timedelta(0) <= one < timedelta(seconds=600) for one in drawn)
    assert len(set(drawn)) == 200
    assert jitter_of(600, owner, START, other) != jitter_of(600, owner, START)
    assert jitter_of(0, owner, START) == timedelta(0)


def test_a_delayed_time_is_fired_when_its_delay_is_over():
    def delay(_: datetime) -> timedelta:
        return timedelta(minutes=10)

    assert due_of(HOURLY, START, START + timedelta(minutes=9), "skip", delay).fires == ()
    due = due_of(HOURLY, START, START + timedelta(minutes=10), "skip", delay)
    assert (due.fires, due.following) == ((START,), START + HOUR)


# --- clocks that are changed: the last Sundays of March and October, and zones off the hour


def utc(*fields):
    return datetime(*fields, tzinfo=UTC)


def test_a_daily_cron_fires_once_on_the_last_sunday_of_march_and_of_october():
    early = cron(hour="2", minute="30", timezone="Europe/Berlin")

    spring, autumn = utc(2026, 3, 28, 12), utc(2026, 10, 24, 12)
    assert early.next(spring, 2) == [utc(2026, 3, 29, 1), utc(2026, 3, 30, 0, 30)]
    assert early.next(autumn, 2) == [utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30)]


def test_an_hourly_cron_leaves_no_gap_when_clocks_go_back():
    hourly = cron(hour="*", timezone="Europe/Berlin")

    found = hourly.next(utc(2026, 10, 24, 22, 30), 5)

    assert found == [utc(2026, 10, 24, 23) + number * HOUR for number in range(5)]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Kolkata", utc(2026, 6, 1, 3, 30)),
        ("Asia/Kathmandu", utc(2026, 6, 1, 3, 15)),
        ("Australia/Adelaide", utc(2026, 5, 31, 23, 30)),
        ("America/St_Johns", utc(2026, 6, 1, 11, 30)),
    ],
)
def test_nine_o_clock_in_zones_off_the_hour(zone, expected):
    assert cron(hour="9", timezone=zone).after(utc(2026, 5, 31, 23)) == expected


def test_half_an_hour_that_is_leapt_over_fires_at_the_leap():
    """Lord Howe moves its clocks by thirty minutes, on the first Sundays of October and April."""
    cron_of_night = cron(hour="2", minute="15", timezone="Australia/Lord_Howe")

    assert cron_of_night.next(utc(2026, 10, 3, 0), 2) == [utc(2026, 10, 3, 15, 30), utc(2026, 10, 4, 15, 15)]


def test_a_date_that_never_comes_is_found_out_at_once():
    assert cron(month="2", day="31").after(START) is None
    assert cron(month="2", day="29").after(START) == utc(2028, 2, 29)


@pytest.mark.parametrize(("day_of_week", "day"), [("mon", 2), ("0", 2), ("sun", 1), ("6", 1), ("fri-sat", 6)])
def test_days_of_the_week_count_from_monday(day_of_week, day):
    assert cron(day_of_week=day_of_week, hour="13").after(START) == utc(2026, 3, day, 13)


# --- quiet hours

NIGHT = Quiet.of({"start": "22:00", "end": "08:00"})
SIESTA = Quiet.of({"start": "13:00", "end": "15:30"})


def berlin(*fields):
    return moment_of(utc(*fields).replace(tzinfo=None), ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ((2026, 6, 1, 21, 59), (2026, 6, 1, 21, 59)),
        ((2026, 6, 1, 22, 0), (2026, 6, 2, 8, 0)),
        ((2026, 6, 1, 23, 30), (2026, 6, 2, 8, 0)),
        ((2026, 6, 2, 0, 0), (2026, 6, 2, 8, 0)),
        ((2026, 6, 2, 7, 59), (2026, 6, 2, 8, 0)),
        ((2026, 6, 2, 8, 0), (2026, 6, 2, 8, 0)),
        ((2026, 12, 31, 23, 0), (2027, 1, 1, 8, 0)),
        ((2026, 3, 28, 23, 0), (2026, 3, 29, 8, 0)),
        ((2026, 10, 24, 23, 0), (2026, 10, 25, 8, 0)),
    ],
)
def test_quiet_hours_over_midnight_end_in_the_morning_of_the_person(told, until):
    assert NIGHT is not None
    assert NIGHT.until(berlin(*told), ZoneInfo("Europe/Berlin")) == berlin(*until)


def test_quiet_hours_within_a_day_end_on_that_day():
    assert SIESTA is not None
    zone = ZoneInfo("Europe/Berlin")

    assert SIESTA.until(berlin(2026, 6, 1, 14), zone) == berlin(2026, 6, 1, 15, 30)
    assert SIESTA.until(berlin(2026, 6, 1, 12, 59), zone) == berlin(2026, 6, 1, 12, 59)


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_once():
    zone = ZoneInfo("Europe/Berlin")
    quiet = Quiet.of({"start": "23:00", "end": "02:30"})
    assert quiet is not None
    first = utc(2026, 10, 25, 0, 15)  # 02:15, for the first time
    second = utc(2026, 10, 25, 1, 15)  # 02:15, for the second time

    assert quiet.until(first, zone) == utc(2026, 10, 25, 0, 30)
    assert quiet.until(second, zone) == second
