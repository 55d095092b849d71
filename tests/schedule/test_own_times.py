"""Times of each person's own: by their clock, and by dates that are kept of them."""

from datetime import UTC, datetime, time
from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.schedule.own_times import AtLocal, ByCrons, ByDate, Clock, NoDate
from app.schedule.times import FIELDS

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def utc(*fields):
    return datetime(*fields, tzinfo=UTC)


def clock(zone=None, **variables):
    return Clock(person_id=UUID(int=7), zone=ZoneInfo(zone) if zone else None, variables=variables)


def by_date(**more):
    given = {"variable": ("due",), "days": 0, "seconds": 0, "time": None, "repeat": None, "otherwise": UTC}
    return ByDate(**{**given, **more})


def when(own, of, after=NOW):
    found = own.after(of, after)
    return None if found is None else found.occurrence


def cron(**fields):
    given = {**dict.fromkeys(FIELDS), "start_at": None, "end_at": None, "timezone": "UTC"}
    return SimpleNamespace(**{**given, "id": UUID(int=1), "jitter": 0, **fields})


def test_a_wall_clock_time_is_another_moment_for_everybody():
    own = AtLocal(wall=datetime.fromisoformat("2026-12-31T23:59"), otherwise=ZoneInfo("Europe/Moscow"))

    assert when(own, clock("Pacific/Kiritimati")) == utc(2026, 12, 31, 9, 59)
    assert when(own, clock("Asia/Kolkata")) == utc(2026, 12, 31, 18, 29)
    assert when(own, clock("Pacific/Pago_Pago")) == utc(2027, 1, 1, 10, 59)
    assert when(own, clock()) == utc(2026, 12, 31, 20, 59)
    assert when(own, clock("Asia/Kolkata"), utc(2026, 12, 31, 18, 29)) is None


def test_crons_are_read_by_each_clock_and_by_their_own_where_none_is_known():
    own = ByCrons([cron(hour="9", timezone="Europe/London")], NOW)

    assert when(own, clock("America/New_York")) == utc(2026, 3, 1, 14)
    assert when(own, clock("Asia/Kolkata")) == utc(2026, 3, 2, 3, 30)
    assert when(own, clock()) == utc(2026, 3, 2, 9)


def test_of_several_crons_the_first_counts_and_each_person_has_a_delay_of_their_own():
    own = ByCrons([cron(hour="18"), cron(hour="14", jitter=900, id=UUID(int=2))], NOW)
    ada = own.after(clock("UTC"), NOW)
    bob = own.after(Clock(person_id=UUID(int=8), zone=ZoneInfo("UTC"), variables={}), NOW)

    assert ada.occurrence == bob.occurrence == utc(2026, 3, 1, 14)
    assert ada.delay != bob.delay
    assert max(ada.delay, bob.delay).total_seconds() < 900


def test_a_date_is_midnight_by_the_persons_clock_and_a_moment_is_what_it_says():
    assert when(by_date(), clock("Asia/Kolkata", due="2026-04-01")) == utc(2026, 3, 31, 18, 30)
    assert when(by_date(), clock("Asia/Kolkata", due="2026-04-01T10:00:00Z")) == utc(2026, 4, 1, 10)
    assert when(by_date(), clock("Asia/Kolkata", due="2026-04-01 10:00")) == utc(2026, 4, 1, 4, 30)
    assert when(by_date(), clock(due=1775037600)) == utc(2026, 4, 1, 10)


def test_days_are_counted_by_the_calendar_and_seconds_by_time_itself():
    """Clocks go forward in the night to 29 March."""
    berlin = clock("Europe/Berlin", due="2026-03-30")

    assert when(by_date(days=-3, time=time(9)), berlin) == utc(2026, 3, 27, 8)
    assert when(by_date(days=-1, time=time(9)), berlin) == utc(2026, 3, 29, 7)
    assert when(by_date(seconds=-24 * 3600), berlin) == utc(2026, 3, 28, 22)
    assert when(by_date(days=-1), berlin) == utc(2026, 3, 28, 23)


def test_a_date_that_is_over_comes_no_more_unless_it_repeats():
    assert when(by_date(), clock(due="2026-02-28")) is None
    assert when(by_date(repeat="year"), clock(due="1990-02-28")) == utc(2027, 2, 28)
    assert when(by_date(repeat="year", days=-7), clock(due="1990-03-09")) == utc(2026, 3, 2)
    assert when(by_date(repeat="year", days=30), clock(due="1990-02-20")) == utc(2026, 3, 22)
    assert when(by_date(repeat="day", time=time(8)), clock(due="2026-01-01")) == utc(2026, 3, 2, 8)
    assert when(by_date(repeat="week"), clock(due="2026-02-02")) == utc(2026, 3, 2)
    assert when(by_date(repeat="day", days=10), clock(due="2026-02-01")) == utc(2026, 3, 2)


def test_a_day_that_a_month_does_not_have_is_its_last():
    leap = by_date(repeat="year")
    assert when(leap, clock(due="2024-02-29"), utc(2026, 2, 1)) == utc(2026, 2, 28)
    assert when(leap, clock(due="2024-02-29"), utc(2028, 2, 1)) == utc(2028, 2, 29)
    monthly = by_date(repeat="month")
    assert when(monthly, clock(due="2026-01-31"), utc(2026, 2, 1)) == utc(2026, 2, 28)
    assert when(monthly, clock(due="2026-01-31"), utc(2026, 3, 1)) == utc(2026, 3, 31)


def test_repeated_times_follow_one_another_without_a_gap():
    own, ada = by_date(repeat="month", time=time(2, 30)), clock("Europe/Berlin", due="2026-01-31")
    found, after = [], utc(2026, 1, 1)
    for _ in range(14):
        after = when(own, ada, after)
        found.append(after.astimezone(ZoneInfo("Europe/Berlin")))

    assert [(one.month, one.day) for one in found[:4]] == [(1, 31), (2, 28), (3, 31), (4, 30)]
    assert len({(one.year, one.month) for one in found}) == 14


@pytest.mark.parametrize("value", [None, ""])
def test_who_has_no_date_has_no_time(value):
    assert when(by_date(), clock(due=value)) is None
    assert when(by_date(), clock()) is None


@pytest.mark.parametrize(
    "value", ["tomorrow", "2026-02-30", "31.12.2026", True, [], {"a": 1}, "0001-01-01", 1e18]
)
def test_what_is_no_date_is_told(value):
    with pytest.raises(NoDate):
        by_date().after(clock(due=value), NOW)


def test_a_date_may_stand_deep_in_a_variable():
    own = by_date(variable=("order", "renewal"))

    assert when(own, clock(order={"renewal": "2026-04-01"})) == utc(2026, 4, 1)
    assert when(own, clock(order="none")) is None
