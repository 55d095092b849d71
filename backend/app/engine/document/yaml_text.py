"""Writes values as YAML that readers of 1.1 and 1.2 understand alike (flow-language.md 1).

Every text that either might take for something else is quoted; numbers are written without an exponent.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

from ..numbers import number_text
from ..text import json_text

_INLINE_LENGTH = 80
_INLINE_DEPTH = 3
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
    return "\n".join(_block(values, "")) + "\n"


def _block(value: Any, indent: str) -> Iterator[str]:
    """Lines of an object or a list that is not empty."""
    if isinstance(value, dict):
        for key, part in cast("dict[str, Any]", value).items():
            yield from _entry(_key(key), part, indent)
        return
    for part in cast("list[Any]", value):
        yield from _element(part, indent)


def _key(key: str) -> str:
    written = _text(key)
    return f"? {written}\n" if len(written) > _KEY_LENGTH else written


def _entry(key: str, part: Any, indent: str) -> Iterator[str]:
    if key.endswith("\n"):
        yield indent + key[:-1]
        key = ""
    if isinstance(part, dict | list) and part and _inline(part) is None:
        yield f"{indent}{key}:"
        yield from _block(part, indent + "  ")
        return
    yield from _led(f"{indent}{key}: ", part, indent + "  ")


def _element(part: Any, indent: str) -> Iterator[str]:
    if isinstance(part, dict | list) and part and _inline(part) is None:
        lines = _block(part, indent + "  ")
        yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
        yield from lines
        return
    yield from _led(f"{indent}- ", part, indent + "  ")


def _led(lead: str, part: Any, indent: str) -> Iterator[str]:
    """What fits after a key or a dash, and a text of many lines below it."""
    if type(part) is str and "\n" in part and _fits_block(part):
        yield f"{lead}|{'' if part.endswith('\n') else '-'}"
        for line in part.removesuffix("\n").split("\n"):
            yield indent + line if line else ""
        return
    yield lead + (cast("str", _inline(part)) if isinstance(part, dict | list) else _scalar(part))


def _fits_block(text: str) -> bool:
    if text[0].isspace() or text.removesuffix("\n")[-1:].isspace():
        return False
    return _BLOCK_REFUSED.search(text) is None


def _inline(value: Any, depth: int = _INLINE_DEPTH, room: int = _INLINE_LENGTH) -> str | None:
    """On one line, None where it would be too long or too deep."""
    if not isinstance(value, dict | list):
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
    if _plain(text) and text.lower() not in _WORDS:
        return text
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json_text(text))
