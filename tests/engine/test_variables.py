import copy
from copy import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from json_strategies import json_values, wild_values

from app.engine.limits import LIMITS
from app.engine.variables import OPERATIONS, WRITABLE_SCOPES, Change, Scopes, apply, parse_path

NOW = datetime(2026, 1, 1, 10, 20, 30, 999_999, tzinfo=UTC)
segments = st.sampled_from(["a", "b", "id", "0", "1", "items", "-1"])
paths = st.lists(segments, max_size=4).map(tuple)
roots = st.dictionaries(
    segments, st.recursive(json_values, lambda inner: st.lists(inner, max_size=3)), max_size=4
)


@pytest.mark.parametrize(
    ("root", "path", "op", "value", "written", "problem"),
    [
        ({}, "a", "set", 1, {"a": 1}, None),
        ({"a": 1, "b": 2}, "a", "set", None, {"a": None, "b": 2}, None),
        ({}, "a.b.c", "set", 1, {"a": {"b": {"c": 1}}}, None),
        ({"a": None}, "a.b", "set", 1, {"a": {"b": 1}}, None),
        ({"a": "x"}, "a.b", "set", 1, {"a": "x"}, "variable:not_an_object"),
        ({"a": 0}, "a.b.c", "append", 1, {"a": 0}, "variable:not_an_object"),
        ({"a": [1, 2]}, "a.1", "set", 5, {"a": [1, 5]}, None),
        ({"a": [1, 2]}, "a.2", "set", 5, {"a": [1, 2]}, "variable:not_an_object"),
        ({"a": [1, 2]}, "a.01", "set", 5, {"a": [1, 2]}, "variable:not_an_object"),
        ({"a": [1, 2]}, "a.x.y", "set", 5, {"a": [1, 2]}, "variable:not_an_object"),
        ({"a": [None, {}]}, "a.0.b", "set", 5, {"a": [{"b": 5}, {}]}, None),
        ({"a": [{"n": 1}]}, "a.0.n", "add", 1, {"a": [{"n": 2}]}, None),
        ({}, "0", "set", 1, {"0": 1}, None),
        ({}, "a", "add", 5, {"a": 5}, None),
        ({"a": None}, "a", "add", "2.50", {"a": 2.5}, None),
        ({"a": 0.1}, "a", "add", 0.2, {"a": 0.3}, None),
        ({"a": " 7 "}, "a", "add", -7, {"a": 0}, None),
        ({"a": 1}, "a", "add", None, {"a": 1}, "variable:not_a_number"),
        ({"a": 1}, "a", "add", True, {"a": 1}, "variable:not_a_number"),
        ({"a": "x"}, "a", "add", 1, {"a": "x"}, "variable:not_a_number"),
        ({"a": []}, "a", "add", 1, {"a": []}, "variable:not_a_number"),
        ({}, "a", "add", "x", {}, "variable:not_a_number"),
        ({"a": 10**33}, "a", "add", 0.1, {"a": 10**33}, "variable:not_a_number"),
        ({"a": 10**34 - 1}, "a", "add", 1, {"a": 10**34}, None),
        ({}, "a", "append", 1, {"a": [1]}, None),
        ({"a": None}, "a", "append", None, {"a": [None]}, None),
        ({"a": "x"}, "a", "append", "y", {"a": ["x", "y"]}, None),
        ({"a": [1]}, "a", "append", [2], {"a": [1, [2]]}, None),
        ({"a": {"k": 1}}, "a", "append", 2, {"a": [{"k": 1}, 2]}, None),
        ({"a": [1, 2, 1]}, "a", "remove", 1, {"a": [2, 1]}, None),
        ({"a": ["01", 1]}, "a", "remove", 1, {"a": [1]}, None),
        ({"a": [1]}, "a", "remove", 2, {"a": [1]}, None),
        ({"a": [0, None]}, "a", "remove", None, {"a": [0]}, None),
        ({}, "a", "remove", 1, {}, None),
        ({"a": None}, "a", "remove", 1, {"a": None}, None),
        ({"a": "x"}, "a", "remove", "x", {"a": "x"}, "variable:not_a_list"),
        ({"a": "x"}, "a.b", "remove", "x", {"a": "x"}, None),
        ({"a": 1, "b": 2}, "a", "clear", None, {"b": 2}, None),
        ({"a": [1, 2]}, "a.0", "clear", None, {"a": [2]}, None),
        ({"a": {"b": 1}}, "a.b", "clear", None, {"a": {}}, None),
        ({}, "a.b", "clear", None, {}, None),
        ({"a": "x"}, "a.b", "clear", None, {"a": "x"}, None),
        ({"id": 1}, "id", "set", 2, {"id": 1}, "variable:read_only"),
        ({"id": 1}, "id", "clear", None, {"id": 1}, "variable:read_only"),
        ({}, "a.id", "set", 2, {"a": {"id": 2}}, None),
    ],
)
def test_an_operation_writes_what_the_page_says(
    root: dict, path: str, op: str, value: object, written: dict, problem: str | None
) -> None:
    assert apply(root, tuple(path.split(".")), op, value) == (written, problem)


def test_a_scope_alone_cannot_be_written() -> None:
    assert apply({"a": 1}, (), "set", {}) == ({"a": 1}, "variable:read_only")


@given(roots, paths, st.sampled_from(sorted(OPERATIONS)), json_values)
def test_an_operation_never_raises_and_never_changes_its_input(
    root: dict, path: tuple, op: str, value: object
) -> None:
    before = copy.deepcopy(root)
    new, problem = apply(root, path, op, value)
    assert root == before
    assert problem is None or new is root


@given(roots, roots, st.sampled_from(["a", "b"]), st.integers(-5, 5))
def test_add_applied_again_elsewhere_loses_no_update(here: dict, there: dict, key: str, value: int) -> None:
    for root in (here, there):
        new, problem = apply(root, (key,), "add", value)
        assert problem is not None or {**new, key: None} == {**root, key: None}


def test_a_new_key_comes_last_and_a_written_one_keeps_its_place() -> None:
    root, _ = apply({"b": 1, "a": 2}, ("b",), "set", 3)
    root, _ = apply(root, ("c",), "set", 4)
    assert list(root) == ["b", "a", "c"]


@pytest.mark.parametrize("value", ["я" * 32_768, ["x" * 65_532], {"k": "x" * 65_528}])
def test_a_variable_of_64_kib_is_written_and_a_larger_one_is_not(value: object) -> None:
    assert apply({}, ("a",), "set", value)[1] is None
    more = value + "x" if isinstance(value, str) else [value]
    assert apply({}, ("a",), "set", more) == ({}, "variable:too_large")


def test_the_size_is_that_of_the_whole_top_level_variable() -> None:
    root = {"a": {"b": "x" * 65_000}}
    assert apply(root, ("a", "c"), "set", "y" * 1000) == (root, "variable:too_large")


def test_a_scope_of_256_kib_takes_no_more_but_can_shrink_and_count() -> None:
    root = {f"k{number}": "x" * 65_000 for number in range(4)} | {"n": 8}
    assert apply(root, ("more",), "set", "x" * 3000) == (root, "variable:too_large")
    assert apply(root, ("n",), "add", 1)[1] is None
    assert apply(root, ("k0",), "clear", None)[1] is None
    assert apply(root, ("k0",), "set", "short")[1] is None


def test_the_limits_can_be_set() -> None:
    limits = replace(LIMITS, variable_size=10, scope_size=20, value_depth=2)
    assert apply({}, ("a",), "set", "x" * 10, limits)[1] is None
    assert apply({}, ("a",), "set", "x" * 11, limits)[1] == "variable:too_large"
    assert apply({"b": "12345"}, ("a",), "set", "x" * 10, limits)[1] == "variable:too_large"
    assert apply({}, ("a",), "set", [[1]], limits)[1] is None
    assert apply({}, ("a",), "set", [[[]]], limits)[1] == "variable:too_large"


def test_a_loop_that_nests_ever_deeper_is_stopped() -> None:
    root: dict = {"a": []}
    problems = []
    for _ in range(200):
        root, problem = apply(root, ("a",), "set", [root["a"]])
        problems.append(problem)
    assert problems.index("variable:too_large") == 99
    assert set(problems[99:]) == {"variable:too_large"}


def test_writing_a_path_of_many_segments_makes_objects_on_the_way() -> None:
    assert apply({}, ("a",) * 99, "set", 1)[1] is None
    assert apply({}, ("a",) * 500, "set", 1)[1] == "variable:too_large"


@pytest.mark.parametrize("scope", ["message", "event", "system", "response", "code", "integration", "nobody"])
def test_only_writable_scopes_are_written(scope: str) -> None:
    scopes = Scopes({scope: {"text": "a"}}, now=NOW)
    assert scopes.apply(Change(scope=scope, path=("text",), op="set", value="b")) == "variable:read_only"
    assert scopes.read((scope, "text")) == "a"


@pytest.mark.parametrize("scope", sorted(WRITABLE_SCOPES))
def test_a_change_puts_a_new_root_in_place_of_the_shared_one(scope: str) -> None:
    shared = {"n": 1}
    scopes = Scopes({scope: shared}, now=NOW)
    assert scopes.apply(Change(scope=scope, path=("n",), op="add", value=1)) is None
    assert (scopes.read((scope, "n")), shared) == (2, {"n": 1})


def test_inside_a_template_other_scopes_refuse_writes() -> None:
    scopes = Scopes({}, now=NOW, writable=frozenset({"template"}))
    assert scopes.apply(Change(scope="session", path=("a",), op="set", value=1)) == "variable:read_only"
    assert scopes.apply(Change(scope="template", path=("a",), op="set", value=1)) is None
    assert scopes.root("template") == {"a": 1}


def test_a_result_can_be_put_in_place() -> None:
    scopes = Scopes({}, now=NOW)
    assert scopes.read(("response", "status")) is None
    scopes.put("response", {"status": 200})
    assert scopes.read(("response", "status")) == 200


@pytest.mark.parametrize(
    ("user", "bot", "fallback", "now"),
    [
        (None, None, None, "2026-01-01T10:20:30+00:00"),
        (None, None, "Europe/Moscow", "2026-01-01T13:20:30+03:00"),
        (None, "Asia/Tokyo", "Europe/Moscow", "2026-01-01T19:20:30+09:00"),
        ("America/New_York", "Asia/Tokyo", None, "2026-01-01T05:20:30-05:00"),
        ("nowhere", 5, "neither", "2026-01-01T10:20:30+00:00"),
        ([], {"a": 1}, "Europe/Moscow", "2026-01-01T13:20:30+03:00"),
    ],
)
def test_the_clock_is_told_in_the_first_zone_that_is_one(
    user: object, bot: object, fallback: str, now: str
) -> None:
    scopes = Scopes({"user": {"timezone": user}, "bot": {"timezone": bot}}, now=NOW, timezone=fallback)
    assert scopes.read(("system", "now")) == now


def test_system_is_complete_and_follows_a_zone_set_in_the_turn() -> None:
    scopes = Scopes({}, now=datetime(2026, 1, 4, 23, 5, tzinfo=UTC), random=0.25)
    assert scopes.read(("system",)) == {
        "now": "2026-01-04T23:05:00+00:00",
        "date": "2026-01-04",
        "time": "23:05",
        "weekday": 7,
        "random": 0.25,
    }
    scopes.apply(Change(scope="user", path=("timezone",), op="set", value="Europe/Moscow"))
    assert (scopes.read(("system", "time")), scopes.read(("system", "weekday"))) == ("02:05", 1)


@given(wild_values, st.lists(st.text(max_size=3), max_size=4))
def test_reading_never_raises(value: object, path: list[str]) -> None:
    Scopes({"session": value}, now=NOW).read(("session", *path))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("user", ("user",)),
        ("user.address.city", ("user", "address", "city")),
        ("session.items.0", ("session", "items", "0")),
        ("session.имя_1-a", ("session", "имя_1-a")),
        ("session.नाम", ("session", "नाम")),
    ],
)
def test_a_path_is_read_into_segments(text: str, path: tuple) -> None:
    assert parse_path(text) == path


@pytest.mark.parametrize(
    "text", ["", ".", "a.", ".a", "a..b", "a b", "a.b c", "a.b!", "a.b\n", "a/b", "a." * 200 + "a"]
)
def test_what_is_no_path_gives_none(text: str) -> None:
    assert parse_path(text) is None
