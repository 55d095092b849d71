"""What `inspect` finds, one small document a code; a walk over the registry proves that none is left out."""

import re

import pytest
from inspect_documents import (
    FILE,
    GO,
    MAYBE,
    TAKES_A,
    TIMEOUT,
    C,
    G,
    R,
    all_of,
    bot,
    calls,
    captioned,
    connection,
    found,
    group,
    inner,
    instance,
    issues_of,
    nested,
    request,
    rule,
    step,
    steps,
    template,
    text,
    write,
)

from app.engine.issue_codes import FAULT_CODES, ISSUE_CODES

CASES = [
    ("bot:unknown_timezone", "timezone", bot(timezone="Mars/North")),
    ("flow:no_steps", "steps", bot(steps=[])),
    ("flow:no_first_step", "first_step", bot(first_step=None)),
    ("flow:unknown_first_step", "first_step", bot(first_step="b")),
    ("flow:unknown_step", f"{C}.to", connection(to="b")),
    ("flow:no_target", f"{C}.to", connection(to="")),
    ("flow:no_target", f"{C}.to", connection(to=" ")),
    ("flow:duplicate_id", "steps.1.id", steps({}, {"id": "a"})),
    ("flow:duplicate_id", "steps.0.groups.1.id", step(groups=[{"id": "g", **GO}, {"id": "g", **TIMEOUT}])),
    ("flow:unreachable", "steps.1", steps({}, {"id": "b"})),
    ("flow:no_way_out", "steps.0", step(groups=[{}])),
    ("flow:unanswered", "steps.0", step(message={"buttons": [{"text": "Yes"}, {"text": "No"}]})),
    ("flow:unanswered", "steps.0", step(message={"widget": {"type": "rating"}})),
    ("flow:no_else", "steps.0", connection(rules=MAYBE)),
    (
        "flow:shadowed_connection",
        "steps.0.groups.0.connections.1",
        group(connections=[{"to": "a"}, {"to": "a"}]),
    ),
    ("flow:shadowed_group", "steps.0.groups.1", step(groups=[GO, GO])),
    ("flow:takes_every_message", "groups.0.connections.0", bot(groups=[GO])),
    ("flow:endless_loop", "steps.0", step(proxy=True, groups=[GO])),
    (
        "flow:possible_loop",
        "steps.0",
        step(proxy=True, groups=[{"connections": [{"to": "a", "rules": MAYBE}]}]),
    ),
    ("group:timeout_of_bot", "groups.0.on", bot(groups=[TIMEOUT | GO])),
    ("group:no_after", G, group(on="timeout")),
    ("group:no_request", G, group(type="response")),
    ("group:unknown_request", f"{G}.request", group(type="response", request="r")),
    ("group:no_code", G, group(type="code", code=" ")),
    ("group:no_integration", G, group(type="integration")),
    ("group:unused_field", f"{G}.code", group(code="x")),
    ("group:unused_field", f"{G}.after", group(after=3)),
    ("group:unknown_integration", f"{G}.integration", group(type="integration", integration="x.y")),
    ("group:code_syntax", f"{G}.code", group(type="code", code="print(")),
    ("group:code_unread", f"{G}.code", group(type="code", code="long")),
    ("group:missing_setting", f"{G}.config.server", calls(server={})),
    ("group:unknown_setting", f"{G}.config.subject", calls(subject="x")),
    ("group:unknown_setting", f"{G}.config.server.port", calls(server={"host": "h", "port": 1})),
    ("group:bad_setting", f"{G}.config.text", calls(text="longer")),
    ("group:bad_setting", f"{G}.config.copies", calls(copies="many")),
    ("group:bad_setting", f"{G}.config.to", calls(to="a, b, c")),
    ("credential:needed", G, calls(server={"host": "h"})),
    ("preset:unknown", "steps.0.preset.id", step(preset={"id": "ask_mail"})),
    (
        "credential:unknown",
        f"{G}.credential",
        group(type="integration", integration="mail.send", credential="s"),
    ),
    ("credential:unknown", "requests.0.credential", request(credential="bank")),
    (
        "credential:other_provider",
        f"{G}.credential",
        group(type="integration", integration="mail.send", credential="shop"),
    ),
    (
        "credential:not_taken",
        f"{G}.credential",
        group(type="integration", integration="dbcv.send", credential="shop"),
    ),
    (
        "credential:empty",
        f"{G}.credential",
        group(type="integration", integration="mail.send", credential=""),
    ),
    ("credential:empty", "requests.0.credential", request(credential=" ")),
    ("instance:not_found", "steps.0.template.id", instance(id="u")),
    ("instance:unknown_version", "steps.0.template.version", instance(version=2)),
    ("instance:missing_input", "steps.0.template.inputs", instance(TAKES_A)),
    ("instance:unknown_input", "steps.0.template.inputs.b", instance(TAKES_A, inputs={"a": 1, "b": 1})),
    ("instance:bad_input", "steps.0.template.inputs.a", instance(TAKES_A, inputs={"a": "x"})),
    (
        "instance:unknown_output",
        "steps.0.template.outputs.b",
        instance({"outputs": {"properties": {"a": {}}}}, outputs={"b": "session.b"}),
    ),
    ("instance:cycle", "steps.0.template", inner(template={"id": "t", "version": 1})),
    (
        "instance:too_deep",
        "steps.0.template",
        steps(
            {"template": {"id": "t", "version": 1}},
            templates=[
                template(
                    version=n,
                    steps=[{"id": "i"} | ({"template": {"id": "t", "version": n + 1}} if n < 22 else {})],
                )
                for n in range(1, 23)
            ],
        ),
    ),
    ("template:syntax", "steps.0.message.text", text("{$ user.name | $}")),
    ("template:unknown_scope", "steps.0.message.text", text("{$usr.name$}")),
    ("template:unknown_filter", "steps.0.message.text", text("{$user.name|uper$}")),
    ("template:unknown_filter", f"{R}.value", rule(value="{$user.name|uper$}")),
    ("template:too_large", "steps.0.message.text", text("{$user.name$}" * 101)),
    ("template:too_large", "steps.0.message.text", text("я" * 40_000)),
    ("text:too_long", "steps.0.message.text", text("я" * 4097)),
    ("text:too_long", "steps.0.message.text", captioned("я" * 1025)),
    ("message:too_many_buttons", "steps.0.message.buttons", step(message={"buttons": [{"text": "x"}] * 101})),
    ("message:button_too_long", "steps.0.message.buttons.0", step(message={"buttons": [{"text": "я" * 33}]})),
    ("text:secret", "steps.0.message.text", text("123456789:" + "A" * 35)),
    (
        "text:secret",
        "requests.0.headers.Authorization",
        request(headers={"Authorization": "Bearer " + "a1" * 12}),
    ),
    ("text:secret", f"{G}.code", group(type="code", code="key = 'sk-" + "a" * 24 + "'")),
    ("text:secret", "steps.0.note", step(note="key: AKIA" + "A1" * 8)),
    ("text:secret", f"{R}.value", rule(value="sk-" + "a1" * 12)),
    ("text:secret", "notes.0.text", bot(notes=[{"text": "-----BEGIN RSA PRIVATE KEY-----"}])),
    ("text:secret", "requests.0.proxy", request(proxy="http://user:secret123@proxy.example")),
    ("text:secret", "tests.0.turns.0.user", bot(tests=[{"turns": [{"user": "glpat-" + "a1" * 10}]}])),
    ("text:secret", "variables.k", bot(variables={"k": "ghp_" + "a" * 36})),
    ("rule:unknown_operator", R, rule(operator="equls")),
    ("rule:bad_pattern", R, rule(operator="matches", value="(")),
    ("rule:invalid", R, rule(field="")),
    (
        "rule:too_deep",
        f"{C}.rules" + ".rules.0" * 32,
        connection(rules=nested(33)),
    ),
    ("rule:never", R, rule(operator="between", value=[10, 1])),
    ("rule:contradiction", f"{C}.rules.rules.1", connection(rules=all_of(MAYBE, MAYBE | {"value": "y"}))),
    ("variable:bad_path", f"{G}.set.0.variable", write("session answer")),
    ("variable:bad_path", "secrets.0", bot(secrets=["token"])),
    ("variable:bad_path", "variables.a b", bot(variables={"a b": 1})),
    ("variable:unknown_scope", f"{G}.set.0.variable", write("sesion.answer")),
    ("variable:unknown_scope", f"{R}.field", rule(field="mesage.text", value="x")),
    ("variable:read_only", f"{G}.set.0.variable", write("message.text")),
    ("variable:read_only", f"{G}.set.0.variable", write("user.id")),
    ("variable:read_only", f"{G}.set.0.variable", write("session")),
    ("variable:read_only", "steps.0.template.outputs.x", instance(outputs={"x": "system.now"})),
    (
        "variable:read_only",
        f"templates.0.{G}.set.0.variable",
        inner(groups=[GO | {"set": [{"variable": "bot.x"}]}]),
    ),
    ("variable:unknown", "steps.0.message.text", text("{$message.txt$}")),
    ("variable:never_written", "steps.0.message.text", text("{$session.scor$}")),
    ("variable:never_written", f"{R}.field", rule(field="bot.pass_mark", value=1)),
    ("variable:never_written", f"{R}.value", rule(value="{$session.scor$}")),
    ("variable:out_of_reach", "steps.0.message.text", text("{$template.x$}")),
    ("variable:out_of_reach", "templates.0.steps.0.message.text", inner(message={"text": "{$session.x$}"})),
    ("variable:too_large", "variables.x", bot(variables={"x": "y" * 70_000})),
    ("request:no_url", "requests.0.url", request(url=" ")),
    ("request:bad_url", "requests.0.url", request(url="ftp://x.example")),
    ("request:bad_url", "requests.0.url", request(url="//[")),
    ("request:blocked_address", "requests.0.url", request(url="http://localhost:8000/x")),
    ("request:proxy_not_allowed", "requests.0.proxy", request(proxy="http://ada:w@10.0.0.1:3128")),
    (
        "request:credential_elsewhere",
        "requests.0.credential",
        request(credential="shop", url="http://b.test/"),
    ),
    ("request:address_from_person", "requests.0.url", request(url="{$message.text$}/x")),
    ("request:several_bodies", "requests.0", request(body={}, form={})),
    ("request:unused", "requests.0", bot(requests=[{"id": "r", "url": "https://api.example"}])),
    ("message:empty_button", "steps.0.message.buttons.0", step(message={"buttons": [{"value": "x"}]})),
    (
        "message:attachment_source",
        "steps.0.message.attachments.0",
        step(message={"attachments": [{"name": "x"}]}),
    ),
    (
        "message:unknown_file",
        "steps.0.message.attachments.1.file",
        step(message={"attachments": [{"file": FILE}, {"file": FILE.replace("a", "b")}]}),
    ),
    (
        "message:unknown_file",
        "templates.0.steps.0.message.attachments.0.file",
        inner(message={"attachments": [{"file": "no id"}]}),
    ),
    ("widget:unknown", "steps.0.message.widget.type", step(message={"widget": {"type": "fom"}})),
    (
        "widget:props",
        "steps.0.message.widget.props.max",
        step(message={"widget": {"type": "rating", "props": {"max": 99}}}),
    ),
    ("test:turn", "tests.0.turns.0", bot(tests=[{"turns": [{"bot": []}]}])),
    ("test:invalid", "tests.0.turns", bot(tests=[{"turns": []}])),
    ("test:invalid", "tests.0.turns.0.wait", bot(tests=[{"turns": [{"wait": "soon"}]}])),
    ("test:invalid", "tests.0.turns.0.wait", bot(tests=[{"turns": [{"wait": "9999999d"}]}])),
    ("test:invalid", "tests.0.now", bot(tests=[{"turns": [{"start": True}], "now": "noon"}])),
    (
        "test:invalid",
        "tests.0.http.0.answer.jsn",
        bot(tests=[{"turns": [{"start": True}], "http": [{"request": "GET /", "answer": {"jsn": 1}}]}]),
    ),
    (
        "test:invalid",
        "tests.0.integrations.0.expect.conf",
        bot(
            tests=[
                {"turns": [{"start": True}], "integrations": [{"integration": "a.b", "expect": {"conf": {}}}]}
            ]
        ),
    ),
]


@pytest.mark.parametrize(
    ("code", "path", "document"), CASES, ids=[f"{code}-{path}" for code, path, _ in CASES]
)
def test_an_issue_is_found_at_its_place(code, path, document):
    assert (code, path) in found(document)


def test_every_code_has_a_case():
    assert {code for code, _, _ in CASES} == ISSUE_CODES.keys()


def test_every_sentence_is_there_in_both_languages_with_the_same_fields():
    fields = re.compile(r"\{\w+\}").findall
    for code, words in {**ISSUE_CODES, **FAULT_CODES}.items():
        assert sorted(fields(words.en)) == sorted(fields(words.ru)), code
        assert re.search("[а-я]", words.ru), code


def test_every_issue_is_told_without_a_gap():
    for code, _, document in CASES:
        for issue in issues_of(document):
            for language in ("en", "ru"):
                told = issue.sentence(language)
                assert not re.search(r"\{\w+\}|“”|«»|: \.|None|\(en=", told), (code, told)
