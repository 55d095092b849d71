"""A bot is made ready with the templates it uses, whose patterns count."""

import pytest

from app.authoring.exchange import parse
from app.authoring.playing import has_too_many_patterns, make_ready
from app.authoring.templates.service import parse as parse_template
from app.kit.errors import InvalidInput


def template(name, *, patterns=0, runs=None):
    properties = {f"k{n}": {"type": "string", "pattern": f"a{{1,900}}{name}{n}"} for n in range(patterns)}
    step = {"id": "a"} if runs is None else {"id": "a", "template": {"id": runs, "version": 1}}
    document = {"dbcv": 1, "kind": "template", "id": name, "version": 1, "first_step": "a", "steps": [step]}
    return parse_template(document | {"inputs": {"type": "object", "properties": properties}})


def running(name):
    step = {"id": "a", "template": {"id": name, "version": 1}}
    return parse({"dbcv": 1, "kind": "bot", "name": "B", "first_step": "a", "steps": [step]})


def test_a_bot_is_made_ready_with_the_templates_it_uses_and_with_no_others():
    known = (template("outer", runs="inner"), template("inner"), template("other"))
    assert sorted(make_ready(running("outer"), known).templates) == [("inner", 1), ("outer", 1)]


def test_patterns_of_templates_that_it_does_not_use_hold_nothing_up():
    others = tuple(template(f"other{n}", patterns=100) for n in range(3))
    assert make_ready(running("small"), (template("small"), *others))


def test_patterns_in_the_inputs_of_all_templates_it_uses_count():
    known = (template("outer", patterns=100, runs="inner"), template("inner", patterns=100))
    with pytest.raises(InvalidInput) as told:
        make_ready(running("outer"), known)
    assert told.value.code == "simulation:too_many_patterns"
    assert not has_too_many_patterns(known[:1])
