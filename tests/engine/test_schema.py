"""The JSON Schema of documents, told from the same models that read them."""

from pathlib import Path

import jsonschema_rs
import pytest

from app.engine.document import WIDGETS, canonical, document_schema, parse_any, read_source

SCHEMA = document_schema()
VALID = jsonschema_rs.Draft202012Validator(SCHEMA)
CONFORMANCE = Path(__file__).parents[3] / "shared" / "conformance" / "conversations"

BOT = {"dbcv": 1, "kind": "bot"}
FULL = """
dbcv: 1
kind: bot
name: Quiz
secrets: [bot.token]
variables: {pass_mark: 1}
first_step: hello
groups: [{type: message, connections: [{rules: {condition: and, rules: []}, to: hello}]}]
templates:
  - dbcv: 1
    kind: template
    id: t
    version: 1
    inputs: {type: object, properties: {a: {type: [string, "null"]}}}
tests: [{name: x, turns: [{start: true, bot: ["a", {text: b}]}, {user: {text: a}}, {wait: 1h}]}]
notes: [{id: n1, text: ask legal, position: {x: 0, y: -80}, color: yellow}]
requests:
  - {id: price, url: "https://api.example/{$session.item$}", timeout: 0.5, retry: {times: 2, backoff: 1.5}}
steps:
  - id: hello
    position: {x: 0.5, y: 0}
    message:
      text: "Hi {$user.name$}"
      buttons: [{text: Four, value: "4"}]
      attachments: [{url: "https://x.example/a.png", type: image}]
      widget: {type: rating, props: {max: "{$bot.stars$}"}}
    template: {id: t, version: 1, inputs: {a: 1}, outputs: {b: session.b}}
    groups:
      - type: code
        on: timeout
        after: 0.5
        code: "async def main(message, variables): ..."
        set: [{variable: session.answer, op: add, value: {a: [1]}}]
        connections:
          - rules: {field: session.x, operator: equal, value: 1, data: {x: 1}, flags: 1}
            filters: {condition: OR, not: true, rules: [{field: a.b, operator: in, value: "a"}], valid: true}
            to: hello
"""


def test_a_document_that_is_read_fits_the_schema_as_written_and_as_exported():
    assert VALID.is_valid(read_source(FULL))
    assert VALID.is_valid(canonical(parse_any(FULL)))


def step_with_rules(rules):
    return {"steps": [{"id": "a", "groups": [{"connections": [{"to": "a", "rules": rules}]}]}]}


@pytest.mark.parametrize("rules", [None, {}, {"condition": "or", "rules": []}])
def test_rules_may_be_left_empty(rules):
    assert VALID.is_valid(BOT | step_with_rules(rules))


@pytest.mark.parametrize(
    "part",
    [
        {"step": []},
        {"kind": "robot"},
        {"dbcv": 2},
        {"steps": [{"id": "A"}]},
        {"steps": [{}]},
        {"steps": [{"id": "a", "groups": [{"after": 0}]}]},
        {"steps": [{"id": "a", "groups": [{"connections": [{}]}]}]},
        {"requests": [{"id": "a", "timeout": 61}]},
        {"tests": [{"turns": []}]},
        {"steps": [{"id": "a", "message": {"widget": {"type": "rating", "props": {"maxx": 3}}}}]},
        {"steps": [{"id": "a", "message": {"widget": {"type": "slider"}}}]},
        step_with_rules({"condition": "AND"}),
        step_with_rules({"condition": "XOR", "rules": []}),
        step_with_rules({"field": "session.x"}),
        step_with_rules({"condition": "OR", "rules": [{"operator": "equal", "value": 1}]}),
    ],
)
def test_what_is_no_document_does_not_fit(part):
    assert not VALID.is_valid(BOT | part)


def test_every_key_is_described():
    undescribed = [
        f"{name}.{key}"
        for name in (
            "BotDocument",
            "TemplateDocument",
            "Step",
            "Message",
            "Group",
            "Connection",
            "Request",
            "Setting",
        )
        for key, schema in SCHEMA["$defs"][name]["properties"].items()
        if not schema.get("description")
    ]
    assert undescribed == []


def test_every_widget_of_the_catalogue_is_in_the_schema_and_says_what_the_reply_carries():
    for name, kind in WIDGETS.items():
        described = SCHEMA["$defs"][kind.__name__]
        assert described["properties"]["type"]["const"] == name
        assert described["description"].startswith("Reply: ")


@pytest.mark.skipif(not CONFORMANCE.exists(), reason="the conformance examples are not beside this checkout")
def test_the_conformance_bots_are_read_and_fit_the_schema():
    for path in sorted(CONFORMANCE.glob("*.yaml")):
        values = read_source(path.read_bytes())
        for document in [values["bot"], *values.get("templates", [])]:
            assert VALID.is_valid(canonical(parse_any(document))), path.name
            assert VALID.is_valid(document), path.name
