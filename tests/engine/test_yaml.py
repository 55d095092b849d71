"""YAML in and out: the core schema of 1.2 is read, and what is written reads the same under 1.1."""

import json

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from app.engine.document import canonical, parse_document, read_source, to_json, to_yaml
from app.engine.document.yaml_text import yaml_text
from app.engine.values import encode


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("No", "No"),
        ("y", "y"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("Null", None),
        ("2026-01-01", "2026-01-01"),
        ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"),
        ("12:30:45", "12:30:45"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("+1", 1),
        ("-1.50", -1.5),
        (".5", 0.5),
        ("1e3", 1000),
        ("1e999", "1e999"),
        ("9" * 40, "9" * 40),
        ("0b1", "0b1"),
        ("<<", "<<"),
        ("=", "="),
        ("'4'", "4"),
        ("!!str 4", "4"),
        ('!!int "4"', 4),
        ("!own 4", "4"),
        ("! 4", "4"),
        ("! true", "true"),
        ("! '4'", "4"),
        ("[! 4, !, 4]", ["4", "", 4]),
        ("{! 4: ! null}", {"4": "null"}),
        ('"a\\u2028b\\/"', "a\u2028b/"),
        ('"a\u2028b\x85c\ufeff"', "a\u2028b\x85c\ufeff"),
        ("a\u2028b", "a\u2028b"),
        ("{a: {b: &x [1]}, c: *x}", {"a": {"b": [1]}, "c": [1]}),
        ("{1: a, true: b, ~: c}", {"1": "a", "true": "b", "~": "c"}),
        ("{<<: {a: 1}, a: 2}", {"<<": {"a": 1}, "a": 2}),
    ],
)
def test_a_value_is_what_the_core_schema_says(written, value):
    read = read_source(f"v: {written}")["v"]
    assert read == value
    assert type(read) is type(value)


def test_aliases_that_multiply_without_end_are_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(Exception, match="alias") as raised:
        read_source("\n".join(lines))
    assert raised.value.faults[0].code == "document:alias"


def test_many_lines_are_written_as_a_block():
    written = yaml_text({"code": "async def main(message, variables):\n    return {}\n", "end": "a\nb"})
    assert written == ("code: |\n  async def main(message, variables):\n      return {}\nend: |-\n  a\n  b\n")


def test_what_readers_would_take_for_something_else_is_quoted():
    written = yaml_text(
        {"on": "yes", "y": "2026-01-01", "t": "12:30", "n": "0o7", "a": "true", "b": "~", "c": "1e3"}
    )
    assert written == (
        '"on": "yes"\n"y": "2026-01-01"\nt: "12:30"\n"n": "0o7"\na: "true"\nb: "~"\nc: "1e3"\n'
    )


def test_short_parts_stand_on_one_line_and_long_ones_below():
    bot = parse_document(
        {"dbcv": 1, "kind": "bot", "steps": [{"id": "a", "position": {"x": 0, "y": 1.5}, "note": "x" * 100}]}
    )
    assert to_yaml(bot) == (
        f'dbcv: 1\nkind: bot\nsteps:\n  - id: a\n    position: {{x: 0, "y": 1.5}}\n    note: {"x" * 100}\n'
    )


def test_defaults_are_left_out_and_keys_have_one_order():
    step = {
        "groups": [{"connections": [{"to": "a", "priority": 0}], "type": "message"}],
        "id": "a",
        "proxy": False,
    }
    bot = parse_document(
        {"steps": [step], "kind": "bot", "timezone": "UTC", "dbcv": 1, "on_finish": "restart"}
    )
    assert json.loads(to_json(bot)) == canonical(bot)
    assert list(canonical(bot)) == ["dbcv", "kind", "steps"]
    assert canonical(bot)["steps"] == [
        {"id": "a", "groups": [{"id": "g1", "connections": [{"id": "c1", "to": "a"}]}]}
    ]


def test_free_form_objects_keep_the_order_of_their_keys():
    rules = {
        "rules": [{"value": 1, "operator": "equal", "field": "session.x", "data": {"b": 1, "a": 2}}],
        "condition": "OR",
    }
    to = [{"to": "a", "rules": rules}]
    bot = parse_document({"dbcv": 1, "kind": "bot", "steps": [{"id": "a", "groups": [{"connections": to}]}]})
    again = parse_document(to_yaml(bot))
    assert json.dumps(again.steps[0].groups[0].connections[0].rules) == json.dumps(rules)


HOSTILE = [
    *(
        "on",
        "Yes",
        "n",
        "null",
        "~",
        "",
        " ",
        "\n",
        "a\n",
        "a\n\n",
        "a\n b",
        " a\nb",
        "a\n\tb",
        "a\n \nb",
        "a \nb",
    ),
    *(
        "0x1",
        "012",
        "1:2",
        "1e3",
        ".inf",
        "1_0",
        "<<",
        "=",
        "---",
        "...",
        "- a",
        "a: b",
        "a #b",
        "!x",
        "&a",
        "*a",
    ),
    *(
        "2001-01-01",
        "0.1",
        "+1",
        "0b1",
        "{$user.name$}",
        "@a",
        "`a",
        "%a",
        "a:",
        "?",
        "? a",
        "|",
        ">",
        "\ufeffa",
    ),
]
hostile = st.one_of(
    st.text(max_size=30),
    st.text(
        alphabet="ab \t\n\r:#-?,[]{}&*!|>'\"%@`~=<.0\\/\x85\u2028\u2029\ufeff\xa0\x7f\U0010ffff", max_size=20
    ),
    st.sampled_from(HOSTILE),
    st.text(min_size=120, max_size=130).map(lambda text: text * 10),
)
numbers = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | hostile,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile, inner, max_size=4),
    max_leaves=12,
)


def bot_of(text, value, free):
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": text,
        "variables": free,
        "tests": [free],
        "steps": [
            {
                "id": "on",
                "note": text,
                "message": {"text": text, "params": free, "buttons": [{"text": text}]},
                "groups": [
                    {"code": text, "set": [{"variable": text, "value": value}], "connections": [{"to": text}]}
                ],
            }
        ],
    }


@given(hostile, values, st.dictionaries(hostile, values, max_size=4))
@settings(max_examples=400, deadline=None)
@example("a\n", 1e-07, {"y": 10.0, "n": -0.0, "e": 1e300})
def test_an_export_is_imported_as_the_same_document_and_exported_again_byte_by_byte(text, value, free):
    document = parse_document(bot_of(text, value, free))
    written, as_json = to_yaml(document), to_json(document)
    for again in (parse_document(written), parse_document(written.encode()), parse_document(as_json)):
        assert again == document
        assert to_yaml(again) == written
        assert to_json(again) == as_json
    assert encode(canonical(parse_document(written))) == encode(canonical(document))


@given(st.dictionaries(hostile, values, max_size=5))
@settings(max_examples=400, deadline=None)
def test_readers_of_yaml_1_1_and_1_2_read_what_was_written(free):
    known = read_source(free)
    written = yaml_text({"v": known})
    one_one = yaml.load(written, Loader=yaml.SafeLoader)
    assert loosely(one_one) == loosely({"v": known})
    assert loosely(read_source(written)) == loosely({"v": known})


@given(st.dictionaries(st.text(max_size=20), values, max_size=3))
@settings(max_examples=60, deadline=None)
def test_another_reader_of_yaml_1_2_agrees(free):
    known = read_source(free)
    assert loosely(YAML(typ="safe", pure=True).load(yaml_text({"v": known}))) == loosely({"v": known})


def loosely(value):
    """Numbers as the floats other readers make of them, with their kind apart from texts and booleans."""
    if isinstance(value, dict):
        return {key: loosely(part) for key, part in value.items()}
    if isinstance(value, list):
        return [loosely(part) for part in value]
    if value is None or isinstance(value, bool | str):
        return (type(value).__name__, value)
    return ("number", float(value))


def test_a_long_text_may_not_be_repeated_without_end_either():
    with pytest.raises(Exception, match="alias"):
        read_source("a: &a " + "x" * 10_000 + "\nb: [" + ", ".join(["*a"] * 200) + "]")
