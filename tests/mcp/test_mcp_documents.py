"""Outline, places and layout, without any server."""

import pytest

from dbcv_mcp.document.layout import arranged, moves
from dbcv_mcp.document.outline import line_of, outline
from dbcv_mcp.document.places import spread, value_at, written
from dbcv_mcp.document.searching import occurrences
from dbcv_mcp.lessons import Taught

DOCUMENT = {
    "name": "Small",
    "first_step": "a",
    "groups": [{"id": "g0", "connections": [{"id": "c0", "to": "help"}]}],
    "requests": [{"id": "price.now", "method": "GET", "url": "https://x.example"}],
    "steps": [
        {
            "id": "a",
            "name": "Begin here, with a name that is far too long",
            "groups": [
                {"id": "g1", "connections": [{"id": "c1", "to": "b"}, {"id": "c2", "to": ""}]},
                {"id": "g2", "on": "timeout", "after": 5, "connections": [{"id": "c3", "to": "b"}]},
            ],
        },
        {
            "id": "b",
            "name": "B",
            "proxy": True,
            "groups": [{"id": "g3", "type": "response", "request": "price.now"}],
        },
        {"id": "help", "template": {"id": "t", "version": 1}},
        {"id": "lost"},
    ],
    "templates": [{"id": "t", "version": 1, "name": "T"}],
}


def test_a_line_says_where_a_step_leads_and_what_is_wrong():
    a, b, helping, _ = DOCUMENT["steps"]
    assert line_of(a, ["x:y", "x:y"]) == "a “Begin here, with a name tha…” -> b, ?; (timeout 5s) b ! x:y"
    assert line_of(b) == "b (proxy) -> (request price.now) -"
    assert line_of(helping) == "help (template t)"


def test_faults_of_the_bot_itself_are_told_apart():
    told = outline(DOCUMENT, [{"code": "bot:x", "step": None}, {"code": "a:b", "step": "lost"}])
    assert told["faults_of_bot"] == ["bot:x"]
    assert told["steps"][-1] == "lost ! a:b"
    assert (told["bot_groups"], told["requests"], told["templates"]) == ("help", ["price.now"], ["t"])


def test_paths_name_parts_by_their_ids():
    assert value_at(DOCUMENT, ("steps", "a", "groups", "g1", "connections", "c1", "to"))[0] == "b"
    assert value_at(DOCUMENT, ("templates", "t@1"))[0]["name"] == "T"
    assert dict(spread(DOCUMENT, ("steps",))).keys() == {("steps", one["id"]) for one in DOCUMENT["steps"]}
    assert [path for path, _ in spread(DOCUMENT, ("head",))] == [("name",), ("first_step",)]
    assert written(("requests", "price.now")) == ["requests", "price.now"]


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("steps", "halp"), "help"),
        (("stepps",), "steps"),
        (("steps", "a", "groups", "g2", "connexions"), "connections"),
        (("steps", "a", "name", "x"), None),
        (("name", "0"), None),
    ],
)
def test_a_path_that_leads_nowhere_names_what_is_near(path: tuple[str, ...], nearest: str | None):
    with pytest.raises(Taught) as refused:
        value_at(DOCUMENT, path)
    assert refused.value.lesson.code == "change:no_such_part"
    assert refused.value.lesson.nearest == nearest


def test_steps_stand_in_columns_by_their_distance_and_none_upon_another():
    places = arranged(DOCUMENT)
    assert (places["a"]["x"], places["b"]["x"], places["help"]["x"]) == (0, 320, 0)
    assert len({tuple(one.values()) for one in places.values()}) == len(places)
    assert len(moves(DOCUMENT)) == len(DOCUMENT["steps"])
    assert arranged({"steps": []}) == {}


def test_variables_are_found_by_their_names():
    document = {"name": "x", "variables": {"points": 20}, "steps": []}
    (found,) = occurrences(document, "POINT")
    assert (found["path"], found["kind"], found["excerpt"]) == ("variables.points", "variable", "points")
