"""What it costs to make regular expressions ready, guessed from how they are written."""

import re
from collections.abc import Collection

from ..limits import LIMITS

_times = re.compile(r"\{(\d{1,4})(?:,(\d{0,4}))?\}").findall
_wide = re.compile(r"\\[pP]|[^\x00-\x7f]").search
_WIDE = 50  # a class of letters of all scripts has about so many ranges
_MOST = 10_000_000
MOST_PATTERNS = 2_000_000  # of a document; about a second


def cost_of(pattern: str) -> int:
    """Of making it ready once; 100,000 is a few hundredths of a second."""
    cost = len(pattern) * (_WIDE if _wide(pattern) else 1)
    for low, high in _times(pattern):
        cost *= max(int(high or low), 1)
        if cost > _MOST:
            return _MOST
    return cost


def are_too_many(patterns: Collection[str]) -> bool:
    """More than anybody writes, or too large ones; `patterns` has each once."""
    return len(patterns) > LIMITS.patterns or sum(map(cost_of, patterns)) > MOST_PATTERNS
