"""A template made of steps of a bot: the conversation goes on as it did."""

import pytest

from app.authoring.templates.extracting import Chosen, Crossing, extract
from app.authoring.templates.scopes import renamed, written_in
from app.engine import parse_document
from app.engine.inspect import inspect
from app.engine.simulation import read_test, run_test
from app.kit.errors import InvalidInput


def rules(field, value):
    return {"condition": "AND", "rules": [{"field": field, "operator": "equal", "value": value}]}


def step(name, text, *ways, **group):
    made = {"id": name, "message": {"text": text}}
    return {**made, "groups": [{**group, "connections": [*ways]}]} if ways else made


CITY = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Trip",
    "first_step": "hello",
    "steps": [
        step("hello", "Hi", {"to": "ask"}),
        step(
            "ask",
            "Which town, {$session.name|default:'friend'$} of {$bot.name$}?",
            {"rules": rules("message.text", "stop"), "to": "stopped"},
            {"rules": rules("session.tries", 2), "to": "human"},
            {
                "rules": rules("message.text", "?"),
                "set": [{"variable": "session.tries", "op": "add", "value": 1}],
                "to": "ask",
            },
            {"set": [{"variable": "session.trip.city", "value": "{$message.text$}"}], "to": "sure"},
        ),
        step(
            "sure",
            "{$session.trip.city$}?",
            {"rules": rules("message.text", "no"), "to": "ask"},
            {"to": "go"},
        ),
        step("stopped", "You stopped."),
        step("human", "A person will help."),
        step("go", "To {$session.trip.city$} after {$session.tries|default:'0'$}!"),
    ],
}
TALKS = [
    ["x", "?", "Oslo", "no", "Rome", "yes"],
    ["x", "stop", "again", "Bonn"],
    ["x", "?", "?", "help", "again"],
]


def replaced(document, made, template):
    gone = {one["id"] for one in template["steps"]}
    instance = {**made.instance, "template": {**made.instance["template"], "version": 1}}
    steps = [instance if one["id"] == made.entry else one for one in document["steps"]]
    kept = [one for one in steps if one["id"] == made.entry or one["id"] not in gone]
    return {**document, "steps": [*kept, *made.beside]}


def answers(document, templates, talk):
    turns = [{"start": True}, *({"user": text} for text in talk)]
    outcome = run_test(document, read_test({"turns": turns}), templates)
    told = outcome.as_json()["turns"]
    return [([said["text"] for said in turn["sent"]], turn["problems"], turn["finished"]) for turn in told]


def extracted(document, *keys, **more):
    made = extract(document, Chosen(keys=keys, id="ask-city", name="Ask", **more))
    template = parse_document({**made.template, "version": 1}, "template")
    return made, template, parse_document(replaced(document, made, made.template))


@pytest.mark.parametrize("talk", TALKS, ids=str)
@pytest.mark.parametrize(
    "keys",
    [
        ("ask", "sure"),
        ("ask",),
        ("sure",),
        ("ask", "sure", "stopped"),
        ("ask", "stopped", "human", "sure", "go"),
    ],
    ids=str,
)
def test_the_conversation_goes_as_before(keys, talk):
    _, template, bot = extracted(CITY, *keys)

    assert [one.code for one in inspect(bot, [template]) if one.severity == "error"] == []
    assert [one.code for one in inspect(template) if one.severity == "error"] == []
    before = answers(parse_document(CITY), [], talk)
    assert answers(bot, [template], talk) == before


def test_variables_outside_come_in_and_what_is_written_goes_out():
    made, template, _ = extracted(CITY, "ask", "sure")

    given = made.instance["template"]
    assert given["inputs"] == {
        "name": "{$session.name$}",
        "bot_name": "{$bot.name$}",
        "tries": "{$session.tries$}",
        "trip": "{$session.trip$}",
    }
    assert given["outputs"] == {"tries": "session.tries", "trip": "session.trip", "exit": "session.ask_exit"}
    assert template.first_step == "ask"
    assert "session." not in str(made.template)


def test_the_author_says_what_goes_in_and_comes_out():
    made, template, _ = extracted(
        CITY,
        "ask",
        "sure",
        inputs={"who": Crossing(variable="session.name", schema={"type": "string"})},
        outputs={"trip": Crossing(variable="session.trip", schema={"type": "object"})},
    )

    assert made.instance["template"]["inputs"] == {"who": "{$session.name$}"}
    assert template.inputs == {"type": "object", "properties": {"who": {"type": "string"}}}
    assert (
        template.steps[0].message.text
        == "Which town, {$template.who|default:'friend'$} of {$template.bot_name$}?"
    )


def test_requests_that_are_used_come_along():
    document = {
        **CITY,
        "requests": [
            {"id": "r", "url": "https://a.example/{$session.q$}"},
            {"id": "other", "url": "https://b.example"},
        ],
        "steps": [
            {
                "id": "hello",
                "groups": [{"type": "response", "request": "r", "connections": [{"to": "hello"}]}],
            }
        ],
    }

    _, template, _ = extracted(document, "hello")

    assert [(one.id, one.url) for one in template.requests] == [("r", "https://a.example/{$template.q$}")]


@pytest.mark.parametrize(
    ("keys", "code"),
    [(("ask", "none"), "template:no_such_step"), (("hello", "sure"), "template:several_entries")],
)
def test_what_cannot_be_a_template_is_refused(keys, code):
    with pytest.raises(InvalidInput) as refused:
        extract(CITY, Chosen(keys=keys, id="x", name=""))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{$session.a$}", "{$template.a$}"),
        ("{$  session.a.b.0 | join:', ' $} {$user.name$}", "{$  template.a.b.0 | join:', ' $} {$user.name$}"),
        ("session.a", "session.a"),
        ({"field": "session.a.b"}, {"field": "template.a.b"}),
        ({"variable": "bot.id"}, {"variable": "template.bot_id"}),
        ({"code": "x = variables['session.a']"}, {"code": "x = variables['template.a']"}),
        ({"params": {"x": "{$session.a$}"}}, {"params": {"x": "{$session.a$}"}}),
        (
            {"template": {"id": "t", "version": 1, "outputs": {"o": "session.a.b"}}},
            {"template": {"id": "t", "version": 1, "outputs": {"o": "template.a.b"}}},
        ),
    ],
    ids=str,
)
def test_only_what_names_a_variable_outside_is_renamed(before, after):
    assert renamed(before, {}) == after


def test_code_and_templates_write_too():
    steps = [
        {
            "groups": [
                {"code": 'variables["session.a"] = 1', "set": [{"variable": "session.b.c", "value": 1}]}
            ]
        },
        {"template": {"id": "t", "version": 1, "outputs": {"o": "bot.d"}}},
    ]

    assert written_in(steps) == ["session.a", "session.b", "bot.d"]
