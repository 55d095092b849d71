"""A proposal by parts: together they make the very same document, each closed choice of them a good one."""

import random
from typing import Any

import pytest
from change_cases import CASES, DOCUMENT

from app.authoring.changes import apply, from_json
from app.authoring.changes.settle import settle
from app.authoring.proposals.parting import done, parts_of, with_needing, with_needs
from app.engine import parse_document, values
from app.engine.document import canonical
from app.kit.errors import DbcvError

type Json = dict[str, Any]

BASE = canonical(parse_document(DOCUMENT))
SEEDS = range(150)


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same edits every time


def branch(seed: int) -> Json:
    """The document after some of the cases that can be done, one upon the other."""
    chance = chance_of(seed)
    document = BASE
    for _, operations in chance.sample(CASES, k=chance.randint(1, 12)):
        try:
            outcome = apply(document, [from_json(one) for one in operations])
            document = settle(outcome.document, outcome.touched).document
        except DbcvError:
            continue
    return document


def text(document: Json) -> bytes:
    return values.encode(canonical(parse_document(document)))


@pytest.mark.parametrize("seed", SEEDS)
def test_all_parts_together_make_what_was_proposed(seed):
    document = branch(seed)

    assert text(done(BASE, parts_of(BASE, document))) == text(document)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_accepted_by_and_by_makes_what_was_proposed(seed):
    document, chance, base = branch(seed), chance_of(seed), BASE

    while parts := parts_of(base, document):
        picked = with_needs(parts, chance.sample(parts, k=chance.randint(1, len(parts))))
        base = done(base, picked)
        left = {part.id for part in parts_of(base, document)}
        moved = {part.id for part in parts if part.change.moved}
        assert left - moved <= {part.id for part in parts} - {part.id for part in picked}
        assert len(left) < len(parts) or not picked

    assert text(base) == text(document)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_rejected_by_and_by_leaves_nothing(seed):
    document, chance = branch(seed), chance_of(seed)

    for _ in range(100):
        parts = parts_of(BASE, document)
        if not parts:
            break
        gone = with_needing(parts, [chance.choice(parts)])
        document = done(BASE, [part for part in parts if part not in gone])

    assert text(document) == text(BASE)


def test_the_operations_of_a_part_touch_no_more_than_what_changed():
    outcome = apply(BASE, [from_json({"op": "set", "path": "steps.hello.message.text", "value": "Hello"})])
    document = settle(outcome.document, outcome.touched).document

    (part,) = parts_of(BASE, document)

    assert [one.as_json() for one in part.operations] == [
        {"op": "set", "path": "steps.hello.message.text", "value": "Hello"}
    ]


def test_where_field_by_field_is_not_enough_the_whole_is_set():
    document = BASE | {"variables": {"nested": {"deep": [None]}, "a": 1, "dot.ted": 1}}

    (part,) = parts_of(BASE, document)

    assert part.id == "variables"
    assert [one.path for one in part.operations] == [("variables",)]
    assert text(done(BASE, [part])) == text(document)
