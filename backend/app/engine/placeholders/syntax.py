"""Reads `{$ path | filter : argument $}` (flow-language.md 3). What does not parse stays text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..faults import Fault
from ..limits import LIMITS
from ..numbers import from_literal
from ..paths import Path, parse_path
from ..text import clean_text
from .filters import FILTERS, Apply, Argument, BadArgumentError

OPENING = "{$"
_path = re.compile(r"\{\$\s*([^\s|{}$']+)\s*").match
_filter = re.compile(r"\|\s*(\w+)\s*").match
_argument = re.compile(r"\s*(?:'((?:[^'\\]|\\.)*)'|(-?[0-9]+(?:\.[0-9]+)?))\s*", re.DOTALL).match
_escape = re.compile(r"\\(['\\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One filter of a placeholder, with its arguments taken in."""

    name: str
    apply: Apply
    takes_null: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A placeholder and where it ends in the text."""

    path: Path
    steps: tuple[Step, ...]
    end: int


class _UnfitError(ValueError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def split(text: str, scopes: frozenset[str]) -> Iterator[str | Parsed | Fault]:
    """Texts, placeholders and faults in their order; the text of a fault stays in the texts around it.

    After `LIMITS.faults` of them the rest is text.
    """
    kept = here = faults = 0
    while faults < LIMITS.faults and (start := text.find(OPENING, here)) >= 0:
        try:
            parsed = _read(text, start, scopes)
        except _UnfitError as unfit:
            here = start + len(OPENING)
            faults += 1
            yield Fault(code=unfit.code, message=f"{unfit} in {_excerpt(text, start)}")
            continue
        if start > kept:
            yield text[kept:start]
        yield parsed
        kept = here = parsed.end
    if kept < len(text):
        yield text[kept:]


def _read(text: str, start: int, scopes: frozenset[str]) -> Parsed:
    stop = start + LIMITS.placeholder_characters
    head = _path(text, start, stop)
    path = parse_path(clean_text(head[1])) if head else None
    if head is None or path is None:
        raise _UnfitError("template:syntax", "no path to a variable")
    here, steps = head.end(), list[Step]()
    while not text.startswith("$}", here, stop):
        step, here = _read_filter(text, here, stop)
        steps.append(step)
        if len(steps) > LIMITS.filters:
            raise _UnfitError("template:syntax", f"more than {LIMITS.filters} filters")
    if path[0] not in scopes:
        raise _UnfitError("template:unknown_scope", f"unknown scope {path[0]}")
    return Parsed(path=path, steps=tuple(steps), end=here + len("$}"))


def _read_filter(text: str, here: int, stop: int) -> tuple[Step, int]:
    found = _filter(text, here, stop)
    if found is None:
        raise _UnfitError("template:syntax", "a placeholder that does not end")
    name, here = found[1], found.end()
    arguments, here = _read_arguments(text, here, stop)
    known = FILTERS.get(name)
    if known is None:
        raise _UnfitError("template:unknown_filter", f"unknown filter {name}")
    if len(arguments) != known.arguments:
        raise _UnfitError("template:syntax", f"filter {name} takes {known.arguments} arguments")
    try:
        return Step(name=name, apply=known.make(*arguments), takes_null=known.takes_null), here
    except BadArgumentError as bad:
        raise _UnfitError("template:syntax", str(bad)) from bad


def _read_arguments(text: str, here: int, stop: int) -> tuple[list[Argument], int]:
    arguments: list[Argument] = []
    expected = ":"
    while text.startswith(expected, here, stop):
        found = _argument(text, here + 1, stop)
        if found is None:
            raise _UnfitError("template:syntax", "an argument is a 'quoted' text or a number")
        arguments.append(_argument_value(found))
        here, expected = found.end(), ","
    return arguments, here


def _argument_value(found: re.Match[str]) -> Argument:
    if found[1] is not None:
        return clean_text(_escape.sub(r"\1", found[1]))
    number = from_literal(found[2])
    if number is None:
        raise _UnfitError("template:syntax", "a number has at most 34 digits")
    return number


def _excerpt(text: str, start: int) -> str:
    return text[start : start + 40]
