"""Fixes are done to the document they are for: the issue is gone, and nothing is worse."""

import json

import pytest
from inspect_documents import (
    GO,
    KNOWN,
    MAYBE,
    TAKES_A,
    R,
    bot,
    calls,
    connection,
    group,
    instance,
    issues_of,
    leads,
    request,
    rule,
    runs,
    sends,
    step,
    steps,
    template,
    text,
    write,
)
from test_inspect import CASES

from app.authoring.changes import Operation, apply, segments
from app.engine.document import canonical, parse_document
from app.engine.inspect import inspect
from app.engine.issue_codes import FIX_TITLES

IN_C = "steps.a.groups.g1.connections.c1"


FIXES = [
    ("flow:unknown_step", leads("helo", "hello", "wrong"), f"{IN_C}.to", "hello"),
    ("flow:unknown_first_step", bot(first_step="strt", steps=[{"id": "start"}]), "first_step", "start"),
    ("flow:no_first_step", leads("b", "b", first_step=None), "first_step", "a"),
    (
        "flow:shadowed_connection",
        group(connections=[{"to": "a"}, {"to": "a", "rules": MAYBE}]),
        "steps.a.groups.g1.connections.c2",
        None,
    ),
    ("group:unknown_request", sends("prise", "price", "city"), "steps.a.groups.g1.request", "price"),
    ("group:unused_field", group(after=3), "steps.a.groups.g1.after", None),
    ("group:unused_field", group(restart=False), "steps.a.groups.g1.restart", None),
    ("group:unused_field", bot(groups=[GO | {"request": "x"}]), "groups.g1.request", None),
    (
        "credential:not_taken",
        group(type="integration", integration="dbcv.send", credential="shop"),
        "steps.a.groups.g1.credential",
        None,
    ),
    (
        "group:unknown_integration",
        group(type="integration", integration="mail.sent"),
        "steps.a.groups.g1.integration",
        "mail.send",
    ),
    (
        "group:unknown_setting",
        calls(txet="Hi", copies=1),
        "steps.a.groups.g1.config",
        {"text": "Hi", "copies": 1},
    ),
    ("instance:not_found", runs(id="emial"), "steps.a.template", {"id": "email", "version": 1}),
    ("instance:unknown_version", runs(version=2), "steps.a.template.version", 3),
    (
        "instance:unknown_input",
        instance({"inputs": {"properties": {"label": {"type": "string"}}}}, inputs={"lable": "x"}),
        "steps.a.template.inputs",
        {"label": "x"},
    ),
    (
        "instance:unknown_output",
        instance({"outputs": {"properties": {"answer": {}}}}, outputs={"anser": "session.b"}),
        "steps.a.template.outputs",
        {"answer": "session.b"},
    ),
    (
        "template:unknown_scope",
        text("Hi {$usr.name|upper$}, {$ usr.email $} usr.name"),
        "steps.a.message.text",
        "Hi {$user.name|upper$}, {$ user.email $} usr.name",
    ),
    (
        "template:unknown_filter",
        text("|uper: {$user.name | uper|trim$}{$user.id|uper$}"),
        "steps.a.message.text",
        "|uper: {$user.name | upper|trim$}{$user.id|upper$}",
    ),
    (
        "template:unknown_filter",
        rule(value="{$user.name|uper$}"),
        f"{IN_C}.rules.rules.0.value",
        "{$user.name|upper$}",
    ),
    (
        "template:unknown_filter",
        step(message={"buttons": [{"text": "x"}, {"text": "{$user.name|uper$}"}]}, groups=[GO]),
        "steps.a.message.buttons.1.text",
        "{$user.name|upper$}",
    ),
    (
        "template:unknown_filter",
        request(headers={"X.Name": "{$user.name|uper$}"}),
        ["requests", "r", "headers", "X.Name"],
        "{$user.name|upper$}",
    ),
    ("rule:unknown_operator", rule(operator="equls"), f"{IN_C}.rules.rules.0.operator", "equal"),
    (
        "rule:unknown_operator",
        rule(operator=">=", value=3),
        f"{IN_C}.rules.rules.0.operator",
        "greater_or_equal",
    ),
    (
        "rule:unknown_operator",
        rule(operator="regex", value="a+"),
        f"{IN_C}.rules.rules.0.operator",
        "matches",
    ),
    (
        "rule:invalid",
        rule(field="{$ message.text $}", value="x"),
        f"{IN_C}.rules.rules.0.field",
        "message.text",
    ),
    (
        "variable:unknown_scope",
        rule(field="mesage.text", value="x"),
        f"{IN_C}.rules.rules.0.field",
        "message.text",
    ),
    ("variable:unknown_scope", write("sesion.answer"), "steps.a.groups.g1.set.0.variable", "session.answer"),
    ("variable:bad_path", write("{$session.answer$}"), "steps.a.groups.g1.set.0.variable", "session.answer"),
    ("variable:bad_path", write(" session.answer"), "steps.a.groups.g1.set.0.variable", "session.answer"),
    ("variable:bad_path", bot(secrets=["{$bot.token$}"]), "secrets.0", "bot.token"),
    ("variable:unknown", text("{$message.txt|trim$}"), "steps.a.message.text", "{$message.text|trim$}"),
    (
        "variable:never_written",
        bot(
            variables={"pass_mark": 3},
            steps=[{"id": "a", "message": {"text": "{$bot.pas_mark$} of {$bot.id$}"}}],
        ),
        "steps.a.message.text",
        "{$bot.pass_mark$} of {$bot.id$}",
    ),
    (
        "variable:never_written",
        rule(field="bot.nam", value=1),
        f"{IN_C}.rules.rules.0.field",
        "bot.name",
    ),
    ("variable:unknown", rule(value="{$message.txt$}"), f"{IN_C}.rules.rules.0.value", "{$message.text$}"),
    (
        "request:bad_url",
        request(url="api.example/x?y={$user.id$}"),
        "requests.r.url",
        "https://api.example/x?y={$user.id$}",
    ),
    (
        "message:attachment_source",
        step(message={"attachments": [{"url": "https://x.example/1"}, {"name": "x"}]}),
        "steps.a.message.attachments.1",
        None,
    ),
    (
        "widget:unknown",
        step(message={"widget": {"type": "ratng", "props": {"max": 3}}}, groups=[GO]),
        "steps.a.message.widget.type",
        "rating",
    ),
    ("bot:unknown_timezone", bot(timezone="moscow"), "timezone", "Europe/Moscow"),
    ("bot:unknown_timezone", bot(timezone="america/new york"), "timezone", "America/New_York"),
]


def fixed(document, fix):
    """The document with the operations of `/changes` done to it, in the form they are sent in."""
    sent = json.loads(json.dumps([dict(one) for one in fix.operations]))
    operations = [Operation(op=one["op"], path=segments(one["path"]), value=one.get("value")) for one in sent]
    return parse_document(apply(canonical(document), operations).document)


def errors(issues):
    return [(issue.code, issue.path) for issue in issues if issue.severity == "error"]


def worse(before, after):
    """Errors there were not before; a fix that removes a part moves the places of others."""
    left = [code for code, _ in errors(before)]
    return [found for found in errors(after) if found[0] not in left]


@pytest.mark.parametrize(
    ("code", "document", "path", "value"), FIXES, ids=[f"{one[0]}-{one[2]}" for one in FIXES]
)
def test_a_fix_mends_its_issue_and_breaks_nothing(code, document, path, value):
    before = issues_of(document)
    issue = next(one for one in before if one.code == code)
    operation = (
        {"op": "remove", "path": path} if value is None else {"op": "set", "path": path, "value": value}
    )
    assert [dict(one) for one in issue.fix.operations] == [operation]
    after = issues_of(fixed(document, issue.fix))
    assert [one.code for one in after].count(code) < [one.code for one in before].count(code)
    assert worse(before, after) == []


@pytest.mark.parametrize(
    ("code", "path", "document"), CASES, ids=[f"{code}-{path}" for code, path, _ in CASES]
)
def test_every_fix_of_every_example_can_be_done(code, path, document):
    before = issues_of(document)
    for issue in before:
        if issue.fix:
            after = issues_of(fixed(document, issue.fix))
            assert (issue.code, issue.path, issue.message) not in {
                (one.code, one.path, one.message) for one in after
            }
            assert worse(before, after) == []


def test_every_title_is_used_and_told_without_a_gap():
    used = {}
    for _, document, _, _ in FIXES:
        for issue in issues_of(document):
            if issue.fix:
                used[issue.fix.title_code] = issue.fix
    assert used.keys() == FIX_TITLES.keys()
    for fix in used.values():
        for told in (fix.title, fix.sentence("ru")):
            assert told
            assert "{" not in told.replace("{$", "")
            assert "“”" not in told


UNSURE = [
    ("flow:unknown_step", leads("step_3", "step_1")),
    ("flow:unknown_step", leads("ask_mane", "ask_mare", "ask_maze")),
    ("flow:no_first_step", steps({}, {"id": "b"}, first_step=None)),
    (
        "flow:shadowed_connection",
        steps({"groups": [{"connections": [{"to": "a"}, {"to": "b"}]}]}, {"id": "b"}),
    ),
    (
        "flow:shadowed_connection",
        group(connections=[{"to": "a"}, {"to": "a", "set": [{"variable": "session.x", "value": 1}]}]),
    ),
    ("flow:no_else", connection(rules=MAYBE)),
    ("flow:unreachable", steps({}, {"id": "b"})),
    ("group:unused_field", group(code="pages of work")),
    ("credential:unknown", request(credential="shops")),
    ("rule:unknown_operator", rule(operator="betwen", value=1)),
    ("rule:never", rule(operator="between", value=[10, 1])),
    ("instance:not_found", instance(TAKES_A, id="tt", inputs={})),
    ("instance:unknown_version", instance(TAKES_A, version=2)),
    ("variable:unknown_scope", write("sesion.id")),
    ("request:bad_url", request(url="ftp://x.example")),
    ("bot:unknown_timezone", bot(timezone="Mars/North")),
]


@pytest.mark.parametrize(("code", "document"), UNSURE)
def test_no_fix_is_offered_where_it_is_not_sure_what_was_meant(code, document):
    found = [issue for issue in issues_of(document) if issue.code == code]
    assert found
    assert [issue.fix for issue in found] == [None] * len(found)


def test_a_bundled_template_is_changed_as_a_whole_so_its_issues_have_no_fix():
    inside = template(steps=[{"id": "i", "message": {"text": "{$usr.name$}"}}])
    found = issues_of(steps({"template": {"id": "t", "version": 1}}, templates=[inside]))
    assert [(issue.code, issue.fix) for issue in found] == [("template:unknown_scope", None)]


def test_parts_whose_ids_are_doubled_cannot_be_named():
    doubled = {"id": "g", **GO}
    found = issues_of(
        step(groups=[doubled, {"id": "g", "on": "timeout", "after": 3, "connections": [{"to": "aa"}]}])
    )
    assert {issue.fix for issue in found} == {None}


def test_a_fix_never_tells_a_secret():
    secret = "123456789:" + "A" * 35
    for issue in inspect(text(f"{secret} {{$usr.name$}}"), (), KNOWN):
        assert secret not in issue.message + issue.sentence("ru")
        assert not issue.fix or secret not in issue.fix.title + issue.fix.sentence("ru")


def test_the_places_of_issues_and_of_fixes_are_told_in_their_own_ways():
    found = next(issue for issue in issues_of(rule(operator="equls")) if issue.fix)
    assert found.path == R
    assert found.fix.operations[0]["path"] == f"{IN_C}.rules.rules.0.operator"
