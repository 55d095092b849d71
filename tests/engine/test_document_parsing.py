"""Reading documents: what is taken, and every fault by its path."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.document import DocumentError, parse_any, parse_document, read_source
from app.engine.issue_codes import FAULT_CODES
from app.engine.rules.patterns import searcher
from app.engine.upgrade import VersionError, upgrade

BOT = {"dbcv": 1, "kind": "bot"}


def faults_of(source, kind="bot"):
    with pytest.raises(DocumentError) as raised:
        parse_document(source, kind)
    return raised.value.faults


def codes_of(source, kind="bot"):
    return [(fault.code, fault.path) for fault in faults_of(source, kind)]


def test_the_smallest_bot_has_every_default():
    bot = parse_document("dbcv: 1\nkind: bot\n")
    assert (bot.on_finish, bot.timezone, bot.steps, bot.first_step) == ("restart", "UTC", [], None)


def test_yaml_json_and_values_give_the_same_document():
    written = b"dbcv: 1\nkind: bot\nsteps: [{id: a, message: {text: hi}}]"
    as_json = '{"dbcv": 1, "kind": "bot", "steps": [{"id": "a", "message": {"text": "hi"}}]}'
    values = BOT | {"steps": [{"id": "a", "message": {"text": "hi"}}]}
    assert parse_document(written) == parse_document(as_json) == parse_document(values)


def test_a_byte_order_mark_is_passed_over():
    assert parse_document(b"\xef\xbb\xbfdbcv: 1\nkind: bot").kind == "bot"


def test_a_flow_mapping_that_is_no_json_is_read_as_yaml():
    assert parse_document("{dbcv: 1, kind: bot, name: Quiz}").name == "Quiz"


def test_a_key_with_null_is_as_if_left_out():
    bot = parse_document("dbcv: 1\nkind: bot\ngroups:\nsteps:\n  - {id: a, message: , groups: , name: }")
    assert bot == parse_document(BOT | {"steps": [{"id": "a"}]})


def test_an_unknown_key_is_named_with_the_nearest_known_one():
    (fault,) = faults_of(BOT | {"steps": [{"id": "a", "mesage": {}}]})
    assert (fault.code, fault.path, fault.nearest) == ("document:unknown_key", "steps.0.mesage", "message")
    assert "“message”" in fault.message


def test_every_faulty_field_is_told_in_one_go():
    step = {"id": "A", "groups": [{"on": "tiemout", "after": "soon", "priority": 1.5, "connections": [{}]}]}
    found = codes_of(BOT | {"steps": [step, 3], "name": 4, "locale": True})
    assert found == [
        ("document:not_text", "name"),
        ("document:not_text", "locale"),
        ("document:id", "steps.0.id"),
        ("document:value", "steps.0.groups.0.on"),
        ("document:not_a_number", "steps.0.groups.0.after"),
        ("document:not_whole", "steps.0.groups.0.priority"),
        ("document:missing", "steps.0.groups.0.connections.0.to"),
        ("document:not_an_object", "steps.1"),
    ]


@pytest.mark.parametrize(
    ("part", "code", "path"),
    [
        ({"steps": {}}, "document:not_a_list", "steps"),
        ({"steps": [{"id": "a", "proxy": "yes"}]}, "document:not_true_or_false", "steps.0.proxy"),
        ({"variables": []}, "document:not_an_object", "variables"),
        ({"requests": [{"id": "a", "timeout": 61}]}, "document:range", "requests.0.timeout"),
        ({"requests": [{"id": "a", "timeout": 0}]}, "document:range", "requests.0.timeout"),
        ({"requests": [{"id": "a", "retry": {"times": 6}}]}, "document:range", "requests.0.retry.times"),
        ({"requests": [{"id": "a", "method": "GETT"}]}, "document:value", "requests.0.method"),
        ({"notes": [{"position": {"x": 1, "y": "2"}}]}, "document:not_a_number", "notes.0.position.y"),
        ({"steps": [{"id": "a" * 65}]}, "document:id", "steps.0.id"),
        ({"variables": {"x": float("nan")}}, "document:number", "variables.x"),
        ({"variables": {"x": [Decimal("Infinity")]}}, "document:number", "variables.x.0"),
        ({"variables": {"x": {1, 2}}}, "document:not_json", "variables.x"),
        ({"variables": {1: 2}}, "document:not_json", "variables"),
        ({"kind": "template"}, "document:kind", "kind"),
        ({"dbcv": 0}, "document:version_unknown", "dbcv"),
        ({"dbcv": "1"}, "document:version_unknown", "dbcv"),
        ({"dbcv": True}, "document:version_unknown", "dbcv"),
        ({"dbcv": None}, "document:version_missing", "dbcv"),
        ({"dbcv": 2}, "document:version_newer", "dbcv"),
    ],
)
def test_a_fault_has_its_code_and_path(part, code, path):
    assert codes_of(BOT | part) == [(code, path)]


@pytest.mark.parametrize(
    ("source", "code", "path"),
    [
        ("x: [", "document:yaml", ""),
        ("a: 1\n---\nb: 2", "document:yaml", ""),
        ("? [a]\n: b", "document:yaml", ""),
        ("\x01", "document:yaml", ""),
        ("", "document:not_a_document", ""),
        ("- a", "document:not_a_document", ""),
        ("42", "document:not_a_document", ""),
        (b"\xff\xfe", "document:encoding", ""),
        ('{"dbcv": 1,', "document:json", ""),
        ("dbcv: 1\nkind: bot\nkind: bot", "document:duplicate_key", "kind"),
        ("dbcv: 1\nkind: bot\nsteps:\n - id: a\n   id: b", "document:duplicate_key", "steps.0.id"),
        ('{"steps": [{"id": "a", "id": "b"}]}', "document:duplicate_key", "steps.0.id"),
        ("a: &a [*a]", "document:alias", "a.0"),
        ("a: *b", "document:alias", "a"),
        ("a: .nan", "document:number", "a"),
        ('{"a": NaN}', "document:number", "a"),
        ('{"a": -Infinity}', "document:number", "a"),
        ("a: " + "[" * 150 + "]" * 150, "document:too_deep", "a" + ".0" * 100),
        ("[" * 100_000, "document:too_deep", ""),
        ('{"a":' * 150 + "1" + "}" * 150, "document:too_deep", ""),
        ("a: " + "x" * (10 * 1024 * 1024), "document:too_large", ""),
        (b" " * (10 * 1024 * 1024 + 1), "document:too_large", ""),
    ],
)
def test_a_source_that_cannot_be_read_says_why(source, code, path):
    assert codes_of(source) == [(code, path)]


def test_a_template_is_read_as_one():
    template = parse_any("{dbcv: 1, kind: template, id: t, version: 2, inputs: {type: object}}")
    assert (template.kind, template.version) == ("template", 2)


@pytest.mark.parametrize(
    ("schema", "code", "path"),
    [
        ({"$ref": "#"}, "document:unknown_key", "inputs.$ref"),
        ({"properties": {"a": {"tpye": "string"}}}, "document:unknown_key", "inputs.properties.a.tpye"),
        ({"properties": {"a": {"type": "text"}}}, "document:value", "inputs.properties.a.type"),
        ({"properties": {"a": {"pattern": "("}}}, "document:pattern", "inputs.properties.a.pattern"),
        ({"required": None}, "document:not_a_list", "inputs.required"),
        ({"items": {"minLength": -1}}, "document:range", "inputs.items.minLength"),
    ],
)
def test_a_schema_of_a_template_stays_within_the_subset(schema, code, path):
    template = {"dbcv": 1, "kind": "template", "id": "t", "version": 1, "inputs": schema}
    assert codes_of(template, "template") == [(code, path)]
    bundled = BOT | {"templates": [template]}
    assert codes_of(bundled) == [(code, f"templates.0.{path}")]


def with_patterns(name, count):
    properties = {f"k{n}": {"type": "string", "pattern": f"a{{1,900}}{name}{n}"} for n in range(count)}
    schema = {"type": "object", "properties": properties}
    return {"dbcv": 1, "kind": "template", "id": name, "version": 1, "inputs": schema}


def test_a_template_has_only_so_many_patterns_in_its_schemas():
    large = with_patterns("t", 3000)
    assert codes_of(large, "template") == [("document:too_many_patterns", "")]
    assert codes_of(BOT | {"templates": [large]}) == [("document:too_many_patterns", "templates.0")]
    assert parse_document(with_patterns("t", 100), "template").id == "t"


def test_templates_together_have_only_so_many_of_their_patterns_made_ready():
    known = searcher.cache_info().misses
    parse_document(BOT | {"templates": [with_patterns(f"many{n}", 100) for n in range(30)]})
    assert searcher.cache_info().misses - known <= 200


def test_ids_are_made_where_they_are_missing_and_free_in_the_bot():
    groups = [{"id": "g1", "connections": [{"to": "a"}]}, {"connections": [{"id": "c1", "to": "a"}]}]
    bot = parse_document(BOT | {"groups": [{}], "steps": [{"id": "a", "groups": groups}], "notes": [{}]})
    assert [bot.groups[0].id, *(group.id for group in bot.steps[0].groups)] == ["g2", "g1", "g3"]
    assert [group.connections[0].id for group in bot.steps[0].groups] == ["c2", "c1"]
    assert bot.notes[0].id == "n1"


def test_the_values_given_are_left_as_they_are():
    given = BOT | {"steps": [{"id": "a", "groups": [{"connections": [{"to": "a"}]}]}]}
    parse_document(given)
    assert given["steps"] == [{"id": "a", "groups": [{"connections": [{"to": "a"}]}]}]


def test_texts_come_out_clean_and_numbers_exact():
    values = read_source('{"a": "x\\u0000y\\ud800", "b": 0.1234567890123456789, "c": 1.0, "d": 1e400}')
    assert values == {"a": "x\ufffdy\ufffd", "b": Decimal("0.1234567890123456789"), "c": 1, "d": "1e400"}


def test_an_older_version_is_brought_up_one_function_at_a_time():
    steps = {
        1: lambda raw: raw | {"steps": raw["nodes"]},
        2: lambda raw: {key: part for key, part in raw.items() if key != "nodes"},
    }
    given = {"dbcv": 1, "nodes": []}
    assert upgrade(given, steps, current=3) == {"dbcv": 3, "steps": []}
    assert given == {"dbcv": 1, "nodes": []}


def test_a_gap_between_versions_is_refused():
    with pytest.raises(VersionError) as raised:
        upgrade({"dbcv": 1}, {2: lambda raw: raw}, current=3)
    assert raised.value.code == "document:version_unknown"


def test_every_fault_has_a_sentence_in_both_languages_without_the_fields_of_an_author():
    fault = faults_of(BOT | {"{found}": 1})[0]
    assert fault.message.startswith("The key “{found}” is not known here.")
    assert "Ключ" in fault.sentence("ru")
    assert fault.as_json()["allowed"][:3] == ["dbcv", "kind", "name"]


def test_a_thousand_faults_are_enough():
    assert len(faults_of(BOT | {f"key{number}": 1 for number in range(3000)})) == 1000


SOURCES = [
    "",
    "x: [",
    "42",
    b"\xff",
    '{"a": 1,',
    "a: *b",
    "a: .nan",
    "a: 1\na: 2",
    "[" * 100_000,
    " " * (10 * 1024 * 1024 + 1),
    {"dbcv": 1},
    {"dbcv": 2, "kind": "bot"},
    {"dbcv": -1, "kind": "bot"},
    {"kind": "bot"},
    BOT | {"x": 1},
    {"dbcv": 1, "kind": "template"},
    BOT | {"on_finish": "x"},
    BOT | {"name": 1},
    BOT | {"variables": object},
    BOT | {"notes": [{"position": {"x": "1", "y": 2}}], "steps": 1, "variables": 1},
    BOT | {"steps": [{"id": "!", "proxy": 1, "groups": [{"priority": "1"}]}]},
    BOT | {"requests": [{"id": "a", "timeout": 100}]},
    BOT | {"steps": [{"id": "a", "message": {"attachments": [{"type": 1}]}}]},
    BOT
    | {"templates": [{"dbcv": 1, "kind": "template", "id": "t", "version": 1, "inputs": {"pattern": "("}}]},
    BOT | {"templates": [{"inputs": {"properties": {f"k{n}": {"pattern": f"{n}"} for n in range(201)}}}]},
]
# Told by the command line, by the checks of tests kept in a document, and for faults we have no words for.
ELSEWHERE = {"document:no_file", "document:form", "document:invalid"}


def test_every_code_of_a_fault_is_met():
    met = {code for source in SOURCES for code, _ in codes_of(source)}
    assert met == FAULT_CODES.keys() - ELSEWHERE


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def faults_or_none(source, kind):
    try:
        parse_document(source, kind)
    except DocumentError as error:
        return error.faults
    return ()


def never_raises_another_error(source):
    for kind in ("bot", "template"):
        faults = faults_or_none(source, kind)
        assert all(fault.message and fault.sentence("ru") for fault in faults)


@given(st.binary(max_size=200) | st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_document_or_a_fault(source):
    never_raises_another_error(source)


@given(st.text(alphabet="ab:-[]{}\"'&*!|>%@#?, \n\t0.~<=", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_yaml_signs_are_a_document_or_a_fault(source):
    never_raises_another_error(source)


MOLD = [
    "steps",
    "groups",
    "connections",
    "rules",
    "message",
    "requests",
    "templates",
    "tests",
    "set",
    "to",
    "id",
]


@given(st.dictionaries(st.sampled_from(MOLD), json_values, max_size=5), st.sampled_from(MOLD))
@settings(max_examples=300, deadline=None)
def test_any_values_are_a_document_or_a_fault(values, key):
    never_raises_another_error(BOT | values)
    never_raises_another_error(BOT | {"steps": [{"id": "a", key: values}], "templates": [values]})
    never_raises_another_error({"dbcv": 1, "kind": "template", "id": "t", "version": 1, "inputs": values})
