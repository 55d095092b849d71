"""Paths to variables: strict and dotted, a scope first (flow-language.md 2)."""

import re
import unicodedata

from .limits import LIMITS

type Path = tuple[str, ...]

WRITABLE_SCOPES = frozenset({"bot", "user", "session", "channel", "template"})
RESULT_SCOPES = frozenset({"response", "code", "integration"})
ALL_SCOPES = WRITABLE_SCOPES | RESULT_SCOPES | {"message", "event", "system"}

_plain = re.compile(r"[\w-]+").fullmatch


def parse_path(text: str) -> Path | None:
    """The segments of a dotted path; None where it is no path. Whether its scope exists is not looked at."""
    path = tuple(text.split("."))
    if len(path) > LIMITS.path_segments or not all(map(is_segment, path)):
        return None
    return path


def is_segment(text: str) -> bool:
    """Letters of any script with their marks, digits, `_` and `-`."""
    return _plain(text) is not None or (text != "" and all(map(_may_stand, text)))


def list_index(segment: str) -> int | None:
    """The position a segment names in a list; `01` and `-1` name none."""
    if not (segment.isascii() and segment.isdigit()) or len(segment) > 9:
        return None
    return int(segment) if segment == "0" or segment[0] != "0" else None


def _may_stand(sign: str) -> bool:
    return _plain(sign) is not None or unicodedata.category(sign)[0] == "M"
