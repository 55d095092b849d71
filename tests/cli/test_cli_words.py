"""How commands tell of documents: by line, and in the language of whoever reads."""

import json

import pytest

from app.cli import main
from app.cli.words import counted, own_language
from app.engine.document.lines import line_of, lines_of

BOT = """\
dbcv: 1
kind: bot
first_step: nights
steps:
  - id: nights
    message:
      text: "How many?"
    groups:
      - connections:
          - {to: nights, rules: {condition: AND, rules: [
              {field: message.text, operator: equal, value: "1"}]}}
          - to: nowhere
"""


@pytest.fixture
def bot(tmp_path):
    path = tmp_path / "bot.yaml"
    path.write_text(BOT)
    return path


def test_an_issue_is_told_by_its_line_and_step(bot, capsys):
    assert main(["check", "--language", "en", str(bot)]) == 1
    assert f"{bot}:12: step “nights”: error: " in capsys.readouterr().out


def test_json_has_the_line_too_and_reads_lines_of_json(bot, capsys):
    as_json = bot.with_suffix(".json")
    as_json.write_text('{"dbcv": 1, "kind": "bot",\n "first_step": "x",\n\t"steps": [{"id": "a"}]}')
    main(["check", "--json", str(bot), str(as_json)])
    of_yaml, of_json = json.loads(capsys.readouterr().out)
    assert {issue["code"]: issue["line"] for issue in of_yaml["issues"]}["flow:unknown_step"] == 12
    assert {issue["code"]: issue["line"] for issue in of_json["issues"]}["flow:unknown_first_step"] == 2


def test_a_fault_of_the_format_has_its_line(bot, capsys):
    bot.write_text(BOT.replace("    message:", "    mesage:"))
    assert main(["check", "--language", "en", str(bot)]) == 1
    assert f"{bot}:6: steps.0.mesage: error: " in capsys.readouterr().out
    bot.write_text(BOT + "\t x: [")
    assert main(["check", "--language", "en", str(bot)]) == 1
    assert f"{bot}:13: error: " in capsys.readouterr().out


def test_russian_is_russian_throughout(bot, capsys):
    assert main(["check", "--language", "ru", str(bot)]) == 1
    told = capsys.readouterr().out
    assert f"{bot}:12: шаг «nights»: ошибка: " in told
    assert "1 документ: 1 ошибка" in told
    assert main(["test", "--language", "ru", str(bot)]) == 1
    assert "прошли: 0, не прошли: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "C", "LANG": "ru"}, "en"),
        ({}, "en"),
        ({"LANG": "de"}, "en"),
    ],
)
def test_the_language_is_that_of_the_machine(monkeypatch, told, language):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert own_language() == language


def test_counts_take_the_form_of_their_number():
    assert [counted("ru", number, "error") for number in (0, 1, 2, 5, 11, 12, 21, 22, 25, 111)] == [
        *("0 ошибок", "1 ошибка", "2 ошибки", "5 ошибок", "11 ошибок", "12 ошибок"),
        *("21 ошибка", "22 ошибки", "25 ошибок", "111 ошибок"),
    ]
    assert [counted("en", number, "hint") for number in (0, 1, 2)] == ["0 hints", "1 hint", "2 hints"]


def test_a_test_that_cannot_be_read_is_told_by_its_line(tmp_path, capsys):
    path = tmp_path / "one.yaml"
    path.write_text("bot: none.yaml\nturns:\n  - start: true\n")
    assert main(["test", "--language", "en", str(path)]) == 1
    assert "none.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "path", "line"),
    [
        ("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n", "b.1.d", 5),
        ("a: 1\nb:\n  - x\n", "b.7.q", 2),
        ("a: &k {z: 1}\nb: *k\nc: 3", "b.z", 2),
        ("# one\n\na: 1", "", None),
        ("a: [1\n b", "a.0", 1),
        ("", "a", None),
        ("a: 😀\nb: 2", "b", 2),
    ],
)
def test_lines_are_those_of_the_source(source, path, line):
    assert line_of(path, lines_of(source.encode())) == line
