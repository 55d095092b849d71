"""What changed is inspected by itself and gives what inspecting everything says of it."""

import pytest
from inspect_documents import GO, KNOWN, MAYBE, TAKES_A, bot, steps, template
from inspect_large import ordinary
from test_inspect import CASES

from app.engine.document import canonical
from app.engine.inspect import inspect, inspect_parts


def told(issues):
    return [(issue.code, issue.path, issue.message, issue.fix) for issue in issues]


def everything(document):
    collections = ("steps", "requests", "groups", "notes")
    named = [(key, part.id) for key in collections for part in getattr(document, key)]
    return [("name",), *named, *(("templates", f"{one.id}@{one.version}") for one in document.templates)]


@pytest.mark.parametrize(
    ("code", "path", "document"), CASES, ids=[f"{code}-{path}" for code, path, _ in CASES]
)
def test_all_parts_touched_is_everything_inspected(code, path, document):
    parts = inspect_parts(document, everything(document), (), KNOWN)
    assert told(parts) == told([one for one in inspect(document, (), KNOWN) if one.at[0] != "templates"])


def spoiled():
    """Every step of an ordinary draft with faults of many kinds, some of them in what other steps wrote."""
    document = canonical(ordinary(30))
    for place, step in enumerate(document["steps"]):
        step["message"]["text"] += " {$session.scor$} {$usr.x$}"
        connections = step["groups"][0]["connections"]
        connections[place % 3]["to"] = "nowhere" if place % 4 == 0 else connections[0]["to"]
        connections[1]["rules"]["rules"][0]["operator"] = "equls" if place % 5 == 0 else "equal"
        step["proxy"] = place % 7 == 0
    return bot(**{key: part for key, part in document.items() if key not in {"dbcv", "kind"}})


@pytest.mark.parametrize("number", range(30))
def test_one_step_is_told_what_everything_inspected_tells_of_it(number):
    document = spoiled()
    of_step = [one for one in inspect(document) if one.at[:2] == ("steps", number)]
    assert told(inspect_parts(document, [("steps", f"step_{number}", "message", "text")])) == told(of_step)
    assert of_step


def test_a_removed_step_is_told_where_something_still_leads_to_it():
    document = steps({"groups": [{"connections": [{"to": "b"}]}]}, {"id": "c", "message": {"text": "{$x$}"}})
    found = inspect_parts(document, [("steps", "b")])
    assert [(one.code, one.path) for one in found] == [
        ("flow:unknown_step", "steps.0.groups.0.connections.0.to")
    ]


def test_a_removed_request_is_told_where_it_is_still_sent():
    document = steps({"groups": [{"type": "response", "request": "price", **GO}]})
    found = inspect_parts(document, [("requests", "price", "url")])
    assert [(one.code, one.path) for one in found] == [("group:unknown_request", "steps.0.groups.0.request")]


def test_what_other_steps_write_can_be_read_in_the_one_touched():
    writes = [{"variable": "session.name", "value": 1}]
    runs = {"id": "t", "version": 1, "inputs": {"a": 1}, "outputs": {"x": "session.result"}}
    document = steps(
        {"message": {"text": "{$session.name$}{$session.result$}{$session.total$}"}},
        {"id": "b", "groups": [{"set": writes, **GO}]},
        {
            "id": "c",
            "template": runs,
            "groups": [{"type": "code", "code": "v['session.total'] = 1", **GO}],
        },
        templates=[template(**TAKES_A)],
    )
    assert inspect_parts(document, [("steps", "a")]) == []


def test_bot_level_groups_are_parts_of_their_own():
    document = bot(
        groups=[GO | {"id": "g", "set": [{"variable": "usr.x"}]}, GO | {"id": "h", "on": "timeout"}]
    )
    assert {one.path for one in inspect_parts(document, [("groups", "g")])} == {
        "groups.0.connections.0",
        "groups.0.set.0.variable",
    }


def test_the_bot_itself_is_a_part():
    document = bot(timezone="Mars/North", secrets=["x"], steps=[{"id": "a", "message": {"text": "{$x$}"}}])
    assert {one.path for one in inspect_parts(document, [("timezone",)])} == {"timezone", "secrets.0"}


def test_what_is_always_taken_shadows_in_a_part_as_well():
    shadowed = {"connections": [{"to": "a"}, {"to": "b", "rules": MAYBE}]}
    document = steps({"groups": [shadowed]}, {"id": "b"})
    found = inspect_parts(document, [("steps", "a")])
    assert [one.code for one in found] == ["flow:shadowed_connection"]
