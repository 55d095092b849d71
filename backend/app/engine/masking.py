"""Secret values made unreadable in whatever people may see (flow-language.md 2, 8)."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any, cast

from .paths import Path
from .text import json_inner, percent, to_text

MASK = "•••"
SHORTEST = 4  # characters of a text that is hidden; shorter ones stand in too many innocent texts
LONG = 16  # characters of a form that is sought by itself: a pattern would try each place to its end
MOST_DERIVED = 8_192  # characters of them all: to search for more takes longer than a turn
_UNSTABLE_HEAD = (0, 2, 3)
_NOTHING = "(?!)"
_escape = re.compile(r"%[0-9A-F]{2}")


class Secrets:
    """Values never to be shown; `mask` replaces them, plain or in JSON, base64 or URL encoding.

    `paths`: the variables they are the values of, scope first.
    """

    __slots__ = ("_long", "_paths", "_pattern", "_room", "_texts")

    def __init__(self, values: Iterable[Any] = (), paths: tuple[Path, ...] = ()) -> None:
        self._paths = paths
        self._room = MOST_DERIVED
        self._texts: dict[str, None] = {}
        self._long: tuple[str, ...] = ()
        self._pattern: re.Pattern[str] | None = None
        for value in values:
            self.add(value)

    def add(self, value: Any) -> None:
        """A value, or all inside a list or an object. Nulls, booleans and empty texts are no secrets."""
        for text in _leaves(value):
            if text not in self._texts:
                self._texts[text] = None
                self._pattern = None

    def derive(self, path: Path, made: Any) -> None:
        """What filters made of the variable at the path: as secret as a secret there."""
        if type(made) is str and any(_meet(path, one) for one in self._paths):
            self._derive(made)

    def add_all(self, others: "Secrets") -> None:
        """Those of the others too, as derived ones."""
        for text in others.texts:
            self._derive(text)

    @property
    def texts(self) -> Iterable[str]:
        """What is searched for, as it is."""
        return self._texts.keys()

    def _derive(self, text: str) -> None:
        if len(text) >= SHORTEST and text not in self._texts and len(text) <= self._room:
            self._room -= len(text)
            self._texts[text] = None
            self._pattern = None

    def mask(self, value: Any) -> Any:
        if not self._texts:
            return value
        kind = cast("type[Any]", type(value))
        if kind is str:
            return self._masked(value)
        if kind is dict:
            return {self.mask(key): self.mask(part) for key, part in cast("dict[str, Any]", value).items()}
        if kind in {list, tuple}:
            return [self.mask(part) for part in cast("list[Any]", value)]
        if value is None or kind is bool:
            return value
        return MASK if to_text(value) in self._texts else value

    def _masked(self, text: str) -> str:
        pattern = self._compiled()
        for form in self._long:
            if len(form) <= len(text):
                text = text.replace(form, MASK)
        return pattern.sub(MASK, text)

    def _compiled(self) -> re.Pattern[str]:
        if self._pattern is None:
            forms = {form for text in self._texts for form in _forms(text)}
            longest_first = sorted(forms, key=len, reverse=True)
            self._long = tuple(form for form in longest_first if len(form) > LONG)
            short = [re.escape(form) for form in longest_first if len(form) <= LONG]
            self._pattern = re.compile("|".join(short) if short else _NOTHING)
        return self._pattern


def worth_hiding(texts: Iterable[str]) -> Iterator[str]:
    """Those of a credential's secrets that can be searched for."""
    return (text for text in texts if len(text) >= SHORTEST)


def _meet(one: Path, other: Path) -> bool:
    """Whether one holds the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _leaves(value: Any) -> Iterator[str]:
    if type(value) is dict:
        for part in cast("dict[str, Any]", value).values():
            yield from _leaves(part)
    elif type(value) is list:
        for part in cast("list[Any]", value):
            yield from _leaves(part)
    elif type(value) is not bool and (text := to_text(value)):
        yield text


def _forms(text: str) -> Iterator[str]:
    yield text
    yield json_inner(text)
    for encoded in (percent(text), percent(text).replace("%2F", "/")):
        yield from (encoded, encoded.replace("%20", "+"), _escape.sub(_in_small_letters, encoded))
    for form in _base64_forms(text.encode("utf-8", "replace")):
        yield form
        yield form.replace("+", "-").replace("/", "_")


def _in_small_letters(escape: re.Match[str]) -> str:
    return escape[0].lower()


def _base64_forms(secret: bytes) -> Iterator[str]:
    """As it shows at each of the three places it can have in a longer text, as `name:password` has."""
    yield b64encode(secret).decode()
    for offset, head in enumerate(_UNSTABLE_HEAD):
        encoded = b64encode(bytes(offset) + secret).decode()
        tail = {0: 0, 1: 3, 2: 2}[(offset + len(secret)) % 3]
        stable = encoded[head : len(encoded) - tail]
        if len(stable) >= SHORTEST:
            yield stable
