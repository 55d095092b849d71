"""JSON values for property tests: those of the language, and wild ones from outside."""

from decimal import Decimal

from hypothesis import strategies as st

from app.engine import numbers

digits = st.integers(-(10**34) + 1, 10**34 - 1)
decimals = st.builds(lambda number, shift: Decimal(number).scaleb(-shift), digits, st.integers(0, 40))
kept_numbers = decimals.map(numbers.canonical)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
scalars = st.none() | st.booleans() | kept_numbers | texts
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
wild_floats = st.floats(allow_nan=True, allow_infinity=True)
wild_texts = st.text(st.characters(categories=["L", "Nd", "Cc", "Cs"]))
wild_values = st.recursive(
    st.none() | st.booleans() | st.integers() | wild_floats | wild_texts | decimals,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(wild_texts, inner, max_size=4),
    max_leaves=12,
)
