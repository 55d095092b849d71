"""Which rules `inspect` says can never hold, alone or together."""

import pytest
from inspect_documents import C, R, all_of, connection, found, rule

NEVER = [
    {"operator": "between", "value": [10, 1]},
    {"operator": "between", "value": ["2026-02-01", "2026-01-01"], "type": "date"},
    {"operator": "between", "value": [None, 1]},
    {"operator": "equal", "value": "soon", "type": "date"},
    {"operator": "less", "value": "many", "type": "integer"},
    {"operator": "greater_than", "value": None},
    {"operator": "in", "value": []},
    {"operator": "in", "value": " , "},
    {"operator": "in", "value": ["a", "b"], "type": "double"},
    {"operator": "begins_with", "value": ["a"]},
    {"operator": "matches", "value": None},
]


@pytest.mark.parametrize("parts", NEVER)
def test_a_rule_that_can_never_hold_is_found(parts):
    assert ("rule:never", R) in found(rule(**parts))


POSSIBLE = [
    {"operator": "between", "value": [1, 10]},
    {"operator": "between", "value": ["{$bot.name$}", 1]},
    {"operator": "not_between", "value": [10, 1]},
    {"operator": "equal", "value": None, "type": "integer"},
    {"operator": "equal", "value": " 5 ", "type": "integer"},
    {"operator": "in", "value": "1, 2", "type": "integer"},
    {"operator": "in", "value": [None]},
    {"operator": "contains", "value": "a"},
    {"operator": "is_empty"},
    {"operator": "equal", "value": ""},
    {"operator": "matches", "value": "a+"},
]


@pytest.mark.parametrize("parts", POSSIBLE)
def test_a_rule_that_can_hold_is_not_blamed(parts):
    assert "rule:never" not in {code for code, _ in found(rule(**parts))}


OF_KNOWN_FIELDS = [
    ({"field": "event.type", "operator": "equal", "value": "messages"}, True),
    ({"field": "event.type", "operator": "equal", "value": "Timeout"}, True),
    ({"field": "event.type", "operator": "equal", "value": "Timeout", "ignore_case": True}, False),
    ({"field": "event.type", "operator": "not_in", "value": "start, message, timeout"}, True),
    ({"field": "event.type", "operator": "is_null"}, True),
    ({"field": "system.weekday", "operator": "equal", "value": "monday"}, True),
    ({"field": "system.weekday", "operator": "greater", "value": 7}, True),
    ({"field": "system.weekday", "operator": "in", "value": "6, 7"}, False),
    ({"field": "response.ok", "operator": "equal", "value": "yes"}, True),
    ({"field": "response.ok", "operator": "equal", "value": "true"}, False),
    ({"field": "response.status", "operator": "equal", "value": "ok"}, True),
    ({"field": "response.status", "operator": "equal", "value": 404}, False),
    ({"field": "response.status", "operator": "equal", "value": 600}, True),
    ({"field": "response.status", "operator": "between", "value": [400, 499]}, False),
    ({"field": "response.status", "operator": "between", "value": [600, 699]}, True),
    ({"field": "response.status", "operator": "begins_with", "value": "4"}, False),
    ({"field": "message.attachments", "operator": "matches", "value": "png"}, True),
    ({"field": "message.attachments", "operator": "not_matches", "value": "png"}, False),
    ({"field": "event.type", "operator": "equal", "value": "{$session.id$}"}, False),
]


@pytest.mark.parametrize(("parts", "never"), OF_KNOWN_FIELDS)
def test_what_a_field_can_hold_is_known_for_some(parts, never):
    assert ("rule:never" in {code for code, _ in found(connection(rules=parts))}) is never


def about_text(operator, value=None, **parts):
    return {"field": "message.text", "operator": operator, "value": value} | parts


TOGETHER = [
    ([about_text("equal", "a"), about_text("equal", "b")], True),
    ([about_text("equal", "a"), about_text("equals", "a")], False),
    ([about_text("is_empty"), about_text("equal", "a")], True),
    ([about_text("equal", "a"), about_text("not_equal", "a")], True),
    ([about_text("equal", "abc"), about_text("begins_with", "ab")], False),
    ([about_text("equal", "abc"), about_text("contains", "x")], True),
    ([about_text("equal", "abc"), about_text("in", "abc, d")], False),
    ([about_text("equal", "abc"), about_text("matches", "^x")], True),
    ([about_text("equal", "abc", ignore_case=True), about_text("equal", "ABC")], False),
    ([about_text("equal", 5), about_text("equal", "5.0")], False),
    ([about_text("equal", 5), about_text("equal", 6)], True),
    ([about_text("equal", 5), about_text("begins_with", "5.")], False),
    ([about_text("equal", "true"), about_text("equal", True)], False),
    ([about_text("equal", "a"), about_text("equal", "{$session.id$}")], False),
    ([about_text("equal", "a"), about_text("equal", "b", field="message.button")], False),
]


@pytest.mark.parametrize(("rules", "against"), TOGETHER)
def test_rules_that_rule_each_other_out_are_found(rules, against):
    told = {code for code, _ in found(connection(rules=all_of(*rules)))}
    assert ("rule:contradiction" in told) is against


def test_rules_of_an_or_may_want_what_they_like():
    rules = {"condition": "OR", "rules": [about_text("equal", "a"), about_text("equal", "b")]}
    assert "rule:contradiction" not in {code for code, _ in found(connection(rules=rules))}


def test_an_empty_or_never_holds():
    assert ("rule:never", f"{C}.rules") in found(connection(rules={"condition": "OR", "rules": []}))
