"""The Range header."""

import pytest

from app.media.ranges import Part, Unsatisfiable, read_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (None, None),
        ("", None),
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 10)),
        ("bytes=-10", (90, 10)),
        ("bytes=-1000", (0, 100)),
        ("bytes=5-5", (5, 1)),
        ("bytes=99-500", (99, 1)),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=" + "9" * 400 + "-", None),
    ],
)
def test_one_range_is_understood_and_all_else_means_the_whole_file(header, part):
    found = read_range(header, 100)

    assert found == (None if part is None else Part(start=part[0], length=part[1]))


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_begins_behind_the_end_cannot_be_given(header):
    with pytest.raises(Unsatisfiable):
        read_range(header, 100)
