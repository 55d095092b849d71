"""What code gives back, as JSON of a bounded size, piece by piece: a graph may be far larger than it is."""

import math
from collections.abc import Callable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

DEPTH = 100
_MOST_DIGITS = 400  # of a Decimal that is written out


class Unfit(Exception):
    """The value is not JSON, or too large; the words are for the author."""


class Writer:
    """Gathers pieces until there is no more room (bytes)."""

    __slots__ = ("_pieces", "_room", "_size")

    def __init__(self, room: int) -> None:
        self._pieces: list[str] = []
        self._room = self._size = room

    def text(self) -> str:
        return "".join(self._pieces)

    def write(self, value: Any, where: str, depth: int = DEPTH) -> None:
        """Unfit: `where` names the place of what cannot be written."""
        kind = type(value)
        scalar = _SCALARS.get(kind) or next(
            (_SCALARS[base] for base in _SCALARS if isinstance(value, base)), None
        )
        if scalar is not None:
            self._put(scalar(value, where))
        elif depth <= 0:
            raise Unfit(f"{where} is nested deeper than {DEPTH} levels.")
        elif isinstance(value, dict):
            self._object(value, where, depth)
        elif isinstance(value, list):
            self._array(list.__iter__(value), where, depth)
        elif isinstance(value, tuple):
            self._array(tuple.__iter__(value), where, depth)
        else:
            raise Unfit(f"{where} is of type {_name(kind)}, which is not JSON.")

    def _object(self, value: dict[Any, Any], where: str, depth: int) -> None:
        before = "{"
        for key, part in dict.items(value):
            name = _key(key, where)
            self._put(f"{before}{_quoted(name, where)}:")
            self.write(part, f"{where}[{name[:40]!r}]" if len(where) < 200 else where, depth - 1)
            before = ","
        self._put("}" if before == "," else "{}")

    def _array(self, parts: Any, where: str, depth: int) -> None:
        self._put("[")
        is_first = True
        for part in parts:
            if not is_first:
                self._put(",")
            self.write(part, where, depth - 1)
            is_first = False
        self._put("]")

    def _put(self, piece: str) -> None:
        self._room -= len(piece) if piece.isascii() else len(piece.encode("utf-8", "surrogatepass"))
        if self._room < 0:
            raise Unfit(f"It is larger than {self._size // 1024} KB.")
        self._pieces.append(piece)


def _quoted(value: str, _where: str) -> str:
    return encode_basestring(str.__str__(value))


def _integer(value: int, where: str) -> str:
    try:
        return int.__repr__(value)
    except ValueError:
        raise Unfit(f"{where} is a number with too many digits.") from None


def _float(value: float, where: str) -> str:
    if not math.isfinite(value):
        raise Unfit(f"{where} is {float.__repr__(value)}, which is not JSON.")
    return float.__repr__(value)


def _decimal(value: Decimal, where: str) -> str:
    if not Decimal.is_finite(value) or abs(Decimal.adjusted(value)) > _MOST_DIGITS:
        raise Unfit(f"{where} is a number that is not JSON.")
    return Decimal.__format__(value, "f")


def _key(key: Any, where: str) -> str:
    if isinstance(key, str):
        return str.__str__(key)
    scalar = _SCALARS.get(type(key))
    if scalar is None:
        raise Unfit(f"{where} has a key of type {_name(type(key))}; JSON has only texts.")
    return scalar(key, where)


def _name(kind: type) -> str:
    return type.__dict__["__name__"].__get__(kind)[:100]


_SCALARS: dict[type, Callable[[Any, str], str]] = {
    str: _quoted,
    type(None): lambda _value, _where: "null",
    bool: lambda value, _where: "true" if value else "false",
    int: _integer,
    float: _float,
    Decimal: _decimal,
}
