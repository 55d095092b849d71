"""Regular expressions: RE2, linear in the text, bounded in size (flow-language.md 5, matches)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import re2

from ..limits import LIMITS

_re2: Any = re2  # it brings no types

type Search = Callable[[str], bool]


@lru_cache(maxsize=LIMITS.patterns_kept)
def searcher(pattern: str) -> Search | None:
    """Finds the pattern anywhere in a text; None where it is no RE2 pattern or too large."""
    options = _re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        compiled = _re2.compile(pattern, options)
    except (_re2.error, UnicodeError):
        return None
    if compiled.programsize > LIMITS.pattern_program:
        return None
    search = compiled.search
    return lambda text: search(text.encode("utf-8", "replace")) is not None
