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
    try:
        compiled = _compile(pattern)
    except (_re2.error, UnicodeError):
        return None
    if _states(pattern, compiled) > LIMITS.pattern_states:
        return None
    search = compiled.search
    return lambda text: search(text.encode("utf-8", "replace")) is not None


def _compile(pattern: str | bytes, encoding: Any = _re2.Options.Encoding.UTF8) -> Any:
    options = _re2.Options()
    options.log_errors = False
    options.max_mem = LIMITS.pattern_memory
    options.encoding = encoding
    return _re2.compile(pattern, options)


def _states(pattern: str, compiled: Any) -> int:
    r"""How many states a search may be in at once, which bounds its time a character.

    Counted as if every character were a byte: in UTF-8 `\p{L}` is a thousand instructions, yet one place.
    """
    try:
        return _compile(pattern.encode(), _re2.Options.Encoding.LATIN1).programsize
    except _re2.error:  # it names a character beyond Latin-1
        return compiled.programsize
