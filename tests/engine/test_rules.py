import json
from datetime import UTC, datetime
from typing import Any

import pytest
from case_tables import SHARED, cases
from hypothesis import given
from hypothesis import strategies as st
from json_strategies import decimals, json_values, wild_values

from app.engine.faults import PROBLEM_CODES
from app.engine.rules import ALIASES, OPERATORS, compile_rules
from app.engine.rules.comparison import equal, equals, same
from app.engine.rules.conversion import CONVERSIONS
from app.engine.tables import Recorder, run_case
from app.engine.variables import Scopes

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TABLE = cases("rules.json")
UNTESTABLE = {"rule:unknown_operator", "rule:bad_pattern", "rule:invalid", "rule:too_deep"}

members = st.sampled_from(
    ["condition", "rules", "not", "field", "operator", "value", "type", "ignore_case", "id"]
)
words = st.sampled_from(
    ["AND", "or", "session.x", "user", *OPERATORS, *ALIASES, *CONVERSIONS, "{$session.x$}", "("]
)
rule_like = st.recursive(
    st.none() | st.booleans() | st.integers() | words | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(members | st.text(max_size=2), inner, max_size=6)
    ),
    max_leaves=20,
)
rules = st.fixed_dictionaries(
    {"field": st.just("session.x"), "value": json_values | words},
    optional={"type": st.sampled_from(sorted(CONVERSIONS)), "ignore_case": st.booleans()},
)


def view(value: object) -> Scopes:
    return Scopes({"session": {"x": value}}, now=NOW)


def outcome(rule_set: Any, value: object) -> tuple[bool, list[str]]:
    probe = Recorder()
    return compile_rules(rule_set).test(view(value), probe), probe.problems


@pytest.mark.parametrize("case", TABLE)
def test_the_case_of_the_table_holds(case: dict) -> None:
    assert run_case(case) == []


@pytest.mark.parametrize("case", TABLE)
def test_what_is_untestable_for_certain_is_found_without_running(case: dict) -> None:
    faults = {fault.code for fault in compile_rules(case["rules"]).faults}
    met = set(case.get("problems", ())) & UNTESTABLE
    assert met <= faults or "{$" in json.dumps(case["rules"])
    assert faults - UNTESTABLE <= {"template:unknown_scope"}


def test_every_operator_alias_type_and_problem_occurs_in_the_table() -> None:
    text = json.dumps([case.values[0]["rules"] for case in TABLE])
    names = [*OPERATORS, *ALIASES, *CONVERSIONS, "ignore_case"]
    assert [name for name in names if f'"{name}"' not in text] == []
    met = {code for case in TABLE for code in case.values[0].get("problems", ())}
    assert met >= UNTESTABLE
    assert met <= PROBLEM_CODES.keys()


def test_every_negation_shares_the_work_of_what_it_negates() -> None:
    for name, operator in OPERATORS.items():
        plain = name.replace("not_", "", 1)
        assert operator.negated is (plain != name)
        assert OPERATORS[plain].prepare is operator.prepare


@given(rule_like, wild_values)
def test_no_json_value_makes_a_rule_set_raise(rule_set: Any, value: object) -> None:
    holds, problems = outcome(rule_set, value)
    assert type(holds) is bool
    assert set(problems) <= UNTESTABLE | {"template:filter"}


@given(rules, st.sampled_from(sorted(OPERATORS)), wild_values)
def test_a_rule_on_any_value_never_raises(rule: dict, operator: str, value: object) -> None:
    assert type(outcome({**rule, "operator": operator}, value)[0]) is bool


@given(rules, st.sampled_from([name for name in OPERATORS if OPERATORS[name].negated]), json_values)
def test_not_x_is_the_exact_negation_of_x_unless_untestable(rule: dict, negation: str, value: object) -> None:
    holds, problems = outcome({**rule, "operator": negation.replace("not_", "", 1)}, value)
    turned, turned_problems = outcome({**rule, "operator": negation}, value)
    assert problems == turned_problems
    assert (holds, turned) == (False, False) if UNTESTABLE & set(problems) else holds is not turned


@given(rules, json_values)
def test_a_group_with_not_is_the_negation_of_the_group(rule: dict, value: object) -> None:
    group = {"condition": "OR", "rules": [{**rule, "operator": "equal"}]}
    assert outcome(group, value)[0] is not outcome({**group, "not": True}, value)[0]


@given(json_values, json_values)
def test_equality_is_the_same_prepared_or_not_and_either_way_round(left: object, right: object) -> None:
    assert (
        equal(left, right)
        is equal(right, left)
        is equals(left)(right, view(None))
        is equals(right)(left, view(None))
    )


@given(json_values)
def test_every_value_equals_itself(value: object) -> None:
    assert equal(value, value)
    assert same(value, value)


@given(decimals, decimals)
def test_numbers_are_ordered_as_numbers_however_they_are_written(left: Any, right: Any) -> None:
    rule = {"field": "session.x", "operator": "less", "value": f" {right:f}"}
    assert outcome(rule, f"{left:f}") == (left < right, [])


def test_a_tested_rule_is_told_with_what_it_saw() -> None:
    probe = Recorder()
    tested = {"field": " session.x ", "operator": "equals", "value": "{$user.name$}"}
    constant = {"field": "session.x", "operator": "in", "value": "b, c"}
    scopes = Scopes({"session": {"x": "a"}, "user": {"name": "a"}}, now=NOW)
    compile_rules({"condition": "AND", "rules": [tested, constant, tested]}).test(scopes, probe)
    assert probe.rules == [
        ("session.x", "equals", "a", "a", True),
        ("session.x", "in", ["b", "c"], "a", False),
    ]


def test_paths_of_fields_and_values_are_told() -> None:
    rule = {"field": "session.x", "operator": "in", "value": "{$user.a$}, {$user.b$}"}
    assert compile_rules({"condition": "AND", "rules": [rule, rule]}).paths == (
        ("session", "x"),
        ("user", "a"),
        ("user", "b"),
    )


def test_a_fault_tells_where_it_is_in_the_rules() -> None:
    bad = {"field": "session.x", "operator": "nope"}
    value = {"field": "session.x", "operator": "in", "value": ["a", "{$oops$}"]}
    found = compile_rules({"condition": "OR", "rules": [{"condition": "AND", "rules": [bad]}, value]}).faults
    assert [(fault.code, fault.at) for fault in found] == [
        ("rule:unknown_operator", ("rules", 0, "rules", 0)),
        ("template:unknown_scope", ("rules", 1, "value", 1)),
    ]


def test_the_else_is_known_before_it_is_tested() -> None:
    assert [compile_rules(rules).always for rules in (None, {}, {"condition": "AND", "rules": []})] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("depth", [33, 5000])
def test_groups_nested_without_end_are_compiled_to_the_limit(depth: int) -> None:
    rule_set: Any = None
    for _ in range(depth):
        rule_set = {"condition": "AND", "rules": [rule_set]}
    assert [fault.code for fault in compile_rules(rule_set).faults] == ["rule:too_deep"]


def test_a_pattern_of_exploding_size_is_refused() -> None:
    rule = {"field": "session.x", "operator": "matches", "value": r"((\pL{100}){10}){10}"}
    assert outcome(rule, "a" * 1000) == (False, ["rule:bad_pattern"])


def test_a_pattern_that_would_backtrack_for_ever_ends_at_once() -> None:
    rule = {"field": "session.x", "operator": "matches", "value": r"^(a+)+$"}
    assert outcome(rule, "a" * 50_000 + "!") == (False, [])


def corpus() -> list[Any]:
    """Every object with rules in the rule sets that other projects publish."""
    found: list[Any] = []
    for file in sorted((SHARED / "corpora" / "rules").glob("*.json")):
        level = [json.loads(file.read_text())]
        while level:
            part = level.pop()
            if isinstance(part, dict):
                found.extend([part] if "rules" in part or "operator" in part else [])
                level.extend(part.values())
            level.extend(part if isinstance(part, list) else [])
    return found


@pytest.mark.skipif(not SHARED.exists(), reason="the shared rule sets are not at hand")
def test_rule_sets_of_other_projects_compile_and_test() -> None:
    found = corpus()
    assert len(found) > 100
    for rule_set in found:
        holds, problems = outcome(rule_set, "Peter")
        assert type(holds) is bool
        assert set(problems) <= UNTESTABLE


@pytest.mark.parametrize("pattern", [r"^[\p{L} '-]{2,50}$", r"^[\p{L}\p{M}' -]{1,100}$", r"^.{1,1000}$"])
def test_a_pattern_for_names_in_any_script_is_not_too_large(pattern: str) -> None:
    rule = {"field": "session.x", "operator": "matches", "value": pattern}
    assert outcome(rule, "Анна-Мария О'Нил") == (True, [])
