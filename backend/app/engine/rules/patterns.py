"""Regular expressions: RE2, linear in the text, bounded in size (flow-language.md 5, matches)."""

from functools import lru_cache
from typing import Any

import re2  # pyright: ignore[reportMissingTypeStubs]

from ..limits import LIMITS

_re2: Any = re2  # it brings no types


class Search:
    """A pattern ready to be sought; `states`: at how many of its places a search may be at once; `size`: of
    its program, to which the time goes that it takes to make it ready.
    """

    __slots__ = ("_search", "size", "states")

    def __init__(self, compiled: Any, states: int) -> None:
        self._search = compiled.search
        self.size: int = compiled.programsize
        self.states = states

    def __call__(self, text: str) -> bool:
        """Whether it is found anywhere in the text; its time is at most the states times the bytes."""
        return self._search(text.encode("utf-8", "replace")) is not None


@lru_cache(maxsize=LIMITS.patterns_kept)
def searcher(pattern: str) -> Search | None:
    """None where it is no RE2 pattern, or a text too long or with too many states."""
    if len(pattern) > LIMITS.pattern_characters:
        return None
    try:
        states = _states(pattern)
        if states is not None and states > LIMITS.pattern_states:
            return None
        compiled = _compile(pattern)
    except (_re2.error, UnicodeError):
        return None
    if states is None:
        states = compiled.programsize
    return Search(compiled, states) if states <= LIMITS.pattern_states else None


def _compile(pattern: str | bytes, encoding: Any = _re2.Options.Encoding.UTF8) -> Any:
    options = _re2.Options()
    options.log_errors = False
    options.max_mem = LIMITS.pattern_memory
    options.encoding = encoding
    return _re2.compile(pattern, options)


def _states(pattern: str) -> int | None:
    r"""Counted as if every character were a byte: in UTF-8 `\p{L}` is a thousand instructions, yet one place.

    It is found out in no time, where to compile the pattern itself may take a tenth of a second. None: the
    pattern names a character beyond Latin-1.
    """
    try:
        return _compile(pattern.encode(), _re2.Options.Encoding.LATIN1).programsize
    except _re2.error:
        return None
