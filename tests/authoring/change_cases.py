"""Changes that the editor and the server must do alike: what comes of them, as JSON for the editor's tests.

Run as a script, with the backend on the path, it writes them anew.
"""

import copy
import json
import random
from pathlib import Path
from typing import Any

from app.authoring.changes import LAST, apply, from_json
from app.authoring.changes.settle import settle
from app.engine import parse_document
from app.engine.document import canonical
from app.kit.errors import Conflict, InvalidInput, NotFound

type Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "frontend" / "src" / "model" / "operations" / "cases.json"
DOCUMENT: Json = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Shop",
    "first_step": "hello",
    "secrets": ["bot.token"],
    "variables": {"a": 1, "nested": {"deep": [1, {"x": 2}]}, "dot.ted": 1},
    "groups": [{"id": "menu", "connections": [{"id": "cm", "to": "hello"}]}],
    "notes": [{"id": "n1", "text": "ask legal", "position": {"x": 0, "y": -80}}],
    "requests": [
        {"id": "price", "url": "https://api.example/price", "headers": {"X.Kind": "a"}, "retry": {"times": 1}}
    ],
    "templates": [
        {
            "dbcv": 1,
            "kind": "template",
            "id": "mail",
            "version": 2,
            "first_step": "ask",
            "steps": [{"id": "ask", "message": {"text": "?"}}],
        }
    ],
    "steps": [
        {
            "id": "hello",
            "position": {"x": 0, "y": 0},
            "message": {
                "text": "Hi",
                "buttons": [{"text": "Four", "value": "4"}, {"text": "Five"}],
                "widget": {"type": "rating", "props": {"max": 5}},
            },
            "groups": [
                {
                    "id": "g1",
                    "set": [{"variable": "session.answer", "value": "{$message.text$}"}],
                    "connections": [
                        {
                            "id": "c1",
                            "to": "right",
                            "rules": {
                                "condition": "AND",
                                "rules": [{"field": "message.text", "operator": "equal", "value": "4"}],
                            },
                        },
                        {"id": "c2", "to": "wrong"},
                    ],
                },
                {"id": "g2", "on": "timeout", "after": 60, "connections": [{"id": "c3", "to": "wrong"}]},
                {"id": "g3", "type": "code", "code": "async def main(message, variables):\n    return {}\n"},
            ],
        },
        {"id": "right", "message": {"text": "Right"}, "template": {"id": "mail", "version": 2}},
        {"id": "wrong", "name": "Wrong", "preset": {"id": "ask", "config": {"kind": "email"}}},
    ],
}
G1 = "steps.hello.groups.g1"
TEXT = "steps.hello.message.text"
BUTTONS = "steps.hello.message.buttons"


def _op(name: str, path: Any, value: Any = None, **more: Any) -> Json:
    shown = {"op": name, "path": path}
    if name in {"add", "set", "order"}:
        shown["value"] = value
    return shown | more


CASES: list[tuple[str, list[Json]]] = [
    ("a text", [_op("set", TEXT, "Hello")]),
    ("a text taken away", [_op("set", TEXT)]),
    ("the first variable taken away", [_op("remove", "variables.a")]),
    ("a variable from between", [_op("set", "variables.nested")]),
    ("variables taken away one by one", [_op("remove", "variables.a"), _op("remove", "variables.nested")]),
    ("a variable put behind another", [_op("set", "variables.b", 2, after="a")]),
    ("a variable put in front", [_op("set", "variables.b", 2, after=None)]),
    ("a variable put behind one that is gone", [_op("set", "variables.b", 2, after="gone")]),
    ("a variable that is there, put elsewhere", [_op("set", "variables.a", 2, after="nested")]),
    (
        "a variable renamed in its place",
        [_op("set", "variables.z", 1, after="a"), _op("remove", "variables.a")],
    ),
    ("a text emptied", [_op("set", TEXT, "")]),
    ("a default set", [_op("set", f"{G1}.type", "message"), _op("set", f"{G1}.priority", 0)]),
    ("objects made on the way", [_op("set", "steps.wrong.message.text", "No")]),
    ("objects made on the way, twice", [_op("set", "steps.wrong.message.params.a.b", 1)]),
    ("the whole message", [_op("set", "steps.hello.message", {"text": "x", "buttons": [], "params": {}})]),
    ("the message removed", [_op("remove", "steps.hello.message")]),
    ("nothing removed", [_op("remove", "steps.wrong.note")]),
    (
        "a whole step",
        [_op("set", "steps.wrong", {"message": {"text": "New"}, "groups": [{"connections": []}]})],
    ),
    ("a whole step of another id", [_op("set", "steps.wrong", {"id": "other"})]),
    ("a step that is not there", [_op("set", "steps.gone", {"message": {}})]),
    ("inside a step that is not there", [_op("set", "steps.gone.name", "x")]),
    ("an id", [_op("set", "steps.hello.id", "x")]),
    ("an id removed", [_op("remove", f"{G1}.id")]),
    ("a button by its place", [_op("set", f"{BUTTONS}.0.text", "Vier")]),
    ("a button behind the last", [_op("set", f"{BUTTONS}.2", {"text": "Six"})]),
    ("a button too far", [_op("set", f"{BUTTONS}.3", {"text": "Six"})]),
    ("a button added", [_op("add", BUTTONS, {"text": "Six"})]),
    ("a button added in front", [_op("add", BUTTONS, {"text": "Six"}, after=None)]),
    ("a button added behind the first", [_op("add", BUTTONS, {"text": "Six"}, after="0")]),
    ("a button added where there are none", [_op("add", "steps.right.message.buttons", {"text": "Six"})]),
    ("a first button of a message", [_op("add", "steps.wrong.message.buttons", {"text": "Six"})]),
    ("buttons removed", [_op("remove", f"{BUTTONS}.0"), _op("remove", f"{BUTTONS}.0")]),
    ("an element of a text", [_op("add", TEXT, "x")]),
    ("into a text", [_op("set", f"{TEXT}.x", "x")]),
    ("a place that is no number", [_op("set", f"{BUTTONS}.first", "x")]),
    ("a setting", [_op("add", f"{G1}.set", {"variable": "session.x", "op": "set", "value": None})]),
    ("rules", [_op("set", f"{G1}.connections.c1.rules", {})]),
    ("rules of the second", [_op("set", f"{G1}.connections.c2.rules.condition", "OR")]),
    ("an element of rules", [_op("remove", f"{G1}.connections.c1.rules.rules.0")]),
    ("the widget's settings", [_op("set", "steps.hello.message.widget.props", {})]),
    (
        "a step without an id",
        [_op("add", "steps", {"message": {"text": "?"}, "groups": [{"connections": []}]})],
    ),
    ("two steps without ids", [_op("add", "steps", {}), _op("add", "steps", {"name": "Two"}, after=None)]),
    ("a step in the middle", [_op("add", "steps", {"id": "mid", "proxy": False}, after="hello")]),
    ("a step behind one that is gone", [_op("add", "steps", {"id": "mid"}, after="gone")]),
    ("a step of an id that is taken", [_op("add", "steps", {"id": "hello"})]),
    ("a step whose group's id is taken", [_op("add", "steps", {"id": "new", "groups": [{"id": "menu"}]})]),
    ("no object as a step", [_op("add", "steps", "x")]),
    ("a connection", [_op("add", f"{G1}.connections", {"to": "wrong", "name": "", "set": []}, after="c1")]),
    (
        "a connection of a group without any",
        [_op("add", "steps.hello.groups.g3.connections", {"to": "right"})],
    ),
    ("a connection's group", [_op("add", "steps.right.groups", {"connections": [{"to": "wrong"}]})]),
    ("a step removed", [_op("remove", "steps.hello")]),
    ("the first group removed", [_op("remove", G1)]),
    ("a step removed twice", [_op("remove", "steps.wrong"), _op("remove", "steps.wrong")]),
    ("all steps removed", [_op("remove", f"steps.{name}") for name in ("hello", "right", "wrong")]),
    ("a list of parts removed", [_op("remove", "steps")]),
    ("a list of parts set", [_op("set", f"{G1}.connections", [])]),
    ("a group moved", [_op("move", G1, after="g2")]),
    ("a group moved first", [_op("move", "steps.hello.groups.g3", after=None)]),
    ("a group moved to another step", [_op("move", G1, to="steps.right.groups", after=None)]),
    ("a group moved to the bot", [_op("move", G1, to="groups")]),
    ("a group moved among requests", [_op("move", G1, to="requests")]),
    ("a connection moved", [_op("move", f"{G1}.connections.c1", to="steps.hello.groups.g2.connections")]),
    ("what is no part moved", [_op("move", "steps.hello.message")]),
    ("a part that is gone moved", [_op("move", "steps.gone")]),
    ("steps in order", [_op("order", "steps", ["wrong", "hello"])]),
    ("what is no list in order", [_op("order", "steps.hello", ["a"])]),
    ("an order that is none", [_op("order", "steps", "wrong")]),
    ("variables", [_op("set", "variables.b", {"c": 1}), _op("set", "variables.a")]),
    (
        "deep in variables",
        [_op("set", "variables.nested.deep.1.x", 3), _op("add", "variables.nested.deep", 4)],
    ),
    ("a key with a dot", [_op("set", ["variables", "dot.ted"], 2)]),
    ("a header with a dot", [_op("set", ["requests", "price", "headers", "X.Kind"], "b")]),
    (
        "a request's defaults",
        [_op("set", "requests.price.timeout", 30), _op("set", "requests.price.retry.times", 0)],
    ),
    ("a request's body", [_op("set", "requests.price.body", {"a": [None, {}]})]),
    ("the head", [_op("set", "name", "Untitled"), _op("set", "locale", "ru"), _op("set", "first_step")]),
    ("secrets", [_op("set", "secrets", [])]),
    ("a kept test", [_op("add", "tests", {"name": "x", "turns": []})]),
    ("a note", [_op("add", "notes", {"text": "x", "color": "yellow"})]),
    ("a note's color", [_op("set", "notes.n1.color", "pink"), _op("set", "notes.n1.text", "")]),
    ("a bundled template", [_op("set", "templates.mail@2", {**DOCUMENT["templates"][0], "name": "Mail"})]),
    ("inside a bundled template", [_op("set", "templates.mail@2.name", "Mail")]),
    ("a bundled template removed", [_op("remove", "templates.mail@2")]),
    ("another version", [_op("add", "templates", {**DOCUMENT["templates"][0], "version": 3, "steps": []})]),
    ("the same version", [_op("add", "templates", DOCUMENT["templates"][0])]),
    ("made and changed", [_op("add", "steps", {"id": "new"}), _op("set", "steps.new.message.text", "x")]),
    ("made and removed", [_op("add", "steps", {"id": "new"}), _op("remove", "steps.new")]),
    (
        "a step taken off with what leads to it",
        [
            _op("set", f"{G1}.connections.c2.to", ""),
            _op("remove", f"{G1}.connections.c1"),
            _op("remove", "steps.right"),
        ],
    ),
]
SEEDS = range(24)
BY_SCHEMA = "by the document's schema"  # which the editor leaves to the server
WORDS = ["Hi", "", "Hello {$user.name$}", "Ещё раз", "7"]


def outcome_of(document: Json, operations: list[Json]) -> Json:
    """What the server makes of it: the top-level keys that differ, or the code it is refused with."""
    try:
        outcome = apply(document, [from_json(one) for one in operations])
    except (InvalidInput, NotFound, Conflict) as refused:
        return {"refused": refused.code}
    try:
        after = settle(outcome.document, outcome.touched).document
    except InvalidInput:
        return {"refused": BY_SCHEMA}
    keys = sorted(document.keys() | after.keys())
    return {
        "changed": {key: after.get(key) for key in keys if after.get(key) != document.get(key)},
        "inverse": [one.as_json() for one in outcome.inverse],
        "touched": [list(map(str, path)) for path in outcome.touched],
        "ids": [one.id for one in outcome.done],
    }


def written_cases() -> Json:
    """All of it, as the file holds it."""
    document = canonical(parse_document(copy.deepcopy(DOCUMENT)))
    cases = [
        {"name": name, "operations": operations, "outcome": outcome_of(document, operations)}
        for name, operations in CASES
    ]
    return {
        "by_schema": BY_SCHEMA,
        "document": document,
        "cases": cases,
        "walks": [_walk(document, seed) for seed in SEEDS],
    }


def text_of(cases: Json) -> str:
    return json.dumps(cases, ensure_ascii=False, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n"


def _walk(document: Json, seed: int) -> Json:
    """Many changes one after another, and the document in the end."""
    choice = random.Random(seed)  # noqa: S311 - the same edits every time
    changes: list[Json] = []
    for _ in range(12):
        operations = [_random(choice, document) for _ in range(choice.randrange(1, 4))]
        outcome = outcome_of(document, operations)
        changes.append({"operations": operations, "refused": outcome.get("refused")})
        changed = {**document, **outcome.get("changed", {})}
        document = {key: value for key, value in changed.items() if value is not None}
    return {"changes": changes, "document": document}


def _random(choice: random.Random, document: Json) -> Json:
    steps = [one["id"] for one in document.get("steps", [])] or ["nobody"]
    step = choice.choice(steps)
    groups = [
        f"steps.{one['id']}.groups.{group['id']}"
        for one in document.get("steps", [])
        for group in one.get("groups", [])
    ] or ["groups.nobody"]
    group = choice.choice(groups)
    place: Any = choice.choice([None, LAST, choice.choice(steps)])
    after = {} if place is LAST else {"after": place}
    return choice.choice(
        [
            _op("set", f"steps.{step}.message.text", choice.choice(WORDS)),
            _op("set", f"steps.{step}.name", choice.choice([*WORDS, None])),
            _op("set", f"steps.{step}.position", {"x": choice.randrange(900), "y": 1}),
            _op("set", f"steps.{step}.proxy", choice.choice([True, False])),
            _op("add", f"steps.{step}.message.buttons", {"text": choice.choice(WORDS)}),
            _op("set", f"steps.{step}.message.buttons.0.value", choice.choice(WORDS)),
            _op("remove", f"steps.{step}.message.buttons.0"),
            _op("add", "steps", {"message": {"text": choice.choice(WORDS)}}, **after),
            _op("remove", f"steps.{step}"),
            _op("move", f"steps.{step}", **after),
            _op("order", "steps", choice.sample(steps, len(steps))),
            _op("add", f"steps.{step}.groups", {"connections": [{"to": step}]}),
            _op("set", f"variables.{choice.choice('abc')}", choice.choice([1, "x", None, [1, 2]])),
            _op("add", "notes", {"text": choice.choice(WORDS)}),
            _op("set", "name", choice.choice(["A", "Untitled"])),
            _op("remove", group),
            _op("add", f"{group}.connections", {"to": step}, after=None),
            _op(
                "set", f"{group}.set", [{"variable": "session.x", "op": "set", "value": choice.choice(WORDS)}]
            ),
            _op("move", group, to=f"steps.{step}.groups", after=None),
        ]
    )


if __name__ == "__main__":
    FILE.write_text(text_of(written_cases()))
