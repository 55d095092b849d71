"""Tools as they are described: everything an assistant needs, nothing twice."""

from typing import Any

import pytest

from dbcv_mcp.briefly import briefly

OPTIONAL = {
    "default": None,
    "title": "After",
    "anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}],
}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (OPTIONAL, {"type": "string", "maxLength": 9}),
        (
            {"default": None, "anyOf": [{"type": "string"}, {"type": "array"}, {"type": "null"}]},
            {"anyOf": [{"type": "string"}, {"type": "array"}]},
        ),
        ({"default": 20, "type": "integer", "exclusiveMaximum": 2**31}, {"default": 20, "type": "integer"}),
        ({"type": "integer", "exclusiveMaximum": 7}, {"type": "integer", "exclusiveMaximum": 7}),
        ({"type": "object", "additionalProperties": True}, {"type": "object"}),
        (
            {"type": "object", "additionalProperties": False, "title": "Change"},
            {"type": "object", "additionalProperties": False},
        ),
        (
            {"properties": {"title": {"type": "string", "title": "Title"}, "default": OPTIONAL}},
            {"properties": {"title": {"type": "string"}, "default": {"type": "string", "maxLength": 9}}},
        ),
        ({"$defs": {"title": {"title": "Title"}}}, {"$defs": {"title": {}}}),
    ],
)
def test_a_schema_says_the_same_in_fewer_words(schema: dict[str, Any], said: dict[str, Any]):
    assert briefly(schema) == said


def test_a_null_that_means_something_is_still_said():
    told = {**OPTIONAL, "description": "null: first"}
    assert briefly(told) == {key: value for key, value in told.items() if key != "title"}
