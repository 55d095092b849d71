"""What every preset is and makes, whatever it is for."""

import re

import pytest
from jsonschema_rs import is_valid
from preset_bots import KEY, made, ways
from pydantic import BaseModel

from app.authoring.presets import PRESETS
from app.authoring.presets.choices import Choice
from app.authoring.presets.config import schema_of
from app.engine import parse_document
from app.engine.inspect import inspect
from app.kit.errors import InvalidInput

START = {"start": True}
EVERY = pytest.mark.parametrize("preset_id", PRESETS)


@EVERY
@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_a_preset_makes_lacks_nothing_but_targets(preset_id, language):
    parts = made(preset_id, language=language)
    document = parse_document(
        {"dbcv": 1, "kind": "bot", "first_step": KEY, "steps": parts.steps, "requests": parts.requests}
    )

    issues = inspect(document)

    assert {one.code for one in issues if one.severity == "error"} <= {"flow:no_target"}
    assert sum(one.code == "flow:no_target" for one in issues) == len(ways(parts.steps))
    assert {one.code for one in issues} <= {"flow:no_target", "flow:unreachable", "variable:never_written"}


@EVERY
def test_its_steps_are_named_and_stand_apart(preset_id):
    steps = made(preset_id).steps
    places = [(step["position"]["x"], step["position"]["y"]) for step in steps]

    assert len({step["name"] for step in steps}) == len(steps)
    assert len({*places}) == len(places)
    assert all(x % 320 == 0 and y % 200 == 0 for x, y in places)
    assert [step["id"] for step in steps if "preset" in step] == [KEY]
    groups = [group for step in steps for group in step.get("groups", ())]
    assert all(way["name"] for group in groups for way in group["connections"])


@EVERY
def test_in_a_russian_bot_it_speaks_russian(preset_id):
    english, russian = made(preset_id), made(preset_id, language="ru")
    names = [way["name"] for way in ways(russian.steps)]

    assert [step["id"] for step in english.steps] == [step["id"] for step in russian.steps]
    listed = {option["text"] for option in PRESETS[preset_id].example.get("options", ())}
    listed |= {str(case["value"]) for case in PRESETS[preset_id].example.get("cases", ())}
    listed |= {branch["name"] for branch in PRESETS[preset_id].example.get("branches", ())}
    assert all(re.search("[а-яё]", name, re.IGNORECASE) for name in names if name not in listed)


@EVERY
def test_its_schema_takes_its_example_and_names_every_field_in_both_languages(preset_id):
    preset = PRESETS[preset_id]
    schema = schema_of(preset.config)

    assert is_valid(schema, preset.example)
    assert not is_valid(schema, {**preset.example, "nonsense": 1})
    for field in fields_of(schema):
        assert field["title"]
        assert re.search("[а-яёА-ЯЁ]", field["title_ru"])
        assert ("description" in field) is ("description_ru" in field)
    assert "$ref" not in str(schema)


def fields_of(schema):
    for field in schema.get("properties", {}).values():
        yield field
        yield from fields_of(field.get("items", {}))


def test_every_choice_has_words_of_its_own_for_what_it_is():
    for preset in PRESETS.values():
        assert issubclass(preset.config, BaseModel)
        assert re.search("[а-яё]", preset.title.ru)
        assert re.search("[а-яё]", preset.description.ru)
        assert preset.icon.content.startswith(b"<svg ")
    assert len({preset.icon.address for preset in PRESETS.values()}) == len(PRESETS)
    assert all("id" in kind.model_fields for kind in Choice.__subclasses__())


@pytest.mark.parametrize(
    ("preset_id", "config", "path"),
    [
        ("message", {"then": "end"}, "config.text"),
        ("message", {"text": "Hi", "than": "end"}, "config.than"),
        ("ask_email", {"variable": "email"}, "config.variable"),
        ("ask_email", {"variable": "user.id"}, "config.variable"),
        ("ask_email", {"variable": "message.text"}, "config.variable"),
        ("ask_email", {"attempts": 0}, "config.attempts"),
        ("ask_email", {"attempts": "3"}, "config.attempts"),
        ("menu", {"text": "?", "options": []}, "config.options"),
        ("menu", {"text": "?", "options": [{"text": ""}]}, "config.options.0.text"),
        ("switch", {"variable": "nowhere.x", "cases": [{"value": "a"}]}, "config.variable"),
        ("wait", {"amount": 0}, "config.amount"),
        ("request", {"url": "ftp://x"}, "config.url"),
        ("if", {"rules": {}}, "config.rules"),
    ],
)
def test_a_config_that_does_not_fit_is_refused_at_its_place(preset_id, config, path):
    with pytest.raises(InvalidInput) as refused:
        made(preset_id, **config)

    assert [one["path"] for one in refused.value.details["fields"]] == [path]


def test_a_config_nested_deeper_than_a_document_may_be_is_refused():
    deep = {}
    for _ in range(98):
        deep = {"a": deep}

    with pytest.raises(InvalidInput) as refused:
        made("integration", integration="http.webhook", config=deep)

    assert refused.value.code == "preset:invalid"
