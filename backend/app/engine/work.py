"""What a turn costs, counted and never measured: the same turn ends at the same place every time.

A unit is a place of a pattern tried at a byte of a text (some nanoseconds); all else is weighed against it.
The rates are what the slowest of a kind takes, so that no turn within `LIMITS.work` holds others up.
"""

from typing import Any

from .values import encode

RULE = 200
PLACEHOLDER = 100
MESSAGE = 1_000
WRITE = 5_000
ELEMENT = 50  # of a list that is written to
RENDERED = 8  # a character of a text that is put together
WHOLE = 8  # a byte of a list or an object that is looked at
SHORT = 20  # any value, however short


class TooMuchWork(Exception):
    """The turn has used up what it may cost."""


def units_of(value: Any, rate: int = 1) -> int:
    """What it costs to look at a whole value, `rate` times each of its bytes."""
    kind = value.__class__
    if kind is str:
        return rate * (SHORT + (len(value) if value.isascii() else 3 * len(value)))
    if kind is list or kind is dict:
        return rate * WHOLE * _length(value)
    return rate * SHORT


def _length(value: Any) -> int:
    try:
        return len(encode(value))
    except UnicodeError:  # nothing that has come over a border holds half a character
        return len(repr(value))
