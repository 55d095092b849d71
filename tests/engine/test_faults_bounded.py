"""However much is wrong, what is said of it has an end."""

import json

import pytest

from app.engine import DocumentError, parse_document
from app.engine.inspect import inspect
from app.engine.limits import LIMITS
from app.engine.placeholders import compile_text

HEAD = "dbcv: 1\nkind: bot\nname: x\nfirst_step: a\nsteps: [{id: a}]\n"
MANY = LIMITS.faults * 3


@pytest.mark.parametrize(
    "source",
    [
        HEAD + "variables: {" + ", ".join(["a: 1"] * MANY) + "}\n",
        '{"dbcv": 1, "kind": "bot", "variables": [' + ", ".join(['{"a": 1, "a": 2}'] * MANY) + "]}",
        HEAD + "variables: {a: [" + ", ".join([".nan"] * MANY) + "]}\n",
        HEAD + "".join(f"k{number}: 1\n" for number in range(MANY)),
    ],
    ids=["keys twice in YAML", "keys twice in JSON", "no numbers", "unknown keys"],
)
def test_only_so_many_faults_of_a_source_are_told(source):
    with pytest.raises(DocumentError) as told:
        parse_document(source)
    assert len(told.value.faults) == LIMITS.faults


def test_a_fault_repeats_only_so_much_of_what_was_written():
    key = "k" * 1_000
    with pytest.raises(DocumentError) as told:
        parse_document(HEAD + "variables: " + f"{{{key}: " * 20 + f"{{{key}: 1, {key}: 1}}" + "}" * 20)
    assert len(json.dumps(told.value.faults[0].as_json())) < 3_000


def test_only_so_many_faults_of_a_text_are_told_and_the_rest_is_text():
    template = compile_text("{$" * MANY + "{$session.x$}")
    assert len(template.faults) == LIMITS.faults
    assert template.paths == ()


def test_only_so_many_issues_are_told():
    step = {"id": "a", "groups": [{"connections": [{"to": f"nowhere{number}"} for number in range(MANY)]}]}
    document = parse_document({"dbcv": 1, "kind": "bot", "first_step": "a", "steps": [step]})
    assert len(inspect(document)) == 1_000
