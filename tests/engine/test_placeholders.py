from datetime import UTC, datetime

import pytest
from case_tables import cases
from hypothesis import given
from hypothesis import strategies as st
from json_strategies import json_values, wild_values

from app.engine.limits import LIMITS
from app.engine.placeholders import FILTERS, compile_text, compile_value
from app.engine.tables import Recorder, run_case
from app.engine.text import size, to_text
from app.engine.variables import ALL_SCOPES, Scopes

NOW = datetime(2026, 1, 1, tzinfo=UTC)
pieces = st.sampled_from(
    [
        "{$",
        "$}",
        "session.x",
        "user",
        "|",
        ":",
        ",",
        "'",
        "\\",
        " ",
        "upper",
        "default",
        "date",
        "number",
        "2",
        "я",
        '"',
        "{$session.x$}",
        "{$session.x|json$}",
        "{$session.x|date:'%Y'$}",
        "{$session.x|number:2$}",
        "{$session.x|join:1$}",
    ]
)
written = st.lists(pieces | st.text(max_size=3), max_size=12).map("".join)


def view(value: object = None) -> Scopes:
    return Scopes({"session": {"x": value}}, now=NOW)


@pytest.mark.parametrize("case", cases("placeholders.json"))
def test_the_case_of_the_table_holds(case: dict) -> None:
    assert run_case(case) == []


def test_every_filter_occurs_in_the_table() -> None:
    templates = " ".join(str(case.values[0]["template"]) for case in cases("placeholders.json"))
    assert [name for name in FILTERS if f"|{name}" not in templates] == []


@given(written, wild_values)
def test_rendering_never_raises_and_text_is_text(template: str, value: object) -> None:
    compiled, probe = compile_text(template), Recorder()
    compiled.render(view(value), probe)
    compiled.render_pattern(view(value), probe)
    texts = [
        compiled.render_text(view(value), probe),
        compiled.render_url(view(value), probe),
        compiled.render_json_text(view(value), probe),
    ]
    assert all(type(text) is str and size(text) <= LIMITS.rendered_size for text in texts)
    assert set(probe.problems) <= {"template:filter", "template:too_large"}


@given(wild_values, json_values)
def test_any_json_value_compiles_and_renders(template: object, value: object) -> None:
    compile_value(template).render(view(value), Recorder())


@given(st.text())
def test_a_text_without_an_opening_is_a_constant(text: str) -> None:
    if "{$" not in text and "\0" not in text:
        assert compile_text(text).constant == text


@given(json_values)
def test_a_value_is_shown_in_its_text_form(value: object) -> None:
    assert compile_text("<{$session.x$}>").render_text(view(value), Recorder()) == f"<{to_text(value)}>"


def test_a_constant_value_is_the_same_object_on_every_render() -> None:
    compiled = compile_value({"a": [1, "text"], "b": "{$session.x$}"})
    first, second = compiled.render(view(1), Recorder()), compiled.render(view(2), Recorder())
    assert (first["b"], second["b"]) == (1, 2)
    assert first["a"] is second["a"]
    assert compile_value(["text"]).is_constant


def test_the_paths_read_are_told_once_in_their_order() -> None:
    assert compile_text("{$user.name$}{$session.a.0$}{$user.name$}").paths == (
        ("user", "name"),
        ("session", "a", "0"),
    )
    assert compile_value({"k": ["{$bot.a$}"], "l": "{$bot$}"}).paths == (("bot", "a"), ("bot",))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{$user.name|shout$} {$nobody.x$} {$user..x$}", ["unknown_filter", "unknown_scope", "syntax"]),
        ("{$user.name|upper:1$}", ["syntax"]),
        ("{$user.name|replace:'a'$}", ["syntax"]),
        ("{$user.name", ["syntax"]),
        ("{$user.name$}", []),
    ],
)
def test_what_does_not_parse_is_a_fault(text: str, codes: list[str]) -> None:
    assert [fault.code for fault in compile_text(text).faults] == [f"template:{code}" for code in codes]


def test_a_fault_tells_where_it_is_in_the_value() -> None:
    (fault,) = compile_value({"a": [1, "{$oops$}"]}).faults
    assert (fault.code, fault.at) == ("template:unknown_scope", ("a", 1))
    assert "oops" in fault.message


def test_a_scope_that_is_not_given_is_unknown() -> None:
    outside = ALL_SCOPES - {"template"}
    assert compile_text("{$template.x$}", outside).constant == "{$template.x$}"
    assert compile_text("{$template.x$}").constant is None


def test_a_value_nested_too_deep_is_a_fault() -> None:
    value: object = "{$session.x$}"
    for _ in range(5000):
        value = [value]
    assert [fault.code for fault in compile_value(value).faults] == ["template:syntax"]


def test_a_placeholder_longer_than_the_limit_stays_as_written() -> None:
    text = "{$session.x|default:'" + "a" * LIMITS.placeholder_characters + "'$}"
    assert compile_text(text).constant == text


def test_more_filters_than_the_limit_stay_as_written() -> None:
    assert compile_text("{$session.x" + "|trim" * LIMITS.filters + "$}").constant is None
    assert compile_text("{$session.x" + "|trim" * (LIMITS.filters + 1) + "$}").constant is not None


@pytest.mark.parametrize(
    "piece", ["{$session.x|f:'", "{$session.x|f:'\\'", "{$", "{$  ", "{$a.", "{$session.x|"]
)
def test_reading_hostile_text_stays_linear(piece: str) -> None:
    text = piece * 20_000
    assert compile_text(text).faults


@pytest.mark.parametrize(
    ("template", "value", "shown", "problems"),
    [
        ("b" + "{$session.x$}" * 33, "я" * 1000, "b" + "я" * 32_767, 1),
        ("{$session.x$}" * 16, "a" * 4096, "a" * 65_536, 0),
        ("{$session.x$}" * 16 + "!", "a" * 4096, "a" * 65_536, 1),
        ("{$session.x$}" * 101, "a" * 4096, "a" * 65_536, 1),
        ("{$session.x$}", "a" * 65_537, "a" * 65_536, 1),
        ("{$session.x|replace:'a','" + "b" * 3000 + "'$}", "a" * 4096, "b" * 65_536, 1),
        ("{$session.x" + "|replace:'a','aaaaaaaaaaaaaaaaaaaa'" * 20 + "$}", "a" * 100, "a" * 65_536, 1),
        ("{$session.x|join:'" + "-" * 4000 + "'$}", [""] * 20_000, "-" * 65_536, 1),
        ("c" * 65_537, None, "c" * 65_536, 1),
    ],
)
def test_a_rendered_string_has_at_most_64_kib(
    template: str, value: object, shown: str, problems: int
) -> None:
    probe = Recorder()
    assert compile_text(template).render(view(value), probe) == shown
    assert probe.problems == ["template:too_large"] * problems


def test_a_chain_that_quotes_its_quotes_is_bounded() -> None:
    probe = Recorder()
    shown = compile_text("{$session.x" + "|json" * 20 + "$}").render_text(view('"' * 60_000), probe)
    assert size(shown) == LIMITS.rendered_size
    assert probe.problems == ["template:too_large"]


def test_each_text_of_a_value_has_its_own_budget() -> None:
    probe = Recorder()
    shown = compile_value(["{$session.x$}" * 17, "{$session.x$}"]).render(view("a" * 4096), probe)
    assert [len(text) for text in shown] == [65_536, 4096]
    assert probe.problems == ["template:too_large"]


def test_a_filter_problem_names_filter_and_path() -> None:
    told: list[tuple[str, dict]] = []

    class Telling(Recorder):
        def problem(self, code: str, **detail: object) -> None:
            told.append((code, detail))

    compile_text("{$session.x|upper$}").render(view(5), Telling())
    assert told == [("template:filter", {"filter": "upper", "path": "session.x"})]
