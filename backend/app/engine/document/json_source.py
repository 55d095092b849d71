"""JSON as authors write it: exact numbers, and a key that is written twice is a fault."""

import json
from typing import Any, cast

from ..limits import LIMITS
from ..numbers import from_literal
from .errors import DocumentError, DocumentFault

_DEEP = 200


class _Twice(dict[str, Any]):
    """An object where `key` was written more than once."""

    key = ""


def looks_like_json(text: str) -> bool:
    """Whether it begins as JSON does; a YAML document may begin with a bare `{` too, but not with `{"`."""
    start = text[:4096].lstrip()
    if start[:1] not in {"{", "["}:
        return False
    return start[1:].lstrip()[:1] in {'"', "}", "]", "{", "["}


def read_json(text: str) -> Any:
    """The values. DocumentError: not JSON, or a key is written twice."""
    twice: list[_Twice] = []
    try:
        values = _decoder(twice).decode(text.strip())
    except json.JSONDecodeError as broken:
        where = {"reason": broken.msg, "line": broken.lineno, "column": broken.colno}
        raise DocumentError([DocumentFault(code="document:json", detail=where)]) from broken
    except RecursionError as deep:
        raise DocumentError([DocumentFault(code="document:too_deep", detail={"most": _DEEP})]) from deep
    if twice:
        raise DocumentError(_named(values))
    return values


def _decoder(twice: list[_Twice]) -> json.JSONDecoder:
    def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        parts = dict(pairs)
        if len(parts) == len(pairs):
            return parts
        doubled = _Twice(parts)
        seen: set[str] = set()
        doubled.key = next(key for key, _ in pairs if key in seen or seen.add(key))
        twice.append(doubled)
        return doubled

    return json.JSONDecoder(
        object_pairs_hook=read_object, parse_int=_number, parse_float=_number, parse_constant=_constant
    )


def _number(literal: str) -> Any:
    number = from_literal(literal)
    return literal if number is None else number


def _constant(literal: str) -> Any:
    return float(literal.replace("Infinity", "inf"))


def _named(values: Any) -> list[DocumentFault]:
    faults: list[DocumentFault] = []
    waiting: list[tuple[str, Any]] = [("", values)]
    while waiting and len(faults) < LIMITS.faults:
        path, part = waiting.pop()
        if isinstance(part, _Twice):
            where = path + part.key
            faults.append(DocumentFault(code="document:duplicate_key", path=where, found=part.key))
        waiting += [(f"{path}{key}.", inner) for key, inner in _inner(part)]
    return sorted(faults, key=lambda fault: fault.path)


def _inner(part: Any) -> list[tuple[Any, Any]]:
    if isinstance(part, dict):
        return list(cast("dict[str, Any]", part).items())
    return list(enumerate(cast("list[Any]", part))) if type(part) is list else []
