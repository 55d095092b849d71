"""YAML with the core schema of 1.2 (flow-language.md 1): `on`, `yes`, dates and times stay text.

libyaml splits the text into events (a reader in Python takes ten times as long); what they mean is decided
here, so the rules of YAML 1.1 never apply. Keys are texts as they are written; aliases repeat what they name,
within bounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from ..limits import LIMITS
from .errors import DocumentError, DocumentFault
from .yaml_scalars import escape_signs, restore_signs, scalar

_yaml: Any = yaml  # its functions bring no types
_REPEATED = 1_000_000  # signs and values that aliases may repeat in all


@dataclass(slots=True)
class _Open:
    """A list or an object whose end has not come yet."""

    values: list[Any] | dict[str, Any]
    anchor: str | None
    started: int
    key: str | None = None


@dataclass(slots=True)
class _Anchored:
    """`weight`: the signs and values in it."""

    value: Any
    weight: int


@dataclass(slots=True)
class _Reader:
    text: str
    signs: dict[str, str]
    open: list[_Open] = field(default_factory=list[_Open])
    anchors: dict[str, _Anchored] = field(default_factory=dict[str, _Anchored])
    faults: list[DocumentFault] = field(default_factory=list[DocumentFault])
    documents: int = 0
    weight: int = 0
    repeated: int = 0
    root: Any = None

    def take(self, event: Any) -> None:
        kind = cast("Any", type(event))
        if kind is yaml.ScalarEvent:
            self._take_scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._start({}, event)
        elif kind is yaml.SequenceStartEvent:
            self._start([], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            self._take_alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise _not_yaml("one document is expected", event.start_mark)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        text = restore_signs(event.value, self.signs) if self.signs else event.value
        if self._wants_key():
            self._name(text, event)
            return
        value = scalar(text, cast("str | None", event.tag), plain=event.implicit[0])
        started = self.weight
        self.weight += len(text)
        self._add(value, event.anchor, started)

    def _start(self, values: list[Any] | dict[str, Any], event: Any) -> None:
        if self._wants_key():
            raise _not_yaml("a key must be a text", event.start_mark)
        if len(self.open) > LIMITS.value_depth:
            most = {"most": LIMITS.value_depth}
            raise DocumentError([DocumentFault(code="document:too_deep", path=self._path(), detail=most)])
        self.anchors.pop(event.anchor, None)
        self.open.append(_Open(values=values, anchor=event.anchor, started=self.weight))

    def _end(self) -> None:
        done = self.open.pop()
        self._add(done.values, done.anchor, done.started)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        known = self.anchors.get(event.anchor)
        if self._wants_key():
            raise _not_yaml("a key must be a text", event.start_mark)
        self.repeated += known.weight if known else 0
        if known is None or self.repeated > _REPEATED:
            raise self._bad_alias(event)
        self.weight += known.weight
        self._add(known.value, None, self.weight)

    def _bad_alias(self, event: yaml.AliasEvent) -> DocumentError:
        where = {"line": event.start_mark.line + 1}
        name = "*" + event.anchor
        fault = DocumentFault(code="document:alias", path=self._path(), found=name, detail=where)
        return DocumentError([fault])

    def _wants_key(self) -> bool:
        if not self.open:
            return False
        inner = self.open[-1]
        return type(inner.values) is dict and inner.key is None

    def _name(self, key: str, event: yaml.ScalarEvent) -> None:
        inner = self.open[-1]
        inner.key = key
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(key, len(key))
        if key in cast("dict[str, Any]", inner.values) and len(self.faults) < LIMITS.faults:
            self.faults.append(DocumentFault(code="document:duplicate_key", path=self._path(), found=key))

    def _add(self, value: Any, anchor: str | None, started: int) -> None:
        self.weight += 1
        if anchor:
            self.anchors[anchor] = _Anchored(value, self.weight - started)
        if not self.open:
            self.root = value
            return
        inner = self.open[-1]
        if type(inner.values) is list:
            inner.values.append(value)
        else:
            cast("dict[str, Any]", inner.values)[cast("str", inner.key)] = value
            inner.key = None

    def _path(self) -> str:
        parts = [len(step.values) if type(step.values) is list else step.key for step in self.open]
        return ".".join(str(part) for part in parts if part is not None)


def read_yaml(text: str) -> Any:
    """The values. DocumentError: not YAML, several documents, a key written twice, too deep, a bad alias."""
    signs = escape_signs(text)
    reader = _Reader(text=text, signs={stand_in: sign for sign, stand_in in signs.items()})
    prepared = text.translate(str.maketrans(signs)) if signs else text
    try:
        for event in _events(prepared):
            reader.take(event)
    except yaml.MarkedYAMLError as broken:
        raise _not_yaml(broken.problem or "it cannot be read", broken.problem_mark) from broken
    except yaml.YAMLError as broken:
        raise _not_yaml("a control character", None) from broken
    if reader.faults:
        raise DocumentError(reader.faults)
    return reader.root


def _events(text: str) -> Iterator[Any]:
    return _yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _not_yaml(reason: str, mark: Any) -> DocumentError:
    line, column = (mark.line + 1, mark.column + 1) if mark else ("?", "?")
    where = {"reason": reason, "line": line, "column": column}
    return DocumentError([DocumentFault(code="document:yaml", detail=where)])
