"""Part of a file: the Range header (RFC 9110 14.2), one range of bytes and no more."""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})").fullmatch


class Unsatisfiable(ValueError):
    """The file has no such part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`length` bytes from `start`."""

    start: int
    length: int


def read_range(header: str | None, size: int) -> Part | None:
    """The part asked for; None for all of it, which is also the answer to what nobody understands."""
    match = _RANGE((header or "").strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        return _from(max(0, size - int(match[2])), size, size)
    start, end = int(match[1]), int(match[2]) + 1 if match[2] else size
    is_backwards = match[2] != "" and end <= start
    return None if is_backwards else _from(start, end, size)


def _from(start: int, end: int, size: int) -> Part:
    if start >= size:
        raise Unsatisfiable
    return Part(start=start, length=min(end, size) - start)
