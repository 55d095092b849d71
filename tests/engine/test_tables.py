from typing import Any

import pytest

from app.engine.tables import run_case

RULE = {"field": "session.x", "operator": "equal", "value": 1}


@pytest.mark.parametrize(
    ("case", "differences"),
    [
        ({"rules": RULE, "context": {"session": {"x": 1}}, "expect": True}, []),
        ({"rules": RULE, "context": {}, "expect": True}, ["expected true, got false"]),
        (
            {"rules": RULE, "expect": False, "problems": ["rule:invalid"]},
            ['expected problems ["rule:invalid"], got []'],
        ),
        (
            {"template": "{$session.x$}", "mode": "text", "context": {"session": {"x": 10.0}}, "expect": 10},
            [],
        ),
        ({"template": "{$session.x$}", "mode": "text", "context": {"session": {"x": "10"}}, "expect": 10}, 1),
        ({"template": "{$session.x$}", "mode": "text", "context": {"session": {"x": True}}, "expect": 1}, 1),
        (
            {
                "template": "{$session.x|upper$}",
                "mode": "text",
                "context": {"session": {"x": 1}},
                "expect": 1,
            },
            [],
        ),
        ({"template": "a", "expect": "a"}, ["mode is missing"]),
        ({"template": "a", "mode": "html", "expect": "a"}, ["mode is one of text, message, url, json"]),
        ({"rules": None}, ["expect is missing"]),
        ({"rules": None, "expect": True, "expected": True}, ["unknown key expected"]),
        ({"rules": None, "expect": True, "mode": "text"}, ["unknown key mode"]),
        ({"rules": None, "expect": True, "context": 5}, ["context is an object of scopes"]),
        ({}, ["expect is missing", "mode is missing", "template is missing"]),
        ("case", ["a case is an object"]),
    ],
)
def test_a_case_passes_or_tells_the_differences(case: Any, differences: list[str] | int) -> None:
    found = run_case(case)
    assert (len(found) if isinstance(differences, int) else found) == differences
