"""Writes values as YAML that readers of 1.1 and 1.2 understand alike (flow-language.md 1).

Every text that either might take for something else is quoted; numbers are written without an exponent.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from ..numbers import number_text
from ..text import json_text

_INLINE_LENGTH = 80
_INLINE_DEPTH = 3
_SHORT = 40
_NESTED = (dict, list)
_KEY_LENGTH = 120  # readers stop looking for the colon of a key after 1,024 characters, escapes counted

_plain = re.compile(r"[^\W\d_][\w ./()-]*(?<! )").fullmatch
# What YAML 1.1 takes for a boolean or null, in any case.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_BLOCK_REFUSED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^[ \t]+$", re.MULTILINE
)


def yaml_text(values: dict[str, Any]) -> str:
    """A whole document."""
    lines: list[str] = []
    _block(values, "", lines)
    return "\n".join(lines) + "\n"


def _block(value: Any, indent: str, lines: list[str]) -> None:
    """Lines of an object or a list that is not empty."""
    if isinstance(value, dict):
        for key, part in cast("dict[str, Any]", value).items():
            _entry(_key(key), part, indent, lines)
        return
    for part in cast("list[Any]", value):
        _element(part, indent, lines)


def _key(key: str) -> str:
    written = _text(key)
    return f"? {written}\n" if len(written) > _KEY_LENGTH else written


def _entry(key: str, part: Any, indent: str, lines: list[str]) -> None:
    if key.endswith("\n"):
        lines.append(indent + key[:-1])
        key = ""
    if not isinstance(part, _NESTED):
        _led(f"{indent}{key}: ", part, indent + "  ", lines)
    elif (written := _inline(part)) is not None:
        lines.append(f"{indent}{key}: {written}")
    else:
        lines.append(f"{indent}{key}:")
        _block(part, indent + "  ", lines)


def _element(part: Any, indent: str, lines: list[str]) -> None:
    if not isinstance(part, _NESTED):
        _led(f"{indent}- ", part, indent + "  ", lines)
    elif (written := _inline(part)) is not None:
        lines.append(f"{indent}- {written}")
    else:
        first = len(lines)
        _block(part, indent + "  ", lines)
        lines[first] = f"{indent}- {lines[first][len(indent) + 2 :]}"


def _led(lead: str, part: Any, indent: str, lines: list[str]) -> None:
    """What fits after a key or a dash, and a text of many lines below it."""
    if type(part) is str and "\n" in part and _fits_block(part):
        lines.append(f"{lead}|{'' if part.endswith('\n') else '-'}")
        lines.extend(indent + line if line else "" for line in part.removesuffix("\n").split("\n"))
        return
    lines.append(lead + _scalar(part))


def _fits_block(text: str) -> bool:
    if text[0].isspace() or text.removesuffix("\n")[-1:].isspace():
        return False
    return _BLOCK_REFUSED.search(text) is None


def _inline(value: Any, depth: int = _INLINE_DEPTH, room: int = _INLINE_LENGTH) -> str | None:
    """On one line, None where it would be too long or too deep."""
    if not isinstance(value, _NESTED):
        if type(value) is str and len(value) > room:
            return None
        written = _scalar(value)
        return None if len(written) > room else written
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if depth == 0:
        return None
    parts: list[str] = []
    left = room - 2
    for lead, part in _leads(value):
        inner = _inline(part, depth - 1, left - len(lead))
        if inner is None or len(lead) > _KEY_LENGTH:
            return None
        parts.append(lead + inner)
        left -= len(parts[-1]) + 2
    return ("{%s}" if isinstance(value, dict) else "[%s]") % ", ".join(parts)


def _leads(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        return ((_text(key) + ": ", part) for key, part in cast("dict[str, Any]", value).items())
    return (("", part) for part in cast("list[Any]", value))


def _scalar(value: Any) -> str:
    if type(value) is str:
        return _text(value)
    if value is None:
        return "null"
    if type(value) is bool:
        return "true" if value else "false"
    return number_text(cast("int | float | Decimal", value))


def _text(text: str) -> str:
    return _short_text(text) if len(text) <= _SHORT else _quoted(text)


def _quoted(text: str) -> str:
    if _plain(text) and text.lower() not in _WORDS:
        return text
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json_text(text))


_short_text = lru_cache(maxsize=8192)(_quoted)  # keys and ids come again and again
