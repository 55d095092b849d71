"""Where a word stands in a bot: texts, variables, rules, all that is written."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from ..values import is_array, is_object
from .places import LISTS, Json, Path, name_of, written

Kind = Literal["text", "variable", "rule", "code", "request", "note", "other"]
_AROUND = 60  # characters shown before and behind

# What a value is, by the innermost of these keys around it.
_BY_KEY: Mapping[str, Kind] = {
    "text": "text",
    "message": "text",
    "buttons": "text",
    "widget": "text",
    "variable": "variable",
    "variables": "variable",
    "secrets": "variable",
    "set": "variable",
    "field": "rule",
    "rules": "rule",
    "filters": "rule",
    "code": "code",
    "note": "note",
}
_WHOLE: Mapping[str, Kind] = {"requests": "request", "notes": "note"}  # all that is in these


def occurrences(document: Json, words: str, kind: Kind | None = None) -> Iterator[dict[str, Any]]:
    """`path` as changes take it, `kind`, `excerpt`; case is ignored."""
    sought = words.casefold()
    for path, value in _leaves(document, (), "bot"):
        text = str(value)
        at = text.casefold().find(sought)
        found = _kind(path)
        if at >= 0 and kind in {None, found}:
            yield {"path": written(path), "kind": found, "excerpt": _excerpt(text, at, len(words))}


def _leaves(value: Any, path: Path, kind: str | None) -> Iterator[tuple[Path, Any]]:
    if is_object(value):
        for key, inner in value.items():
            holds = LISTS.get(kind or "", {}).get(key)
            if path[-1:] == ("variables",):
                yield (*path, key), key  # the name of a variable
            yield from _parts(inner, (*path, key), holds) if holds else _leaves(inner, (*path, key), None)
    elif is_array(value):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(place)), None)
    elif isinstance(value, str | int | float):
        yield path, value


def _parts(parts: list[Json], path: Path, holds: str) -> Iterator[tuple[Path, Any]]:
    for part in parts:
        yield from _leaves(part, (*path, name_of(holds, part)), holds)


def _kind(path: Path) -> Kind:
    if path[0] in _WHOLE:
        return _WHOLE[path[0]]
    for word in reversed(path):
        if word in _BY_KEY:
            return _BY_KEY[word]
    return "other"


def _excerpt(text: str, at: int, length: int) -> str:
    begin, end = max(0, at - _AROUND), at + length + _AROUND
    shown = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{shown}{'…' if end < len(text) else ''}"
