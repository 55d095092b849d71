from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import dates


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-05",
        "2026-03-05T10:00",
        "2026-03-05 10:00:59",
        "2026-03-05T10:00:59.123456",
        "2026-03-05T10:00Z",
        "2026-03-05T10:00+03:00",
        "2026-03-05T10:00-0330",
        "0001-01-01",
        "9999-12-31T23:59:59",
    ],
)
def test_iso_dates_are_read_as_the_library_reads_them(written: str) -> None:
    expected = datetime.fromisoformat(written)
    read = dates.read_datetime(written, UTC)
    assert read == (expected if expected.tzinfo else expected.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2026-3-5",
        "20260305",
        "2026-W10-4",
        "05.03.2026",
        "2026-03-05T10",
        "2026-03-05t10:00",
        "10:00",
        "2026-02-30",
        "2026-03-05T24:00",
        "2026-03-05T10:00+25:00",
        "2026-03-05T10:00+03:99",
        "2026-03-05Z",
        "٢٠٢٦-٠٣-٠٥",
        " 2026-03-05",
        "2026-03-05\n",
    ],
)
def test_nothing_else_is_a_date(written: str) -> None:
    assert dates.read_datetime(written, UTC) is None


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../etc/passwd", "/etc/passwd", "Europe", "\0", "x" * 5000, "\ud800"]
)
def test_a_name_of_no_zone_gives_none(name: str) -> None:
    assert dates.zone_of(name) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_the_directives_show_what_the_c_locale_shows(moment: datetime) -> None:
    pattern = "%y %m %d %H %I %M %S %p %j %A %a %B %b %%"
    assert dates.show(moment, pattern) == moment.strftime(pattern)
    assert dates.show(moment, "%Y") == f"{moment.year:04}"
