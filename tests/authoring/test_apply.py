"""Operations on a document: what they change, what they refuse, and that their inverse takes them back."""

import copy
import random
from typing import Any

import pytest

from app.authoring.changes import LAST, Operation, apply, difference, from_json, segments
from app.authoring.changes.overlap import Touched
from app.authoring.changes.settle import settle
from app.engine import parse_document
from app.engine.document import canonical
from app.kit.errors import Conflict, InvalidInput, NotFound

SOURCE: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Quiz",
    "first_step": "hello",
    "groups": [{"id": "menu", "connections": [{"id": "cm", "to": "hello"}]}],
    "notes": [{"id": "n1", "text": "ask legal"}],
    "requests": [{"id": "price", "url": "https://api.example/price"}],
    "steps": [
        {
            "id": "hello",
            "message": {"text": "Hi", "buttons": [{"text": "Four"}, {"text": "Five"}]},
            "groups": [
                {"id": "g1", "connections": [{"id": "c1", "to": "right"}, {"id": "c2", "to": "wrong"}]},
                {"id": "g2", "on": "timeout", "after": 60, "connections": [{"id": "c3", "to": "wrong"}]},
            ],
        },
        {"id": "right", "message": {"text": "Right"}},
        {"id": "wrong", "message": {"text": "Wrong"}},
    ],
}


@pytest.fixture
def document() -> dict[str, Any]:
    return canonical(parse_document(copy.deepcopy(SOURCE)))


def op(name: str, path: str, value: Any = None, after: Any = LAST, to: str | None = None) -> Operation:
    target = None if to is None else segments(to)
    return Operation(op=name, path=segments(path), value=value, after=after, to=target)  # type: ignore[arg-type]


def run(document: dict[str, Any], *operations: Operation) -> dict[str, Any]:
    outcome = apply(document, operations)
    return settle(outcome.document, outcome.touched).document


def step(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(part for part in document["steps"] if part["id"] == name)


def ids(parts: list[dict[str, Any]]) -> list[str]:
    return [part["id"] for part in parts]


def test_a_field_is_set_and_what_is_not_named_stays(document):
    after = run(document, op("set", "steps.hello.message.text", "Hello"))

    assert step(after, "hello")["message"] == {
        "text": "Hello",
        "buttons": [{"text": "Four"}, {"text": "Five"}],
    }
    assert step(document, "hello")["message"]["text"] == "Hi", "the document that was given stays"
    assert step(after, "right") is step(document, "right"), "what is not touched is shared"


def test_only_parts_have_ids_that_never_change(document):
    made = run(document, op("set", "steps.right.template", {"id": "email", "version": 1}))
    after = run(made, op("set", "steps.right.template.id", "phone"))

    assert step(after, "right")["template"] == {"id": "phone", "version": 1}


def test_objects_on_the_way_are_made_and_empty_ones_go(document):
    made = run(document, op("set", "steps.right.position.x", 5), op("set", "steps.right.position.y", 6))
    gone = run(made, op("remove", "steps.right.message.text"))

    assert step(made, "right")["position"] == {"x": 5, "y": 6}
    assert "message" not in step(gone, "right")


def test_the_head_of_the_bot_is_changed_by_its_keys(document):
    after = run(document, op("set", "variables.pass_mark", 2), op("set", "on_finish", "stay"))

    assert (after["variables"], after["on_finish"]) == ({"pass_mark": 2}, "stay")
    assert "on_finish" not in run(after, op("set", "on_finish", None))


def test_a_part_is_added_where_it_is_told(document):
    first = run(document, op("add", "steps", {"id": "intro"}, after=None))
    behind = run(document, op("add", "steps", {"id": "intro"}, after="hello"))
    last = run(document, op("add", "steps", {"id": "intro"}))
    behind_nobody = run(document, op("add", "steps", {"id": "intro"}, after="removed-meanwhile"))

    assert ids(first["steps"]) == ["intro", "hello", "right", "wrong"]
    assert ids(behind["steps"]) == ["hello", "intro", "right", "wrong"]
    assert ids(last["steps"]) == ids(behind_nobody["steps"]) == ["hello", "right", "wrong", "intro"]


def test_ids_that_are_left_out_are_made_and_told(document):
    group = {"connections": [{"to": "right"}, {"to": "wrong"}]}
    outcome = apply(document, [op("add", "steps.right.groups", group), op("add", "steps", {"name": "New"})])
    after = settle(outcome.document, outcome.touched).document
    made = step(after, "right")["groups"][0]

    assert [one.id for one in outcome.done] == ["g3", "s1"]
    assert (made["id"], ids(made["connections"])) == ("g3", ["c4", "c5"])


def test_lists_without_ids_are_changed_by_place(document):
    base = "steps.hello.message.buttons"
    after = run(
        document,
        op("set", f"{base}.0.value", "4"),
        op("set", f"{base}.2", {"text": "Six"}),
        op("add", base, {"text": "Seven"}),
        op("remove", f"{base}.1"),
    )

    assert step(after, "hello")["message"]["buttons"] == [
        {"text": "Four", "value": "4"},
        {"text": "Six"},
        {"text": "Seven"},
    ]


def test_parts_move_among_their_siblings_and_to_other_owners(document):
    among = run(document, op("move", "steps.hello.groups.g1.connections.c2", after=None))
    away = run(document, op("move", "steps.hello.groups.g2", to="steps.right.groups"))
    up = run(document, op("move", "groups.menu", to="steps.wrong.groups"))

    assert ids(step(among, "hello")["groups"][0]["connections"]) == ["c2", "c1"]
    assert ids(step(away, "hello")["groups"]) == ["g1"]
    assert ids(step(away, "right")["groups"]) == ["g2"]
    assert ids(step(up, "wrong")["groups"]) == ["menu"]
    assert "groups" not in up


def test_a_list_of_parts_is_put_in_order(document):
    after = run(document, op("order", "steps", ["wrong", "hello"]))

    assert ids(after["steps"]) == ["wrong", "hello", "right"]


def test_removing_a_part_takes_along_what_is_in_it(document):
    after = run(document, op("remove", "steps.hello"), op("add", "steps.right.groups", {"id": "g1"}))

    assert ids(after["steps"]) == ["right", "wrong"]


REFUSED = [
    (op("set", "steps.nobody.name", "x"), NotFound, "change:no_such_part"),
    (op("remove", "steps.nobody"), NotFound, "change:no_such_part"),
    (op("move", "steps.nobody"), NotFound, "change:no_such_part"),
    (op("set", "steps.hello.groups.g9.set", []), NotFound, "change:no_such_part"),
    (op("set", "steps", []), InvalidInput, "change:invalid"),
    (op("set", "steps.hello.id", "other"), InvalidInput, "change:invalid"),
    (op("set", "steps.hello", {"id": "other"}), InvalidInput, "change:invalid"),
    (op("set", "steps.hello", "text"), InvalidInput, "change:invalid"),
    (op("set", "steps.hello.message.text.deep", 1), InvalidInput, "change:invalid"),
    (op("set", "steps.hello.message.buttons.first", {}), InvalidInput, "change:invalid"),
    (op("set", "steps.hello.message.buttons.9", {}), NotFound, "change:no_such_part"),
    (op("add", "steps", "text"), InvalidInput, "change:invalid"),
    (op("add", "steps", {"id": 5}), InvalidInput, "change:invalid"),
    (op("add", "steps", {"id": "Not An Id"}), InvalidInput, "change:invalid"),
    (op("add", "steps", {"id": "new", "colour": "red"}), InvalidInput, "change:invalid"),
    (op("add", "steps.hello.message.text", "x"), InvalidInput, "change:invalid"),
    (op("add", "steps", {"id": "hello"}), Conflict, "change:id_taken"),
    (op("add", "steps.right.groups", {"id": "menu"}), Conflict, "change:id_taken"),
    (op("set", "steps.hello.proxy", "yes"), InvalidInput, "change:invalid"),
    (op("set", "kind", "template"), InvalidInput, "change:invalid"),
    (op("set", "dbcv", None), InvalidInput, "change:invalid"),
    (op("set", "nonsense", 1), InvalidInput, "change:invalid"),
    (op("move", "steps.hello", to="requests"), InvalidInput, "change:invalid"),
    (op("move", "steps.hello.message"), InvalidInput, "change:invalid"),
    (op("order", "steps.hello.message.buttons", []), InvalidInput, "change:invalid"),
    (op("order", "steps", "hello"), InvalidInput, "change:invalid"),
]


@pytest.mark.parametrize(("operation", "kind", "code"), REFUSED)
def test_what_cannot_be_done_is_refused_and_changes_nothing(document, operation, kind, code):
    before = copy.deepcopy(document)

    with pytest.raises(kind) as refused:
        run(document, op("set", "name", "Changed"), operation)

    assert refused.value.code == code
    assert document == before


@pytest.mark.parametrize("groups", ["abc", [1], {"a": 1}, [["x"]], 5])
def test_what_later_operations_would_walk_into_is_refused_at_once(document, groups):
    operations = [op("add", "steps", {"id": "x", "groups": groups}), op("add", "steps.x.groups", {})]

    with pytest.raises(InvalidInput) as refused:
        run(document, *operations)

    assert (refused.value.code, refused.value.details["operation"]) == ("change:invalid", 0)


def test_a_fault_names_its_place_by_ids_in_both_languages(document):
    with pytest.raises(InvalidInput) as refused:
        run(document, op("set", "steps.hello.groups", None, to=None), op("set", "steps.right.proxy", 7))

    assert refused.value.details["path"] == "steps.hello.groups"

    with pytest.raises(InvalidInput) as refused:
        run(document, op("set", "steps.right.proxy", 7))

    [fault] = refused.value.details["fields"]
    assert fault["path"] == "steps.right.proxy"
    assert fault["message"] != fault["message_ru"]


WORDS = ["alpha", "beta", "", "Привет", "x" * 300]


def random_operation(choice: random.Random, document: dict[str, Any]) -> Operation:
    """Anything an author might do to this document; some of it cannot be done."""
    steps = ids(document.get("steps", [])) or ["nobody"]
    name = choice.choice(steps)
    groups = ids(step(document, name).get("groups", [])) if name != "nobody" else []
    group = f"steps.{name}.groups.{choice.choice(groups)}" if groups else None
    place = choice.choice([LAST, None, choice.choice(steps)])
    acts = [
        lambda: op("set", f"steps.{name}.message.text", choice.choice(WORDS)),
        lambda: op("set", f"steps.{name}.name", choice.choice([*WORDS, None])),
        lambda: op("set", f"steps.{name}.position", {"x": choice.randrange(900), "y": 1}),
        lambda: op("add", f"steps.{name}.message.buttons", {"text": choice.choice(WORDS)}),
        lambda: op("set", f"steps.{name}.message.buttons.0", {"text": choice.choice(WORDS)}),
        lambda: op("remove", f"steps.{name}.message.buttons.0"),
        lambda: op("add", "steps", {"message": {"text": choice.choice(WORDS)}}, after=place),
        lambda: op("remove", f"steps.{name}"),
        lambda: op("move", f"steps.{name}", after=place),
        lambda: op("order", "steps", choice.sample(steps, len(steps))),
        lambda: op("add", f"steps.{name}.groups", {"connections": [{"to": name}]}),
        lambda: op("set", f"variables.{choice.choice('abc')}", choice.choice([1, "x", None, [1, 2]])),
        lambda: op("add", "notes", {"text": choice.choice(WORDS)}),
        lambda: op("set", "name", choice.choice(["A", "B"])),
    ]
    if group is not None:
        acts += [
            lambda: op("remove", group),
            lambda: op("add", f"{group}.connections", {"to": choice.choice(steps)}, after=None),
            lambda: op("set", f"{group}.set", [{"variable": "session.x", "value": choice.random()}]),
            lambda: op("move", group, to=f"steps.{choice.choice(steps)}.groups", after=None),
        ]
    return choice.choice(acts)()


@pytest.mark.parametrize("seed", range(40))
def test_the_inverse_of_any_change_brings_back_what_was(document, seed):
    choice = random.Random(seed)  # noqa: S311 - the same edits every time
    for _ in range(30):
        operations = [random_operation(choice, document) for _ in range(choice.randrange(1, 5))]
        try:
            outcome = apply(document, operations)
            after = settle(outcome.document, outcome.touched).document
        except (InvalidInput, NotFound, Conflict):
            continue
        stored = [from_json(one.as_json()) for one in outcome.inverse]
        assert run(after, *stored) == document
        assert canonical(parse_document(copy.deepcopy(after))) == after, "what is written is canonical"
        document = after


@pytest.mark.parametrize("seed", range(20))
def test_the_difference_of_two_documents_makes_one_of_the_other(document, seed):
    choice = random.Random(seed)  # noqa: S311 - the same edits every time
    other = document
    for _ in range(12):
        try:
            other = run(other, random_operation(choice, other))
        except (InvalidInput, NotFound, Conflict):
            continue

    assert run(document, *difference(document, other)) == other
    assert run(other, *difference(other, document)) == document
    assert difference(document, document) == []


def test_paths_meet_where_one_is_inside_the_other():
    theirs = Touched(
        [(("steps", "a", "message", "text"), 5), (("steps", "b"), 6), (("steps", "c", "#place"), 7)]
    )

    assert [*theirs.meets(("steps", "a", "message", "text"))] == [(("steps", "a", "message", "text"), 5)]
    assert [*theirs.meets(("steps", "a"))] == [(("steps", "a", "message", "text"), 5)]
    assert [*theirs.meets(("steps", "b", "groups", "g"))] == [(("steps", "b"), 6)]
    assert [*theirs.meets(("steps", "a", "message", "buttons"))] == []
    assert [*theirs.meets(("steps", "c", "name"))] == []
    assert [*theirs.meets(("steps", "c"))] == [(("steps", "c", "#place"), 7)]
    assert [*theirs.meets(("steps", "d"))] == []
