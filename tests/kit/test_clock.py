"""Whose clock is believed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.kit import clock
from app.kit.clock import TOLERANCE, Agreed


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    clock.agree(None)


def agree(apart: timedelta) -> None:
    clock.agree(Agreed(moment=datetime.now(UTC) + apart, since=clock.elapsed()))


@pytest.mark.parametrize("apart", [timedelta(0), TOLERANCE / 2, -TOLERANCE / 2])
def test_a_clock_that_tells_the_same_is_believed(apart: timedelta):
    agree(apart)

    before, told, after = datetime.now(UTC), clock.now(), datetime.now(UTC)

    assert before <= told <= after


@pytest.mark.parametrize("apart", [timedelta(minutes=5), timedelta(minutes=-5)])
def test_a_clock_that_is_off_is_not(apart: timedelta):
    agree(apart)

    before, told, after = datetime.now(UTC), clock.now(), datetime.now(UTC)

    assert before + apart - TOLERANCE < told < after + apart + TOLERANCE


def test_without_others_the_machines_own_is_the_one():
    before, told, after = datetime.now(UTC), clock.now(), datetime.now(UTC)

    assert before <= told <= after
