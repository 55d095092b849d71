"""Numbers: finite decimals of at most 34 significant digits (flow-language.md 2).

A number is kept as an int where it is integral, as a float where the float's shortest form is that decimal,
and as a Decimal otherwise. Numbers are compared and added as int or Decimal, never as binary floats.
"""

import re
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any

from .limits import LIMITS

type Number = int | float | Decimal
type Exact = int | Decimal

_DIGITS = LIMITS.number_digits
_HIGHEST = LIMITS.number_highest
_LOWEST = LIMITS.number_lowest
# Wide enough for any sum of two numbers to be exact: the sum is judged afterwards.
_EXACT = Context(prec=1000, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_UP)
_SURE = 10**_DIGITS
_FLOAT_SURE = 2**53
_LONGEST = 700
_SHORT = 15
_NUMERIC = re.compile(r"\s*-?[0-9]+(\.[0-9]+)?\s*")
_numeric = _NUMERIC.fullmatch


def canonical(number: Decimal) -> Number | None:
    """The form a number is kept in; None where it is no number of the language."""
    exact = _settle(number)
    if exact is None or type(exact) is int:
        return exact
    shortest = float(exact)
    return shortest if Decimal(repr(shortest)) == exact else exact


def from_literal(literal: str) -> Number | None:
    """Reads a JSON number; None where it is beyond the language."""
    if len(literal) <= _SHORT:
        near = float(literal)
        if 1e-300 < abs(near) < 1e15:
            return int(near) if near.is_integer() else near
    try:
        return canonical(Decimal(literal)) if len(literal) <= _LONGEST else None
    except InvalidOperation:  # an exponent beyond what Decimal can hold
        return None


def from_text(text: str) -> Exact | None:
    """Reads numeric text; None for any other text."""
    found = _numeric(text)
    if found is None:
        return None
    if found[1] is None and len(text) <= _DIGITS:
        return int(text)
    digits = text.strip()
    return _settle(Decimal(digits)) if len(digits) <= _LONGEST else None


def exact(value: Any) -> Exact | None:
    """Reads a number or numeric text for comparing; None for anything else. Booleans are no numbers."""
    kind = value.__class__
    if kind is str:
        return from_text(value)
    if kind is int:
        return value if -_SURE < value < _SURE else _settle_int(value)
    if kind is float:
        if value.is_integer() and -_FLOAT_SURE < value < _FLOAT_SURE:
            return int(value)
        return _settle(Decimal(repr(value)))
    return _settle(value) if kind is Decimal else None


def add(left: Exact, right: Exact) -> Number | None:
    """The exact sum; None where it has more digits than a number may have."""
    if type(left) is int and type(right) is int:
        total = left + right
        return total if -_SURE < total < _SURE else _settle_int(total)
    return canonical(_EXACT.add(Decimal(left), Decimal(right)))


def number_text(number: Number) -> str:
    """The shortest decimal form without an exponent; integral numbers without a fraction."""
    if type(number) is int:
        return str(number)
    text = repr(number) if type(number) is float else format(number, "f")
    if "e" in text:
        text = format(Decimal(text), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fixed(number: Exact, places: int) -> str:
    """Exactly `places` decimals, half away from zero."""
    rounded = _EXACT.quantize(Decimal(number), Decimal(1).scaleb(-places))
    return format(rounded if rounded else abs(rounded), "f")


def _settle(number: Decimal) -> Exact | None:
    """An int where integral, else a Decimal without trailing zeros; None beyond the language."""
    if not number.is_finite():
        return None
    if not number:
        return 0
    if not _LOWEST <= number.adjusted() <= _HIGHEST:
        return None
    plain = _EXACT.normalize(number)
    _, digits, exponent = plain.as_tuple()
    if len(digits) > _DIGITS or plain != number:
        return None
    return int(plain) if isinstance(exponent, int) and exponent >= 0 else plain


def _settle_int(number: int) -> int | None:
    if number.bit_length() > 1100 or _settle(Decimal(number)) is None:
        return None
    return number
