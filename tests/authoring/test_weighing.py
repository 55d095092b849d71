"""How large a document is, and how much work a change is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.authoring.changes import Operation, apply
from app.authoring.changes.settle import settle
from app.authoring.changes.weighing import check_size, is_heavy
from app.authoring.draft import resized, size_of
from app.engine import parse_document, values
from app.engine.document import canonical
from app.kit.errors import TooLarge

DOCUMENT = canonical(
    parse_document(
        {
            "dbcv": 1,
            "kind": "bot",
            "name": "Sized",
            "variables": {"a": 1, "b": {"c": "d"}},
            "steps": [{"id": f"s{number}", "message": {"text": "x" * number}} for number in range(20)],
            "notes": [{"id": "n", "text": "…"}],
        }
    )
)
STEP = st.sampled_from([f"s{number}" for number in range(20)])
OPERATION = st.one_of(
    st.builds(
        lambda step, text: Operation(op="set", path=("steps", step, "message", "text"), value=text),
        STEP,
        st.text(max_size=50),
    ),
    st.builds(lambda step: Operation(op="move", path=("steps", step), after=None), STEP),
    st.builds(
        lambda key, value: Operation(op="set", path=("variables", key), value=value),
        st.sampled_from("abc"),
        st.none() | st.integers(-9, 9) | st.text(max_size=9),
    ),
    st.builds(lambda text: Operation(op="add", path=("notes",), value={"text": text}), st.text(max_size=50)),
    st.just(Operation(op="set", path=("name",), value="Other")),
)


@given(st.lists(OPERATION, max_size=8))
def test_a_size_that_goes_along_with_changes_is_that_of_the_whole(operations):
    outcome = apply(DOCUMENT, operations)
    changed = settle(outcome.document, outcome.touched).document

    assert resized(size_of(DOCUMENT), DOCUMENT, changed) == size_of(changed)


def test_the_size_is_that_of_the_json_but_for_some_brackets():
    assert size_of(DOCUMENT) == pytest.approx(len(values.encode(DOCUMENT)), abs=40)


def setting(value):
    return Operation(op="set", path=("variables", "a"), value=value)


@pytest.mark.parametrize(
    ("value", "heavy"),
    [
        pytest.param("x" * 900, False, id="a short text"),
        pytest.param("x" * 200_000, True, id="a long text"),
        pytest.param([0] * 500, False, id="a short list"),
        pytest.param([0] * 5000, True, id="a long list"),
        pytest.param([[[0] * 50] * 50], True, id="a nested list"),
        pytest.param({"a": {"b": {str(number): "x" for number in range(2000)}}}, True, id="a large object"),
    ],
)
def test_one_operation_with_much_in_it_is_as_heavy_as_many(value, heavy):
    assert is_heavy([setting(value)]) is heavy


def test_many_small_operations_are_heavy():
    assert not is_heavy([setting(1)] * 100)
    assert is_heavy([setting(1)] * 1500)


def test_a_document_has_at_most_ten_megabytes():
    check_size(10 * 1024 * 1024)
    with pytest.raises(TooLarge) as told:
        check_size(10 * 1024 * 1024 + 1)
    assert told.value.code == "document:too_large"
