"""What `inspect` reads quickly is what the language compiles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import parse_document
from app.engine.inspect import inspect
from app.engine.inspect.near import Words
from app.engine.inspect.reading import Reader
from app.engine.placeholders import compile_text
from app.engine.rules import ALIASES, OPERATORS, compile_rules

pieces = st.sampled_from(
    [
        "{$user.name$}",
        "{$ session.x | trim $}",
        "{$user.name|default:'$}'$}",
        "{$user.name|default:'{$a$}'$}",
        "{$usr.x$}",
        "{$user.x|uper$}",
        "{$",
        "$}",
        "{",
        "$",
        "|",
        "'",
        " ",
        "text",
        "user.name",
        "\x00",
        "\ud800",
        "{$user.\ud800$}",
        "{$user.я-1_$}",
        "{$user.a.0|replace:'a','b'|first$}",
    ]
)
texts = st.lists(pieces, max_size=8).map("".join)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_a_text_is_read_as_it_is_compiled(text):
    reading, template = Reader().text(text), compile_text(text)
    assert (reading.paths, reading.faults) == (template.paths, template.faults)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=6,
)
rules = st.fixed_dictionaries(
    {},
    optional={
        "field": st.sampled_from(["user.name", " user.name", "usr.x", "user", "", 5, "{$user.name$}", "a b"]),
        "operator": st.sampled_from([*OPERATORS, *ALIASES, "equls", 5, None]),
        "value": values,
        "type": st.sampled_from([None, "integer", "date", "string", "text", 5, []]),
        "ignore_case": st.sampled_from([None, True, False, 0, "yes"]),
        "id": scalars,
    },
)
groups = st.recursive(
    rules | values,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "condition": st.sampled_from(["AND", "or", "And", "xor", None, []]),
            "rules": st.lists(inner, max_size=3) | values,
            "not": st.sampled_from([None, True, False, 1, "no"]),
        },
    ),
    max_leaves=8,
)


@given(groups)
@settings(max_examples=1000, deadline=None)
def test_a_rule_set_is_read_as_it_is_compiled(given_rules):
    if given_rules is None or given_rules == {}:
        return
    reading, compiled = Reader().rules(given_rules), compile_rules(given_rules)
    assert (reading.paths, reading.faults) == (compiled.paths, compiled.faults)


@pytest.mark.parametrize("levels", [31, 32, 33])
def test_the_depth_of_rules_counts_alike(levels):
    deep = {"field": "user.name", "operator": "is_null"}
    for _ in range(levels):
        deep = {"condition": "AND", "rules": [deep]}
    assert bool(Reader().rules(deep).faults) is bool(compile_rules(deep).faults)


def test_where_patterns_cost_more_than_anybody_writes_the_last_are_not_looked_at():
    reader = Reader()
    costly = [
        {"field": "user.name", "operator": "matches", "value": rf"\pL{{900}}{number}"}
        for number in range(200)
    ]
    read = [reader.rules(one) for one in costly]
    assert not read[0].is_sound
    assert not read[-1].is_whole
    assert sum(one.is_whole for one in read) < 50


NEAREST = [
    ("helo", ["hello", "world"], ("hello", True)),
    ("Hello", ["hello"], ("hello", True)),
    ("step_3", ["step_1"], ("step_1", False)),
    ("step_1", ["step_11", "step_12"], ("step_11", False)),
    ("ecko", ["echo", "each"], ("echo", True)),
    ("ehco", ["echo"], ("echo", True)),
    ("echoo", ["echo"], ("echo", True)),
    ("confirm_order", ["confirm_offer"], ("confirm_offer", False)),
    ("ab", ["ac"], ("ac", False)),
    ("sore", ["score", "store"], ("score", False)),
    ("scor", ["score", "scope"], ("score", True)),
    ("zzz", ["hello"], None),
    ("", ["hello"], None),
    ("hello", [], None),
]


@pytest.mark.parametrize(("word", "known", "meant"), NEAREST)
def test_the_nearest_word_is_sure_only_where_nothing_else_is_near(word, known, meant):
    assert Words(known).meant(word) == meant


def test_a_pattern_that_is_written_again_and_again_is_counted_once():
    rule = {"field": "message.text", "operator": "matches", "value": r"^[\p{L}\p{M}' -]{1,100}$"}
    reader = Reader()
    assert all(reader.rules({"condition": "OR", "rules": [rule]}).is_sound for _ in range(300))


def test_a_bot_with_more_patterns_than_anybody_writes_is_not_published():
    rules = [{"field": "message.text", "operator": "matches", "value": f"^a{n}$"} for n in range(201)]
    connections = [{"rules": {"condition": "OR", "rules": [rule]}, "to": "a"} for rule in rules]
    steps = [{"id": "a", "groups": [{"connections": connections}]}]
    document = parse_document({"dbcv": 1, "kind": "bot", "first_step": "a", "steps": steps})
    assert ("rule:bad_pattern", "error") in {(issue.code, issue.severity) for issue in inspect(document)}
