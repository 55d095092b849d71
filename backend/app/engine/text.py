"""The text form of values (flow-language.md 3) and what is done with texts at borders."""

import re
from decimal import Decimal
from typing import Any

import msgspec

from .numbers import number_text

_encode = msgspec.json.Encoder().encode
_UNFIT = re.compile("[\0\ud800-\udfff]")
_PATTERN_SIGNS = re.compile(r"[^\w\s]", re.ASCII)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = tuple(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in range(256))


def to_text(value: Any) -> str:
    """The text form of any value: null is empty, lists and objects are compact JSON."""
    kind = value.__class__
    if kind is str:
        return value
    if kind is int or kind is float or kind is Decimal:
        return number_text(value)
    if value is None:
        return ""
    return json_text(value)


def json_text(value: Any) -> str:
    """Compact JSON, non-ASCII kept, keys in their order, numbers without an exponent."""
    kind = value.__class__
    if kind is str:
        return _encode(clean_text(value)).decode()
    if kind is dict:
        return "{" + ",".join([f"{json_text(key)}:{json_text(part)}" for key, part in value.items()]) + "}"
    if kind is list:
        return "[" + ",".join([json_text(part) for part in value]) + "]"
    if kind is bool:
        return "true" if value else "false"
    return "null" if value is None else number_text(value)


def json_inner(text: str) -> str:
    """What stands between the quotes of the text's JSON form."""
    return json_text(text)[1:-1]


def clean_text(text: str) -> str:
    """U+0000 and lone surrogates become U+FFFD."""
    if text.isascii():
        return text if "\0" not in text else text.replace("\0", "\ufffd")
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def size(text: str) -> int:
    """UTF-8 bytes."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def cut(text: str, most: int) -> str:
    """The text itself where it has at most `most` UTF-8 bytes, else as many whole characters as fit."""
    if len(text) * 4 <= most or size(text) <= most:
        return text
    return text[:most].encode("utf-8", "surrogatepass")[:most].decode("utf-8", "ignore")


def percent(text: str) -> str:
    """Every UTF-8 byte but the unreserved ones percent-encoded, `/` included."""
    return "".join([_PERCENT[byte] for byte in text.encode("utf-8", "replace")])


def quote_pattern(text: str) -> str:
    """A regular expression that finds exactly this text."""
    return _PATTERN_SIGNS.sub(r"\\\g<0>", text) if text.isascii() else "".join(map(_quote_sign, text))


def _quote_sign(sign: str) -> str:
    return "\\" + sign if sign.isascii() and _PATTERN_SIGNS.match(sign) else sign
