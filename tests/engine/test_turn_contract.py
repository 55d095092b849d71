"""What callers of `advance` rely on: determinism, ids, answers, sessions that go through storage."""

from copy import replace
from uuid import UUID

import pytest

from app.engine import (
    CallHttp,
    CallIntegration,
    CancelTimer,
    CodeReturned,
    HttpAnswered,
    HttpResult,
    IntegrationAnswered,
    RunCode,
    SendMessage,
    StartTimer,
    TimerFired,
    advance,
    dump_command,
    dump_event,
    dump_session,
    load_command,
    load_event,
    load_session,
    new_session,
)
from engine.turns import CONTEXT, compiled, said, session_after_start, started

REQUESTS = [{"id": "r", "url": "https://api.example/{$message.text$}"}]
ASKING = [
    {
        "id": "a",
        "message": {"text": "?"},
        "groups": [
            {"set": [{"variable": "user.before", "op": "add", "value": 1}]},
            {
                "type": "response",
                "request": "r",
                "set": [{"variable": "user.body", "value": "{$response.body$}"}],
                "connections": [{"to": "b"}],
            },
            {"on": "timeout", "after": 60},
        ],
    },
    {"id": "b", "message": {"text": "{$response.body$} {$message.text$} {$user.before$}"}},
]


@pytest.fixture
def asking():
    bot = compiled(ASKING, requests=REQUESTS)
    return bot, advance(bot, session_after_start(bot), said("tea"), CONTEXT)


def test_the_same_event_gives_the_same_turn_again():
    bot = compiled(ASKING, requests=REQUESTS)
    session = session_after_start(bot)

    first, second = (advance(bot, session, said("tea"), CONTEXT) for _ in range(2))

    assert first.commands == second.commands
    assert first.session == second.session


def test_command_ids_are_version_5_uuids_of_session_event_and_position():
    bot = compiled(ASKING, requests=REQUESTS)
    one = advance(bot, new_session("s"), started(), CONTEXT).commands
    other_event = advance(bot, new_session("s"), started(2), CONTEXT).commands
    other_session = advance(bot, new_session("t"), started(), CONTEXT).commands

    ids = [command.id for command in (*one, *other_event, *other_session)]
    assert len(set(ids)) == len(ids) == 6
    assert {UUID(text).version for text in ids} == {5}


def test_a_turn_that_awaits_an_answer_ends_with_the_one_command_that_asks_for_it(asking):
    _, turn = asking

    assert turn.session.awaiting.command_id == turn.commands[-1].id
    assert isinstance(turn.commands[-1], CallHttp)
    assert turn.commands[-1].request.url == "https://api.example/tea"
    assert [change.path for change in turn.changes] == [("before",)]


def test_an_answer_goes_on_with_a_fresh_context_and_the_same_event(asking):
    bot, turn = asking
    fresh = replace(CONTEXT, user={"id": "u", "before": 7})
    answer = HttpAnswered(command_id=turn.commands[-1].id, result=HttpResult(status=200, ok=True, body="hot"))

    rest = advance(bot, load_session(dump_session(turn.session)), answer, fresh)

    assert [command.text for command in rest.commands if isinstance(command, SendMessage)] == ["hot tea 7"]
    assert [(change.path, change.value) for change in rest.changes] == [(("body",), "hot")]
    assert rest.session.awaiting is None
    assert rest.session.finished


def test_ids_after_an_answer_go_on_where_the_turn_stopped(asking):
    bot, turn = asking
    answer = HttpAnswered(command_id=turn.commands[-1].id, result=HttpResult(status=200))

    rest = advance(bot, turn.session, answer, CONTEXT)

    assert not {command.id for command in turn.commands} & {
        command.id for command in rest.commands if not isinstance(command, CancelTimer)
    }


def test_an_answer_to_another_command_changes_nothing(asking):
    bot, turn = asking
    stray = HttpAnswered(command_id="another", result=HttpResult(status=200))

    nothing = advance(bot, turn.session, stray, CONTEXT)

    assert nothing.session is turn.session
    assert (nothing.commands, nothing.changes, nothing.trace.entries) == ((), (), [])


def test_an_answer_without_a_turn_that_awaits_it_changes_nothing():
    bot = compiled(ASKING, requests=REQUESTS)
    session = session_after_start(bot)

    nothing = advance(bot, session, CodeReturned(command_id="x"), CONTEXT)

    assert nothing.session is session


def test_an_answer_of_another_kind_makes_the_group_ask_again(asking):
    bot, turn = asking
    unfit = IntegrationAnswered(command_id=turn.commands[-1].id, ok=True)

    again = advance(bot, turn.session, unfit, CONTEXT)

    assert isinstance(again.commands[-1], CallHttp)
    assert again.session.awaiting.command_id == again.commands[-1].id != turn.commands[-1].id


def test_a_timer_the_session_no_longer_holds_is_passed_over():
    bot = compiled(ASKING, requests=REQUESTS)
    session = session_after_start(bot)
    fired = TimerFired(id="event-9", at=started().at, timer_id="gone")

    nothing = advance(bot, session, fired, CONTEXT)

    assert nothing.session is session
    assert nothing.commands == ()


def test_a_timer_is_cancelled_by_the_id_it_was_started_with():
    bot = compiled(ASKING, requests=REQUESTS)
    begun = advance(bot, new_session("s"), started(), CONTEXT)

    again = advance(bot, begun.session, started(2), CONTEXT)

    (first,) = [command for command in begun.commands if isinstance(command, StartTimer)]
    kinds = [type(command) for command in again.commands]
    assert again.commands[0] == CancelTimer(id=first.id)
    assert kinds == [CancelTimer, SendMessage, StartTimer]
    assert (first.due_at - started().at).total_seconds() == 60


def test_timers_run_on_while_an_answer_is_awaited_and_start_anew_after_it():
    bot = compiled(
        [
            {
                "id": "a",
                "groups": [{"type": "response", "request": "r"}, {"on": "timeout", "after": 60}],
            }
        ],
        requests=REQUESTS,
    )
    session = session_after_start(bot)

    stopped = advance(bot, session, said("x"), CONTEXT)
    answer = HttpAnswered(command_id=stopped.commands[-1].id, result=HttpResult(status=200))
    rest = advance(bot, stopped.session, answer, CONTEXT)

    assert stopped.session.timers == session.timers
    assert [type(command) for command in rest.commands] == [CancelTimer, StartTimer]
    assert rest.session.timers != session.timers


def test_a_session_whose_step_is_gone_begins_again_and_keeps_its_variables():
    bot = compiled([{"id": "new", "message": {"text": "{$session.kept$}"}, "groups": [{}]}])
    old = replace(new_session("s"), step="old", variables={"id": "s", "kept": "yes"})

    turn = advance(bot, old, said("x"), CONTEXT)

    assert [problem.code for problem in turn.trace.problems] == ["flow:unknown_step"]
    assert [command.text for command in turn.commands] == ["yes"]
    assert turn.session.step == "new"


def test_sessions_events_and_commands_come_back_from_storage_as_they_were(asking):
    bot, turn = asking
    sessions = [new_session("s"), session_after_start(bot), turn.session]
    events = [
        started(params={"x": [1, 0.1]}),
        said("ж", button="b", params={"a": None}),
        TimerFired(id="e", at=started().at, timer_id="t"),
        HttpAnswered(
            command_id="c", result=HttpResult(status=200, ok=True, body={"n": 1.5}, headers={"a": "b"})
        ),
        CodeReturned(command_id="c", value=[1], writes={"session.x": 1}, prints="p", error={"type": "E"}),
        IntegrationAnswered(command_id="c", ok=False, error={"code": "x", "message": ""}),
    ]
    commands = [
        *turn.commands,
        *advance(bot, new_session("s"), started(), CONTEXT).commands,
        CancelTimer(id="t"),
        RunCode(id="c", code="x", message=None, variables={"a.b": 1}, at=started().at, random=0.25),
        CallIntegration(id="c", integration="a.b", config={"x": 1}, credential=None, deadline=1.5),
    ]

    assert [load_session(dump_session(one)) for one in sessions] == sessions
    assert [load_event(dump_event(one)) for one in events] == events
    assert [load_command(dump_command(one)) for one in commands] == commands


def test_exact_numbers_survive_storage():
    exact = "12345678901234567890.123456789"
    bot = compiled(
        [
            {
                "id": "a",
                "proxy": True,
                "groups": [{"set": [{"variable": "session.n", "op": "add", "value": exact}]}],
            }
        ]
    )

    session = load_session(dump_session(session_after_start(bot)))

    assert str(session.variables["n"]) == exact


@pytest.mark.parametrize("stored", [b"", b"[]", b"{}", b'{"kind": "other"}', b'{"kind": "started"}', b"\xff"])
def test_what_was_not_written_here_is_a_value_error(stored):
    for load in (load_session, load_event, load_command):
        with pytest.raises(ValueError, match=r".+"):
            load(stored)
