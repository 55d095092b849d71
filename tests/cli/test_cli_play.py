"""`dbcv play` with what a person types on its standard input."""

import io
import subprocess
import sys

import pytest

from app.cli import main
from servers import product_environment

BOT = """
dbcv: 1
kind: bot
name: Quiz
first_step: ask
secrets: [bot.token]
variables: {token: s3cret}
requests: [{id: r, url: "http://127.0.0.1:9/"}]
steps:
  - id: ask
    message: {text: "2+2, {$user.name$}?", buttons: [{text: Four, value: "4"}, {text: Five, value: "5"}]}
    groups:
      - connections:
          - {rules: {condition: AND, rules: [{field: message.text, operator: equal, value: "4"}]}, to: right}
          - {rules: {condition: AND, rules: [{field: message.text, operator: equal, value: "web"}]}, to: web}
          - {set: [{variable: session.said, value: "{$message.text$} {$message.button|json$}"}], to: wrong}
      - {on: timeout, after: 3600, connections: [{to: late}]}
  - {id: right, message: {text: "Right!"}}
  - id: wrong
    message:
      text: "Wrong: {$session.said$}"
      attachments: [{url: "https://files.example/a.png", type: image, name: Sum}]
  - {id: late, message: {text: "Too late."}}
  - {id: web, proxy: true, groups: [{type: response, request: r, connections: [{to: told}]}]}
  - {id: told, message: {text: "{$response.error$}"}}
"""
TEST = """
bot: quiz.yaml
user: {name: Bob}
now: 2026-01-01T10:00:00Z
http: [{request: "GET http://127.0.0.1:9/", answer: {error: "http:timeout"}}]
turns: [{start: true}]
"""


@pytest.fixture
def play(tmp_path, monkeypatch, capsys):
    (tmp_path / "quiz.yaml").write_text(BOT)
    (tmp_path / "test.yaml").write_text(TEST)

    def run(*lines, file="quiz.yaml", options=("--user", "Ada")):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code = main(["play", str(tmp_path / file), *options])
        return code, capsys.readouterr().out.splitlines()[1:]

    return run


ASKED = ["2+2, Ada?", "  [1] Four", "  [2] Five"]


def test_a_number_presses_a_button_and_a_space_before_it_types_it(play):
    assert play("1") == (0, [*ASKED, "Right!", "(the conversation has ended)"])
    assert play("2")[1][3] == 'Wrong: 5 "5"'
    assert play(" 2")[1][3] == "Wrong: 2 null"
    assert play("3")[1][3] == "Wrong: 3 null"


def test_a_number_that_a_button_shows_presses_that_button(play, tmp_path):
    (tmp_path / "quiz.yaml").write_text(
        BOT.replace("text: Four", "text: '2'").replace("text: Five", "text: '1'")
    )

    assert play("2")[1][3] == "Right!"
    assert play("1")[1][3] == 'Wrong: 5 "5"'


def test_attachments_are_named(play):
    assert "  <image: Sum>" in play("x")[1]


def test_time_passes_when_told_so_and_timers_fire(play):
    assert play(":wait 59m", ":wait 1m", options=("--virtual", "--user", "Ada"))[1] == [
        *ASKED,
        "Too late.",
        "(the conversation has ended)",
    ]
    assert "Too late." in play(":wait 1h")[1]


def test_steps_problems_variables_and_trace_can_be_looked_at(play):
    shown = play("web", ":steps", ":problems", ":vars user.name", ":vars", ":trace")[1]

    assert "ask → web → told" in shown
    assert "at told, finished" in shown
    assert "http:blocked at web: Requests to this address are not allowed." in shown
    assert "Ada" in shown
    assert 'bot.token = "•••"' in shown
    assert any(line.startswith("rule ") for line in shown)
    assert "s3cret" not in "".join(shown)


def test_restart_begins_from_nothing(play):
    shown = play("x", ":restart", ":steps", ":problems")[1]

    assert shown[-6:] == [*ASKED, "ask", "at ask", "no problems"]


def test_the_mocks_of_a_test_answer_where_a_test_is_played(play):
    shown = play("web", file="test.yaml", options=())[1]

    assert shown[0] == "2+2, Bob?"
    assert "http:timeout" in shown


def test_what_is_no_command_is_told(play):
    shown = play(":foo", ":wait soon", ":vars a b", ":help", ":quit", "never said")[1]

    assert "There is no :foo. Try :help." in shown
    assert "soon is no time such as 90s, 10m, 1h or 2d" in shown
    assert "a b is no path of a variable" in shown
    assert any(line.startswith(":restart") for line in shown)
    assert not [line for line in shown if "never said" in line]


def test_a_file_that_is_no_bot_is_refused(tmp_path, capsys):
    (tmp_path / "other.yaml").write_text("a: b")

    assert main(["play", str(tmp_path / "other.yaml")]) == 1
    assert main(["play", str(tmp_path / "nowhere.yaml")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_every_fault_of_a_document_is_told_on_a_line_of_its_own(tmp_path, capsys):
    (tmp_path / "bot.yaml").write_text("dbcv: 1\nkind: bot\nnam: x\nstep: []\n")

    assert main(["play", str(tmp_path / "bot.yaml")]) == 1
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()] == ["nam", "step"]


def test_who_stops_reading_ends_it_without_a_complaint(tmp_path):
    (tmp_path / "quiz.yaml").write_text(BOT)
    playing = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "play", "quiz.yaml"],
        cwd=tmp_path,
        env=product_environment(PYTHONUNBUFFERED=""),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    playing.stdout.close()

    _, complaint = playing.communicate(":help\n:help\n", timeout=300)

    assert (playing.returncode, complaint) == (141, "")
