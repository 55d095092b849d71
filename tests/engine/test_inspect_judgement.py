"""Where `inspect` blames and where it does not, and that it never fails."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inspect_documents import (
    GO,
    MAYBE,
    TAKES_A,
    C,
    connection,
    found,
    group,
    instance,
    request,
    step,
    steps,
    template,
    text,
)

from app.engine.document import DocumentError, parse_any, parse_document, read_source
from app.engine.inspect import UNREAD, Surroundings, code_to_read, inspect

CONFORMANCE = Path(__file__).parents[3] / "shared" / "conformance" / "conversations"


def test_nothing_is_said_of_surroundings_that_are_not_known():
    made = request(credential="shops", url="http://10.0.0.1/")
    assert inspect(made) == []
    assert {code for code, _ in found(made)} == {"credential:unknown", "request:blocked_address"}


def test_only_what_is_written_out_counts_against_the_limits_of_a_channel():
    assert "text:too_long" not in {
        code for code, _ in found(text("я" * 4090 + "{$session.id|default:'0123456789'$}"))
    }
    assert "text:too_long" in {code for code, _ in found(text("😀" * 2049))}


def test_source_of_code_is_read_all_at_once_by_whoever_can():
    asked = []

    def read_code(sources):
        asked.append(list(sources))
        return [None] * len(sources)

    groups = [
        {"type": "code", "code": "a = 1"},
        {"type": "code", "code": " "},
        {"type": "code", "code": "b = 1", **GO},
    ]
    assert "group:code_syntax" not in {
        one.code for one in inspect(step(groups=groups), (), Surroundings(read_code=read_code))
    }
    assert asked == [["a = 1", "b = 1"]]


def test_source_that_was_not_read_is_told_once_with_how_much_it_is():
    groups = [{"type": "code", "code": source} for source in ("a = 1", "b = (", "c = 1")]

    def read_code(sources):
        return [None if source == "a = 1" else UNREAD for source in sources]

    issues = [
        one
        for one in inspect(step(groups=groups), (), Surroundings(read_code=read_code))
        if one.code.startswith("group:code")
    ]
    assert [(one.code, one.path, one.severity) for one in issues] == [
        ("group:code_unread", "steps.0.groups.1.code", "hint")
    ]
    assert "(2 in all)" in issues[0].sentence("en")
    assert "(всего таких групп: 2)" in issues[0].sentence("ru")


def test_what_will_have_to_be_read_is_known_before():
    code = [{"type": "code", "code": source} for source in ("a = 1", "b = 1", "a = 1", "")]
    bundled = template(steps=[{"id": "i", "groups": [{"type": "code", "code": "c = 1"}]}])
    document = steps({"groups": code[:2]}, {"id": "b", "groups": code[2:]}, templates=[bundled])
    assert code_to_read(document) == ["a = 1", "b = 1", "c = 1"]
    assert code_to_read(document, [("steps", "a", "name")]) == ["a = 1", "b = 1"]
    assert code_to_read(document, [("steps", "b")]) == ["a = 1"]
    assert code_to_read(document, [("requests", "r")]) == []


def test_a_single_button_at_the_end_is_how_people_begin_anew():
    assert found(step(message={"buttons": [{"text": "Again"}]})) == set()


BLOCKED = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0",
]
BLOCKED += ["[::1]", "[::ffff:10.0.0.1]", "[fe80::1]", "a.local", "db.internal", "LOCALHOST"]


@pytest.mark.parametrize("host", BLOCKED)
def test_an_address_inside_a_network_is_found(host):
    assert "request:blocked_address" in {
        code for code, _ in found(request(url=f"http://{host}:80/x?y={{$user.id$}}"))
    }


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example/x",
        "https://8.8.8.8/",
        "https://{$bot.name$}.example/",
        "http://x.example:80?q=127.1",
    ],
)
def test_an_ordinary_address_is_not_blamed(url):
    assert {code for code, _ in found(request(url=url))} <= {"flow:possible_loop"}


def test_an_address_a_person_wrote_into_a_variable_is_found_over_several_steps():
    settings_ = [
        {"variable": "session.said", "value": "{$message.text$}"},
        {"variable": "session.base", "value": "https://{$session.said|trim$}"},
    ]
    asked = {"type": "response", "request": "r", "set": settings_, "connections": [{"to": "a"}]}
    made = steps({"groups": [asked]}, requests=[{"id": "r", "url": "{$session.base$}/x"}])
    assert ("request:address_from_person", "requests.0.url") in found(made)


def test_a_base_address_of_the_bot_is_not_blamed():
    made = steps(
        {"groups": [{"type": "response", "request": "r", **GO}]},
        variables={"base": "https://api.example"},
        requests=[{"id": "r", "url": "{$bot.base$}/x"}],
    )
    assert found(made) == set()


def test_code_that_names_a_variable_may_write_it():
    made = steps(
        {
            "message": {"text": "{$session.total$} {$session.other$}"},
            "groups": [{"type": "code", "code": "variables['session.total'] = 1", **GO}],
        }
    )
    assert found(made) == {("variable:never_written", "steps.0.message.text")}


def test_variables_of_persons_and_places_are_written_by_others_too():
    assert found(text("{$user.shoe_size$} {$channel.town$} {$code.x$}")) == set()


def test_the_inputs_of_a_template_are_its_variables():
    assert (
        found(
            instance(
                TAKES_A | {"steps": [{"id": "i", "message": {"text": "{$template.a$}"}}]}, inputs={"a": 1}
            )
        )
        == set()
    )


def test_a_template_known_beside_the_document_is_used():
    made = step(template={"id": "t", "version": 1, "inputs": {"a": "{$user.name$}"}})
    known = parse_any(template(**TAKES_A))
    assert [issue.code for issue in inspect(made)] == ["instance:not_found"]
    assert inspect(made, [known]) == []


def test_a_loop_that_waits_somewhere_is_not_blamed():
    waits = {"id": "b", "groups": [GO]}
    assert found(steps({"proxy": True, "groups": [{"connections": [{"to": "b"}]}]}, waits)) == set()


def test_a_loop_over_several_proxies_is_told_once():
    made = steps(
        {"proxy": True, "groups": [{"connections": [{"to": "b"}]}]},
        {"id": "b", "name": "Second", "proxy": True, "groups": [GO]},
    )
    (issue,) = inspect(made)
    assert (issue.code, issue.severity, issue.path, issue.step) == (
        "flow:endless_loop",
        "error",
        "steps.0",
        "a",
    )
    assert "a, Second" in issue.message


def test_what_is_tested_first_decides_what_is_shadowed():
    made = group(connections=[{"to": "a", "priority": 5}, {"to": "a", "rules": MAYBE}])
    assert found(made) == set()


def test_errors_come_first_and_then_the_place():
    made = steps(
        {"message": {"text": "{$session.x$}"}, "groups": [{"connections": [{"to": "z"}]}]}, {"id": "b"}
    )
    assert [issue.path for issue in inspect(made)] == [f"{C}.to", "steps.0.message.text", "steps.1"]


def test_the_nearest_step_is_named_and_an_issue_is_json():
    made = steps({"name": "Start", "groups": [{"connections": [{"to": "helo"}]}]}, {"id": "hello"})
    assert inspect(made)[0].as_json("ru") == {
        "fix": {
            "title": "Вести к шагу «hello»",
            "operations": [{"op": "set", "path": "steps.a.groups.g1.connections.c1.to", "value": "hello"}],
        },
        "code": "flow:unknown_step",
        "severity": "error",
        "path": f"{C}.to",
        "target": "steps.a.groups.g1.connections.c1.to",
        "step": "a",
        "message": "Это ведёт к шагу «helo», которого нет. Может быть, «hello»?",
    }


def test_what_an_author_wrote_is_never_read_as_a_field():
    assert inspect(connection(to="{nearest}{0.__class__}"))[0].message.startswith(
        "This leads to the step “{nearest}{0.__class__}”"
    )


@pytest.mark.skipif(not CONFORMANCE.exists(), reason="the conformance examples are not beside this checkout")
def test_the_conformance_bots_have_no_errors_but_the_one_written_on_purpose():
    errors = {}
    for path in sorted(CONFORMANCE.glob("*.yaml")):
        values = read_source(path.read_bytes())
        known = [parse_document(one, "template") for one in values.get("templates", [])]
        issues = [
            *inspect(parse_document(values["bot"]), known),
            *(issue for one in known for issue in inspect(one)),
        ]
        if codes := [issue.code for issue in issues if issue.severity == "error"]:
            errors[path.name] = codes
    assert errors == {"04-paths.yaml": ["variable:read_only"]}


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["a", "{$user.name$}", "{$x", "session.x", "AND", ""]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["rules", "condition", "field", "operator", "value", "type", "not"]), inside
        )
    ),
    max_leaves=12,
)
names = st.sampled_from(
    ["a", "b", "", "{$message.text$}", "session.x", "user.id", "x y", "http://[", "https://127.1{$"]
)


@given(
    rules=st.dictionaries(
        st.sampled_from(["rules", "condition", "field", "operator", "value", "not"]), anything
    ),
    operator=st.sampled_from(["between", "in", "equal", "matches", "less"]),
    value=anything,
    name=names,
    flag=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_any_document_that_is_read_can_be_inspected(rules, operator, value, name, flag):
    groups = [
        {
            "type": kind,
            "on": "timeout" if flag else "message",
            "request": name,
            "config": {"x": value},
            "set": [{"variable": name, "value": value}],
            "connections": [
                {"to": name, "rules": rules},
                {"to": "a", "filters": {"field": name, "operator": operator, "value": value, "type": "date"}},
            ],
        }
        for kind in ("message", "response", "code", "integration")
    ]
    one = {
        "id": "a",
        "proxy": flag,
        "message": {"text": name, "widget": {"type": name, "props": rules}, "attachments": [{"url": name}]},
        "template": {"id": name, "version": 1, "inputs": rules, "outputs": {"x": name}},
        "groups": groups,
    }
    source = {
        "steps": [one],
        "requests": [{"id": "a", "url": name, "body": value}],
        "variables": rules,
        "tests": [rules],
    }
    source |= {
        "groups": groups,
        "secrets": [name],
        "timezone": name,
        "first_step": name,
        "kind": "bot",
        "dbcv": 1,
    }
    source["templates"] = [template(inputs={"properties": {"x": {"type": "string"}}}, steps=[one])]
    try:
        document = parse_document(source)
    except DocumentError:
        pytest.fail("every part of it is well-formed")
    assert all(issue.message and issue.sentence("ru") for issue in inspect(document))
