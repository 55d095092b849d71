"""Code groups (flow-language.md 6): what the code is given, and what becomes of what it returns."""

from datetime import UTC, datetime

import pytest

from app.engine import CodeReturned, RunCode, advance, new_session
from app.engine.codec import dump_session, load_session
from app.engine.masking import Secrets
from app.engine.trace import Trace
from engine.turns import CONTEXT, compiled, said, session_after_start, started

CODE = {
    "id": "a",
    "groups": [
        {
            "type": "code",
            "code": "the code",
            "set": [{"variable": "session.set", "value": "{$code$}"}],
            "connections": [{"to": "b"}],
        }
    ],
}
STEPS = [CODE, {"id": "b", "message": {"text": "{$code|json$}"}}]


def play(answer, steps=STEPS, **fields):
    bot = compiled(steps, **fields)
    asked = advance(bot, session_after_start(bot), said("hi"), CONTEXT)
    return advance(bot, asked.session, answer(asked.commands[-1].id), CONTEXT)


def test_the_code_gets_the_message_and_one_entry_for_each_key_of_every_scope():
    bot = compiled(STEPS)

    command = advance(bot, session_after_start(bot), said("hi", button="b"), CONTEXT).commands[-1]

    assert isinstance(command, RunCode)
    assert command.code == "the code"
    assert command.message == {"id": "m2", "text": "hi", "params": {}, "attachments": [], "button": "b"}
    assert (command.at, command.random) == (datetime(2026, 1, 1, 12, tzinfo=UTC), 0.5)
    assert command.variables["user.name"] == "Ada"
    assert command.variables["session.id"] == "s"
    assert command.variables["event.type"] == "message"
    assert command.variables["system.time"] == "12:00"
    assert command.variables["message.text"] == "hi"


def test_on_start_the_code_gets_no_message():
    bot = compiled([CODE | {"proxy": True}, STEPS[1]])

    command = advance(bot, new_session("s"), started(params={"x": 1}), CONTEXT).commands[-1]

    assert command.message is None
    assert command.variables["message.params"] == {"x": 1}


def test_inside_a_template_the_code_sees_only_what_can_be_read_there():
    template = {
        "id": "t",
        "version": 1,
        "first_step": "a",
        "variables": {"x": 1},
        "steps": [CODE, {"id": "b"}],
    }
    bot = compiled([{"id": "o", "template": {"id": "t", "version": 1}}], [template])

    command = advance(bot, session_after_start(bot), said("hi"), CONTEXT).commands[-1]

    assert command.variables["template.x"] == 1
    assert not [name for name in command.variables if name.startswith(("bot.", "session."))]


def test_a_returned_object_is_code_and_another_value_is_code_value():
    as_object = play(lambda command: CodeReturned(command_id=command, value={"n": 1}))
    as_value = play(lambda command: CodeReturned(command_id=command, value=[1]))
    nothing = play(lambda command: CodeReturned(command_id=command))

    assert as_object.session.variables["set"] == {"n": 1}
    assert as_value.session.variables["set"] == {"value": [1]}
    assert nothing.session.variables["set"] == {"value": None}


def test_only_keys_that_can_be_written_are():
    writes = {
        "session.x": 1,
        "user.nick": "a",
        "user.id": "no",
        "message.text": "no",
        "session.deep.er": "no",
        "x": "no",
        "": "no",
        "template.x": "no",
        "system.now": "no",
    }

    turn = play(lambda command: CodeReturned(command_id=command, value={}, writes=writes))

    assert turn.session.variables == {"id": "s", "x": 1, "set": {}}
    assert [(change.scope, change.path, change.op, change.value) for change in turn.changes] == [
        ("user", ("nick",), "set", "a")
    ]
    refused = [(one.code, one.detail["variable"]) for one in turn.trace.problems]
    ignored = [name for name, value in writes.items() if value == "no"]
    assert refused == [("variable:read_only", name) for name in ignored]


def test_what_is_too_large_is_not_written_and_is_a_problem():
    turn = play(
        lambda command: CodeReturned(command_id=command, value={}, writes={"session.x": "x" * 70_000})
    )

    assert "x" not in turn.session.variables
    assert [problem.code for problem in turn.trace.problems] == ["variable:too_large"]


@pytest.mark.parametrize("problem", ["code:error", "code:timeout", "code:memory", "code:output"])
def test_on_failure_nothing_is_written_and_the_flow_goes_on(problem):
    error = {"type": "ValueError", "message": "no", "line": 3}

    turn = play(
        lambda command: CodeReturned(
            command_id=command,
            value={"n": 1},
            writes={"session.x": 1},
            error=error,
            problem=problem,
            prints="p",
        )
    )

    assert turn.session.variables == {"id": "s", "set": {"error": error}}
    assert [found.code for found in turn.trace.problems] == [problem]
    assert {"kind": "print", "text": "p"} in turn.trace.body()["entries"]
    assert turn.session.step == "b"


@pytest.mark.parametrize("letter", ["x", "ж"])
def test_of_a_long_print_the_beginning_and_the_end_are_kept(letter):
    prints = "first\n" + letter * 5000 + "\nlast"

    turn = play(lambda command: CodeReturned(command_id=command, value={}, prints=prints))

    (entry,) = [one for one in turn.trace.body()["entries"] if one["kind"] == "print"]
    assert entry["text"].startswith("first\n")
    assert entry["text"].endswith(f"{letter}\nlast")
    assert "\n…\n" in entry["text"]
    assert 1900 < len(entry["text"].encode()) <= 2000


def test_a_secret_where_a_long_print_is_cut_is_not_halved_into_sight():
    secret = "s3cret-" * 200
    trace = Trace(secrets=Secrets([secret]))

    trace.add("print", "x" * 500 + secret + "y" * 2000)

    (entry,) = trace.body()["entries"]
    assert entry["text"].startswith("x" * 500 + "•••y")
    assert "s3cret-" not in entry["text"]


def test_an_error_without_a_code_of_its_own_is_code_error():
    turn = play(
        lambda command: CodeReturned(command_id=command, error={"type": "E", "message": "", "line": None})
    )

    assert [found.code for found in turn.trace.problems] == ["code:error"]


def test_what_code_returns_is_cleaned():
    turn = play(lambda command: CodeReturned(command_id=command, value={"n": float("nan"), "t": "a\0"}))

    assert turn.session.variables["set"] == {"n": None, "t": "a\ufffd"}


def answer_all(bot, elapsed_ms=0):
    """What was left of the waiting at each call of one turn, the problems, and how the turn ended."""
    turn = advance(bot, session_after_start(bot), said("hi"), CONTEXT)
    left, problems = [], list(turn.trace.problems)
    while turn.session.awaiting is not None:
        command = turn.commands[-1]
        left.append(command.deadline)
        answer = CodeReturned(command_id=command.id, elapsed_ms=elapsed_ms)
        turn = advance(bot, load_session(dump_session(turn.session)), answer, CONTEXT)
        problems += turn.trace.problems
    return left, [problem.code for problem in problems], turn


def bot_of_code(groups):
    code = {"type": "code", "code": "the code"}
    return compiled(
        [{"id": "a", "groups": [*[code] * groups, {"connections": [{"to": "b"}]}]}, {"id": "b", **TOLD}]
    )


TOLD = {"message": {"text": "{$code.error.type$}"}}


def test_a_turn_runs_code_a_hundred_times_and_goes_on_without():
    left, problems, turn = answer_all(bot_of_code(102))
    assert len(left) == 100
    assert problems == ["code:too_many"] * 2
    assert turn.session.step == "b"
    assert [command.text for command in turn.commands] == ["TooMany"]


def test_code_is_refused_once_the_waiting_of_the_turn_is_spent():
    left, problems, _ = answer_all(bot_of_code(4), elapsed_ms=29_500)
    assert left == [60.0, 30.5, 1.0]
    assert problems == ["code:too_many"]
