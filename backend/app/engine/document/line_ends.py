"""Line ends of what authors write: a line ends with a line feed, whatever it was written with."""

from operator import is_
from typing import Any, cast

from ..limits import LIMITS

_KEPT = frozenset({"tests"})  # holds what people and servers said, to the letter


def with_line_feeds(values: Any) -> Any:
    """The values with every `\\r\\n` and lone `\\r` of a text as `\\n`; keys stay.

    What needs no change is the same object; what is nested deeper than a document may be stays as it is.
    """
    return _read(values, LIMITS.value_depth)


def document_with_line_feeds(raw: Any) -> Any:
    """The same of a whole document, but for its conversation tests."""
    if type(raw) is not dict:
        return raw
    parts = cast("dict[str, Any]", raw)
    return {key: part if key in _KEPT else with_line_feeds(part) for key, part in parts.items()}


def is_kept_to_the_letter(key: object) -> bool:
    """Whether texts under that key of a document stay as they are."""
    return key in _KEPT


def _read(value: Any, depth: int) -> Any:
    if type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if depth > 0 and type(value) is dict:
        return _read_object(cast("dict[str, Any]", value), depth - 1)
    return _read_list(cast("list[Any]", value), depth - 1) if depth > 0 and type(value) is list else value


def _read_object(parts: dict[str, Any], depth: int) -> dict[str, Any]:
    read = {key: _read(part, depth) for key, part in parts.items()}
    return parts if all(map(is_, read.values(), parts.values())) else read


def _read_list(parts: list[Any], depth: int) -> list[Any]:
    read = [_read(part, depth) for part in parts]
    return parts if all(map(is_, read, parts)) else read
