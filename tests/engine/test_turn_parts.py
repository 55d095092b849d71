"""The parts of a turn that stand on their own: the registries, the schema subset, ids."""

from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from app.engine.document.group import GroupType
from app.engine.events import Answer
from app.engine.groups import KINDS
from app.engine.ids import command_id, derived_id
from app.engine.paths import RESULT_SCOPES
from app.engine.schema_check import misfits, with_defaults
from engine.turns import compiled


def test_every_type_of_group_has_a_kind_and_every_kind_but_message_an_answer_and_a_scope():
    assert set(KINDS) == set(GroupType.__value__.__args__)
    assert {name for name, kind in KINDS.items() if kind} == RESULT_SCOPES
    assert {kind.answer for kind in KINDS.values() if kind} == set(Answer.__value__.__args__)


def test_ids_are_those_of_uuid5():
    namespace = UUID("6f1d9a0c-52e3-4b7e-9d5b-1c8f0a2e4d63")

    assert derived_id("жук") == str(uuid5(namespace, "жук"))
    assert command_id("s", "e", 3) == str(uuid5(namespace, "s\ne\n3"))


@pytest.mark.parametrize(
    ("schema", "fitting", "unfit"),
    [
        ({"type": "string"}, ["", "x"], [1, None, [], {}]),
        ({"type": "number"}, [1, 1.5, Decimal("0.10000000000000000001")], ["1", True]),
        ({"type": "integer"}, [1, 10.0], [1.5, Decimal("1.5"), True, "1"]),
        ({"type": "boolean"}, [True], [0, "true"]),
        ({"type": "null"}, [None], [0, "", False]),
        ({"type": ["array", "null"]}, [None, []], [{}, ""]),
        ({"type": "object"}, [{}], [[]]),
        ({"enum": [1, "a", [True]]}, [1, 1.0, "a", [True]], [True, "1", [1]]),
        ({"const": {"a": 1}}, [{"a": 1.0}], [{"a": 1, "b": 2}, {"a": True}]),
        ({"minimum": 2, "maximum": 3}, [2, 3, 2.5, "no number"], [1.99, Decimal("3.00000000000000000001")]),
        ({"minLength": 1, "maxLength": 2}, ["жж", 12345], ["", "abc"]),
        ({"pattern": "^a+"}, ["aab", 5], ["b", ""]),
        ({"pattern": "(?=x)"}, [5], ["x"]),
        ({"minItems": 1, "maxItems": 2}, [[1], {}], [[], [1, 2, 3]]),
        ({"minProperties": 1, "maxProperties": 1}, [{"a": 1}, []], [{}, {"a": 1, "b": 1}]),
        ({"items": {"type": "integer"}}, [[1], []], [[1, "x"]]),
        ({"properties": {"a": {"type": "string"}}}, [{}, {"a": ""}, {"b": 1}], [{"a": 1}]),
        ({"required": ["a"]}, [{"a": None}], [{}]),
        ({"additionalProperties": False, "properties": {"a": {}}}, [{"a": 1}], [{"b": 1}]),
        ({"additionalProperties": {"type": "string"}}, [{"a": ""}], [{"a": 1}]),
        ({}, [None, 1, {"a": []}], []),
    ],
)
def test_a_schema_lets_through_what_fits(schema, fitting, unfit):
    assert [value for value in fitting if list(misfits(schema, value))] == []
    assert [value for value in unfit if not list(misfits(schema, value))] == []


def test_a_misfit_names_its_place():
    schema = {"properties": {"list": {"items": {"required": ["x"]}}}}

    (misfit,) = misfits(schema, {"list": [{"x": 1}, {}]})

    assert (misfit.at, misfit.keyword) == (("list", 1), "required")


def test_defaults_stand_for_what_was_left_out_and_not_for_null():
    schema = {"properties": {"a": {"default": 1}, "b": {"default": [2]}, "c": {}}}

    assert with_defaults(schema, {"a": None}) == {"a": None, "b": [2]}


def test_groups_and_connections_are_compiled_in_order_of_handling():
    connections = [{"priority": 5, "to": "a"}, {"to": "a"}, {"priority": -1, "to": "a"}]
    groups = [{"priority": 1}, {"connections": connections}, {}, {"on": "timeout", "after": 1}]

    step = compiled([{"id": "a", "groups": groups}]).flow.steps["a"]

    assert [group.order for group in step.on_message] == [(0, 1), (0, 2), (1, 0)]
    assert [connection.id for connection in step.on_message[0].connections] == ["c3", "c2", "c1"]
    assert len(step.timeouts) == 1
