"""Lists whose elements have no ids: what is done to an element is taken back at that element."""

import copy
import random
from typing import Any

import pytest

from app.authoring.changes import LAST, Operation, apply, from_json, segments
from app.authoring.changes.limits import ORDERED_AGAIN, WRITTEN
from app.authoring.changes.settle import settle
from app.authoring.changes.writing import Entry, line_of
from app.engine import parse_document, values
from app.engine.document import canonical
from app.kit.errors import InvalidInput, NotFound, TooLarge

LIST = "variables.x"


def document_of(**variables: Any) -> dict[str, Any]:
    source = {"dbcv": 1, "kind": "bot", "name": "Lists", "variables": copy.deepcopy(variables)}
    return canonical(parse_document({**source, "steps": [{"id": "hello"}]}))


def op(name: str, path: str, value: Any = None, after: Any = LAST) -> Operation:
    return Operation(op=name, path=segments(path), value=value, after=after)  # type: ignore[arg-type]


def run(document: dict[str, Any], *operations: Operation) -> dict[str, Any]:
    outcome = apply(document, operations)
    return settle(outcome.document, outcome.touched).document


def undo(document: dict[str, Any], *operations: Operation) -> dict[str, Any]:
    outcome = apply(document, operations)
    after = settle(outcome.document, outcome.touched).document
    return run(after, *(from_json(one.as_json()) for one in outcome.inverse))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(None, [9, 1, 2, 3], id="first"),
        pytest.param("0", [1, 9, 2, 3], id="behind the first"),
        pytest.param(LAST, [1, 2, 3, 9], id="last"),
        pytest.param("77", [1, 2, 3, 9], id="behind what is gone"),
    ],
)
def test_an_element_is_added_behind_the_place_that_is_told(after, expected):
    assert run(document_of(x=[1, 2, 3]), op("add", LIST, 9, after))["variables"]["x"] == expected


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        pytest.param(op("add", LIST, 9, after="one"), InvalidInput, id="behind no place"),
        pytest.param(op("add", f"{LIST}.9", 9), InvalidInput, id="in an element that is not there"),
        pytest.param(op("add", f"{LIST}.0", 9), InvalidInput, id="in a number"),
        pytest.param(op("add", "steps.nobody", 9), InvalidInput, id="in a part that is not there"),
        pytest.param(op("set", f"{LIST}.4", 9), NotFound, id="beyond the end"),
    ],
)
def test_what_is_no_place_for_an_element_is_refused(operation, kind):
    with pytest.raises(kind):
        run(document_of(x=[1, 2, 3]), operation)


@pytest.mark.parametrize(
    "operation",
    [
        op("set", f"{LIST}.500", 1),
        op("set", f"{LIST}.1000", 1),
        op("add", LIST, 1),
        op("remove", f"{LIST}.3"),
    ],
    ids=["set", "set behind the last", "add", "remove"],
)
def test_what_takes_back_a_change_of_one_element_holds_no_more_than_that(operation):
    document = document_of(x=["long" * 10] * 1000)
    outcome = apply(document, [operation] * 100)

    assert len(values.encode([one.as_json() for one in outcome.inverse])) < 100 * 200
    assert undo(document, *[operation] * 100) == document


def random_element(choice: random.Random, length: int) -> Operation:
    place = choice.randrange(length + 1)
    inner = choice.choice(["0", "a"])
    acts = [
        lambda: op("set", f"{LIST}.{place}", choice.choice([7, "x", [1], {"a": [2]}])),
        lambda: op("set", f"{LIST}.{place}.{inner}", choice.choice([8, [3]])),
        lambda: op("remove", f"{LIST}.{place}"),
        lambda: op("remove", f"{LIST}.{place}.{inner}"),
        lambda: op("add", LIST, 9, after=choice.choice([None, LAST, str(place)])),
        lambda: op("add", f"{LIST}.{place}", 9, after=None),
        lambda: op("set", LIST, choice.choice([[], [1, [2], {"a": 3}]])),
        lambda: op("remove", LIST),
    ]
    return choice.choice(acts)()


@pytest.mark.parametrize("seed", range(40))
def test_any_changes_of_elements_are_taken_back_exactly(seed):
    choice = random.Random(seed)  # noqa: S311 - the same edits every time
    before = document = document_of(x=[1, [2, 3], {"a": [4]}, "text"], y=1)
    operations: list[Operation] = []
    for _ in range(60):
        operation = random_element(choice, len(document["variables"].get("x", ())))
        try:
            document = run(document, operation)
        except (InvalidInput, NotFound):
            continue
        operations.append(operation)

    assert len(operations) > 10
    assert undo(before, *operations) == before
    assert run(before, *operations) == document


def test_the_same_list_is_not_put_in_order_without_end():
    steps = [{"id": f"s{number}"} for number in range(1000)]
    document = canonical(parse_document({"dbcv": 1, "kind": "bot", "name": "Long", "steps": steps}))
    often = ORDERED_AGAIN // len(steps) + 1

    run(document, *[op("order", "steps", ["s5"])] * often)
    with pytest.raises(InvalidInput) as refused:
        apply(document, [op("order", "steps", ["s5"])] * (often + 1))

    assert (refused.value.code, refused.value.details["operation"]) == ("change:invalid", often)


def test_a_change_that_would_be_too_much_for_the_history_is_refused():
    text = "x" * (WRITTEN // 3)

    def entry(times: int) -> Entry:
        operations = (op("set", LIST, text),) * times
        return Entry(action="change", author_id=None, operations=operations, inverse=(), touched=())

    assert values.decode(line_of(entry(2))["operations"])[1]["value"] == text
    with pytest.raises(TooLarge) as refused:
        line_of(entry(3))
    assert refused.value.code == "change:too_large"
