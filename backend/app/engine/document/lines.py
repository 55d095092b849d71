"""On which line of its source each part of a document stands: asked for when there is something to tell."""

from collections.abc import Mapping
from typing import Any, cast

import yaml

from ..text import clean_text
from .yaml_scalars import escape_signs

_yaml: Any = yaml  # its functions bring no types
_OPENS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSES = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def lines_of(source: bytes) -> Mapping[str, int]:
    """Line numbers from 1 by dotted path (`steps.2.groups.0.on`), as far as the source can be read."""
    # JSON may be indented with tabs, YAML may not.
    text = clean_text(source.decode("utf-8-sig", errors="replace")).replace("\t", " ")
    signs = escape_signs(text)
    walk = _Walk()
    try:
        for event in _yaml.parse(
            text.translate(str.maketrans(signs)) if signs else text,
            Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
        ):
            walk.take(event)
    except yaml.YAMLError:
        pass  # what was read until then is known
    return walk.lines


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """The line of that part, else of the nearest part around it that is written down."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path)


class _Walk:
    """`_open`: of each list or object that goes on, its path and the number or key of what comes next."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._open: list[tuple[str, int | str | None]] = []

    def take(self, event: Any) -> None:
        if isinstance(event, _CLOSES):
            self._open.pop()
        elif isinstance(event, yaml.ScalarEvent) and self._open and self._open[-1][1] is None:
            self._name(event)
        elif isinstance(event, (*_OPENS, yaml.ScalarEvent, yaml.AliasEvent)):
            self._place(event)

    def _name(self, event: yaml.ScalarEvent) -> None:
        inside = self._open[-1][0]
        self._open[-1] = (inside, cast("str", event.value))
        self.lines.setdefault(_within(inside, event.value), event.start_mark.line + 1)

    def _place(self, event: Any) -> None:
        path = ""
        if self._open:
            inside, key = self._open[-1]
            path = _within(inside, key)
            self.lines.setdefault(path, event.start_mark.line + 1)
            self._open[-1] = (inside, key + 1 if isinstance(key, int) else None)
        if isinstance(event, _OPENS):
            self._open.append((path, 0 if isinstance(event, yaml.SequenceStartEvent) else None))


def _within(inside: str, key: object) -> str:
    return f"{inside}.{key}" if inside else str(key)
