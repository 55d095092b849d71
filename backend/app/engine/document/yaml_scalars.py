"""What a YAML scalar means in the core schema of 1.2, and the signs that libyaml takes for something else."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..numbers import from_literal

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_number = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?").fullmatch
_octal = re.compile(r"0o[0-7]{1,200}").fullmatch
_hexadecimal = re.compile(r"0x[0-9a-fA-F]{1,200}").fullmatch
_unreal = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)").fullmatch
_STARTS = frozenset("0123456789+-.~nNtTfF")

_CORE = "tag:yaml.org,2002:"
# Legal in YAML 1.2 (the first three no line breaks there), refused or folded by libyaml.
_SIGNS = re.compile("[\x85\u2028\u2029\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_STAND_INS = range(0x10F000, 0x10FFFD)


def scalar(text: str, tag: str | None, *, plain: bool) -> Any:
    """The value of a scalar; `plain`: nothing but its form says what it is. After a lone `!` it is a text."""
    if plain and tag is None:
        return resolve(text)
    reading = _TAGS.get(tag) if tag else None
    return reading(text) if reading else text


def resolve(text: str) -> Any:
    """A plain scalar; a number beyond the language stays as its text (flow-language.md 2)."""
    if text[:1] not in _STARTS and text:
        return text
    if text in _NULLS:
        return None
    if text in _FLAGS:
        return _FLAGS[text]
    return _numeric(text)


def _numeric(text: str) -> Any:
    if _number(text):
        number = from_literal(text)
        return text if number is None else number
    if _octal(text) or _hexadecimal(text):
        number = from_literal(str(int(text, 0)))
        return text if number is None else number
    if _unreal(text):
        return float(text.replace(".", "").lower())
    return text


_TAGS: Mapping[str, Callable[[str], Any]] = {
    _CORE + name: resolve for name in ("null", "bool", "int", "float")
}


def escape_signs(text: str) -> dict[str, str]:
    """A stand-in that the text does not hold for each sign in it that libyaml would not leave alone."""
    if text.isascii() and "\x7f" not in text:
        return {}
    found = sorted(set(_SIGNS.findall(text)))
    free = (chr(code) for code in _STAND_INS if chr(code) not in text)
    return dict(zip(found, free, strict=False))


def restore_signs(text: str, signs: Mapping[str, str]) -> str:
    """The text with the signs themselves in place of their stand-ins."""
    if text.isascii():
        return text
    return "".join([signs.get(sign, sign) for sign in text])
