import math
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_strategies import decimals, digits, json_values, wild_values

from app.engine import numbers, text, values


@pytest.mark.parametrize(
    ("literal", "kept"),
    [
        ("1", 1),
        ("10.0", 10),
        ("-0.0", 0),
        ("1e3", 1000),
        ("0.1", 0.1),
        ("1e400", "1e400"),
        ("1e" + "9" * 400, "1e" + "9" * 400),
        ("0." + "1" * 9000, "0." + "1" * 9000),
        ("1e-400", "1e-400"),
        ("1e300", 10**300),
        ("5e-324", 5e-324),
        ("0.1000000000000000055511151231257827", Decimal("0.1000000000000000055511151231257827")),
        ("0.12345678901234567890123456789012345", "0.12345678901234567890123456789012345"),
        ("1.000000000000000000000000000000000000000", 1),
        ("9007199254740993.0", 9007199254740993),
        ("1.23456e-320", Decimal("1.23456E-320")),
    ],
)
def test_a_json_number_is_kept_exactly_or_as_its_text(literal: str, kept: object) -> None:
    read = values.decode(literal)
    assert (type(read), read) == (type(kept), kept)


@given(json_values)
def test_what_is_encoded_is_decoded_as_the_same_value(value: object) -> None:
    assert values.decode(values.encode(value)) == value


@given(json_values)
def test_a_second_encoding_is_byte_identical(value: object) -> None:
    written = values.encode(value)
    assert values.encode(values.decode(written)) == written


def test_an_integer_beyond_the_language_enters_as_its_text() -> None:
    assert values.clean(values.decode("-" + "1" * 35)) == "-" + "1" * 35
    assert values.clean(values.decode("1" + "0" * 300)) == 10**300


@pytest.mark.parametrize("broken", [b"", b"{", b"NaN", b"[1,]", b"\xff", '"\ud800"', b"[" * 100_000])
def test_what_is_not_json_is_a_value_error(broken: bytes | str) -> None:
    with pytest.raises(ValueError, match="not JSON"):
        values.decode(broken)


@given(decimals)
def test_a_number_keeps_its_decimal_value(number: Decimal) -> None:
    kept = numbers.canonical(number)
    assert kept is not None
    assert Decimal(numbers.number_text(kept)) == number
    assert type(kept) is int or number != number.to_integral_value()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_counts_as_its_shortest_decimal_form(number: float) -> None:
    shown = numbers.number_text(number)
    assert "e" not in shown
    assert float(shown) == number
    assert numbers.exact(number) == Decimal(repr(number))


@pytest.mark.parametrize("beyond", ["NaN", "Infinity", "-Infinity", "1E+309", "1E-325", "1" * 35])
def test_what_is_beyond_the_language_is_no_number(beyond: str) -> None:
    assert numbers.canonical(Decimal(beyond)) is None


@given(digits, digits)
def test_a_sum_is_exact_or_none(left: int, right: int) -> None:
    total = numbers.add(left, right)
    assert total == left + right if abs(left + right) < 10**34 else total in {None, left + right}


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    left, right = numbers.exact(0.1), numbers.exact("0.2")
    assert left is not None
    assert right is not None
    assert numbers.add(left, right) == 0.3


@given(wild_values)
def test_a_cleaned_value_can_be_encoded_and_is_clean(value: object) -> None:
    cleaned = values.clean(value)
    assert values.decode(values.encode(cleaned)) == cleaned
    assert values.clean(cleaned) is cleaned


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("a\0b\ud800я", "a\ufffdb\ufffdя"),
        ({"\0": ["\udfff"]}, {"\ufffd": ["\ufffd"]}),
        ([math.nan, math.inf, -math.inf, Decimal("NaN")], [None] * 4),
        (10**40 + 1, str(10**40 + 1)),
        (Decimal("1E+400"), "1E+400"),
        ((1, 2), [1, 2]),
        ({1: object()}, {"1": None}),
    ],
)
def test_what_may_not_enter_is_replaced(dirty: object, cleaned: object) -> None:
    assert values.clean(dirty) == cleaned


@pytest.mark.parametrize(
    "value",
    ["текст", [1, {"a": ["b", None, 1.5, Decimal("0.1000000000000000055511151231257827")]}], {"a": "é"}, 5],
)
def test_a_clean_value_is_returned_itself(value: object) -> None:
    assert values.clean(value) is value


def nested(levels: int) -> list[object]:
    value: list[object] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def test_nesting_beyond_the_limit_becomes_null() -> None:
    assert values.clean(nested(100)) == nested(100)
    cleaned = values.clean(nested(50_000))
    assert values.depth_within(cleaned, 100)
    assert not values.depth_within(cleaned, 99)


@given(json_values)
def test_the_text_form_of_lists_and_objects_is_json(value: object) -> None:
    if isinstance(value, list | dict):
        assert values.decode(text.to_text(value)) == value


@given(st.text())
def test_a_text_in_json_is_as_the_library_writes_it(sample: str) -> None:
    assert text.json_text(sample) == msgspec.json.encode(text.clean_text(sample)).decode()


@given(st.text(), st.integers(0, 50))
def test_a_cut_text_is_the_longest_beginning_that_fits(sample: str, most: int) -> None:
    kept = text.cut(sample, most)
    assert sample.startswith(kept)
    assert text.size(kept) <= most
    assert kept == sample or text.size(sample[: len(kept) + 1]) > most
