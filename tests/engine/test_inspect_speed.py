"""Inspecting takes time in proportion to the draft, whatever stands in it.

The ceilings here are for a busy machine and only catch what has become much slower.
"""

from time import process_time

import pytest
from inspect_documents import KNOWN
from inspect_large import HOSTILE, ordinary

from app.engine.inspect import inspect, inspect_parts

SMALL, FACTOR = 250, 8


def cost(work):
    """CPU seconds of the best of three."""
    taken = []
    for _ in range(3):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return min(taken)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_draft_and_not_with_its_square(name):
    small, large = HOSTILE[name](SMALL), HOSTILE[name](SMALL * FACTOR)
    few, many = (cost(lambda one=one: inspect(one, (), KNOWN)) for one in (small, large))
    assert many < max(few, 0.002) * FACTOR * 4


def test_a_thousand_ordinary_steps_have_no_issues_and_are_soon_inspected():
    draft = ordinary(1000)
    assert inspect(draft, (), KNOWN) == []
    assert cost(lambda: inspect(draft, (), KNOWN)) < 0.25


def test_a_few_parts_of_a_thousand_are_sooner_inspected():
    draft = ordinary(1000)
    touched = [("steps", f"step_{number}", "name") for number in range(10)]
    assert cost(lambda: inspect_parts(draft, touched, (), KNOWN)) < 0.1
