"""`dbcv test` (flow-language.md 9): one line a test, readable differences, the tally, the exit code."""

import json

import pytest

from app.cli import main

BOT = """
dbcv: 1
kind: bot
name: Echo
first_step: a
steps: [{id: a, message: {text: "Hi."}}]
"""
PASSING = """
bot: echo.bot.yaml
name: greets
turns: [{start: true, bot: ["Hi."], finished: true}]
"""
FAILING = PASSING.replace("greets", "greets otherwise").replace("Hi.", "Hello.")
RULES = {"condition": "AND", "rules": [{"field": "session.x", "operator": "equal", "value": 1}]}
TABLE = [
    {"name": "equal", "rules": RULES, "context": {"session": {"x": 1}}, "expect": True},
    {
        "name": "text",
        "template": "{$session.x$}",
        "mode": "text",
        "context": {"session": {"x": 2}},
        "expect": 3,
    },
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "echo.bot.yaml").write_text(BOT)
    return tmp_path


def test_passing_tests_exit_with_0(folder, capsys):
    (folder / "greets.yaml").write_text(PASSING)

    assert main(["test", str(folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"passed  {folder}/greets.yaml: greets", "1 passed, 0 failed"]


def test_a_failing_test_shows_the_difference_and_exits_with_1(folder, capsys):
    (folder / "a.yaml").write_text(FAILING)
    (folder / "b.yaml").write_text(PASSING)

    assert main(["test", str(folder / "a.yaml"), str(folder / "b.yaml")]) == 1

    assert capsys.readouterr().out.splitlines() == [
        f"FAILED  {folder}/a.yaml: greets otherwise",
        '        turn 1 (start): bot[0]: expected "Hello.", got "Hi."',
        f"passed  {folder}/b.yaml: greets",
        "1 passed, 1 failed",
    ]


def test_each_case_of_a_table_is_a_test(folder, capsys):
    (folder / "table.json").write_text(json.dumps(TABLE))

    assert main(["test", str(folder)]) == 1

    assert capsys.readouterr().out.splitlines() == [
        f"passed  {folder}/table.json: equal",
        f"FAILED  {folder}/table.json: text",
        "        expected 3, got 2",
        "1 passed, 1 failed",
    ]


def test_issues_are_those_inspect_finds_in_any_order(folder, capsys):
    broken = BOT.replace("first_step: a", "first_step: b")
    (folder / "issues.yaml").write_text(f"issues: []\nbot:{broken.replace(chr(10), chr(10) + '  ')}")

    assert main(["test", str(folder)]) == 1

    told = capsys.readouterr().out
    assert "issues: expected none, got" in told
    assert "flow:unknown_first_step" in told


def test_where_no_test_is_found_the_exit_code_is_1(folder, capsys):
    (folder / "notes.json").write_text("[1, 2]")
    (folder / "other.yaml").write_text("a: b")

    assert main(["test", str(folder)]) == 1

    assert capsys.readouterr().out.splitlines() == ["no test found", "0 passed, 0 failed"]


def test_tests_kept_in_a_bot_are_run(folder, capsys):
    (folder / "echo.bot.yaml").write_text(
        f"{BOT}tests: [{{name: kept, turns: [{{start: true, bot: [Hi.]}}]}}]\n"
    )

    assert main(["test", str(folder)]) == 0

    assert f"passed  {folder}/echo.bot.yaml: kept" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("bot: missing.yaml\nturns: [{start: true}]", "no file “missing.yaml”"),
        ("bot: echo.bot.yaml\ntemplates: [gone.yaml]\nturns: [{start: true}]", "no file “gone.yaml”"),
        ("bot: echo.bot.yaml\nturn: [{start: true}]", "turns"),
        ("bot: echo.bot.yaml\nturns: [{stat: true}]", "turns.0.stat"),
        ("turns: [{start: true}]", "(document:missing)"),
        ("a: [", "(document:yaml)"),
    ],
)
def test_what_cannot_be_read_has_failed(folder, capsys, written, told):
    (folder / "faulty.yaml").write_text(written)

    assert main(["test", str(folder)]) == 1

    lines = capsys.readouterr().out
    assert told in lines
    assert lines.endswith("0 passed, 1 failed\n")


def test_a_path_that_is_not_there_has_failed(folder, capsys):
    assert main(["test", str(folder / "nowhere.yaml")]) == 1

    assert "0 passed, 1 failed" in capsys.readouterr().out


def test_a_malformed_case_of_a_table_has_failed_and_the_others_are_run(folder, capsys):
    (folder / "table.json").write_text(json.dumps([TABLE[0], {"name": "half", "rules": None}, 5]))

    assert main(["test", str(folder / "table.json")]) == 1

    shown = capsys.readouterr().out
    assert "expect is missing" in shown
    assert "case 3" in shown
    assert shown.endswith("1 passed, 2 failed\n")


def test_a_kept_test_that_cannot_be_read_has_failed_and_the_others_are_run(folder, capsys):
    kept = "tests: [{name: half, turns: []}, {turns: [{start: true, bot: ['Hi.']}]}]\n"
    (folder / "echo.bot.yaml").write_text(BOT + kept)

    assert main(["test", str(folder)]) == 1

    failed, fault, passed, tally = capsys.readouterr().out.splitlines()
    assert failed.endswith("echo.bot.yaml: half")
    assert "turns: " in fault
    assert passed.endswith("echo.bot.yaml: test 2")
    assert tally == "1 passed, 1 failed"
