"""What a turn may cost (flow-language.md 4.8): counted, never measured."""

from copy import replace
from datetime import UTC, datetime

import pytest

from app.engine import (
    CodeReturned,
    Limits,
    SendMessage,
    advance,
    dump_session,
    load_session,
    new_session,
    values,
)
from app.engine.document import Request
from app.engine.requests import compile_request
from app.engine.rules.patterns import searcher
from app.engine.trace import Trace
from app.engine.variables import Scopes
from app.engine.work import TooMuchWork
from engine.turns import CONTEXT, compiled, said, session_after_start, started

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EVERYWHERE = r"(\p{L}\p{M}?.{3}){60}z"  # a search for it in letters is everywhere at once


def rule(value, operator="matches", field="message.text"):
    return {"field": field, "operator": operator, "value": value}


def any_of(*rules):
    return {"condition": "OR", "rules": list(rules)}


def asking(rules):
    return [
        {"id": "a", "message": {"text": "go"}, "groups": [{"connections": [{"rules": rules, "to": "b"}]}]},
        {"id": "b", "message": {"text": "b"}},
    ]


def codes(turn):
    return [problem.code for problem in turn.trace.problems]


def texts(turn):
    return [command.text for command in turn.commands if isinstance(command, SendMessage)]


def test_a_pattern_sought_everywhere_in_a_long_text_ends_the_turn_where_it_stands():
    bot = compiled(asking(any_of(*[rule(EVERYWHERE)] * 40)))
    session = session_after_start(bot)

    turn = advance(bot, session, said("a" * 65_000), CONTEXT)

    assert codes(turn) == ["flow:too_much_work"]
    assert turn.session.step == "a"
    assert texts(turn) == []
    assert not [entry for entry in turn.trace.entries if entry[0] == "rule"]


def test_the_next_turn_has_all_its_work_again():
    bot = compiled(asking(any_of(rule("^yes$"), *[rule(EVERYWHERE)] * 40)))
    ended = advance(bot, session_after_start(bot), said("a" * 65_000), CONTEXT)

    assert texts(advance(bot, ended.session, said("yes"), CONTEXT)) == ["b"]


def test_the_same_turn_ends_at_the_same_place_every_time():
    bot = compiled(asking(any_of(*[rule(EVERYWHERE)] * 40)))
    session = session_after_start(bot)
    turns = [advance(bot, session, said("a" * 3_000), CONTEXT) for _ in range(2)]

    assert codes(turns[0]) == ["flow:too_much_work"]
    assert turns[0].trace.entries == turns[1].trace.entries
    assert len([entry for entry in turns[0].trace.entries if entry[0] == "rule"]) == 3


def test_an_ordinary_pattern_has_room_for_the_longest_message():
    bot = compiled(asking(any_of(*[rule(r"\b(доставк|оплат|delivery|payment)\w*")] * 2)))
    turn = advance(bot, session_after_start(bot), said("a" * 65_000), CONTEXT)
    assert codes(turn) == []


@pytest.mark.parametrize(
    "steps",
    [
        asking(any_of(*[rule("x", "equal")] * 6_000)),
        asking(any_of(*[rule([f"w{n}" for n in range(500)], "in")] * 80)),
        asking(any_of(*[rule("{$session.x$}", "not_equal", "session.x")] * 8)),
        [{"id": "a", "groups": [{"set": [{"variable": "session.n", "op": "add", "value": 1}] * 300}]}],
        [
            {"id": "a", "groups": [{"connections": [{"to": "c"}]}]},
            {"id": "c", "message": {"text": "{$session.x|upper|lower|length$}" * 20}},
        ],
    ],
    ids=["rules", "elements", "long values", "writes", "filters"],
)
def test_whatever_is_done_very_often_is_ended(steps):
    bot = compiled(steps)
    session = session_after_start(bot)
    session = replace(session, variables={**session.variables, "x": "я" * 30_000})

    turn = advance(bot, session, said("hello"), replace(CONTEXT, limits=Limits(work=1_000_000)))

    assert codes(turn) == ["flow:too_much_work"]


def test_a_step_whose_message_is_too_much_work_is_entered_without_it():
    bot = compiled([{"id": "a", "message": {"text": "{$user.name|upper$}" * 5}}])
    context = replace(CONTEXT, limits=Limits(work=50))

    turn = advance(bot, new_session("s"), started(), context)

    assert codes(turn) == ["flow:too_much_work"]
    assert turn.session.step == "a"
    assert turn.commands == ()


@pytest.mark.parametrize("kind", ["body", "form", "multipart", "query", "headers"])
def test_a_request_that_says_the_same_long_variable_again_and_again_ends_the_turn(kind):
    fields = {f"f{n}": "{$user.long$}" for n in range(1_000)}
    request = Request.model_validate({"id": "r", "url": "https://api.example/", kind: fields})
    probe = Trace()

    with pytest.raises(TooMuchWork):
        compile_request(request).render(Scopes({"user": {"long": "z" * 20_000}}, now=NOW), probe)
    compile_request(request).render(Scopes({"user": {"long": "z"}}, now=NOW), Trace())


def test_a_turn_that_waited_goes_on_with_what_is_left_of_its_work():
    code = {
        "type": "code",
        "code": "1",
        "connections": [{"rules": any_of(rule("{$message.text$}")), "to": "a"}],
    }
    bot = compiled(
        [{"id": "a", "groups": [{"connections": [{"rules": any_of(*[rule("b+")] * 5), "to": "a"}]}, code]}]
    )
    context = replace(CONTEXT, limits=Limits(work=20_000))
    asked = advance(bot, session_after_start(bot), said("a" * 300), context)
    waiting = load_session(dump_session(asked.session))

    assert waiting.awaiting.work == 20_000 - asked.trace.left
    turn = advance(bot, waiting, CodeReturned(command_id=waiting.awaiting.command_id), context)
    assert codes(turn) == ["flow:too_much_work"]


def test_a_session_that_was_stored_before_work_was_counted_still_loads():
    bot = compiled([{"id": "a", "groups": [{"type": "code", "code": "1"}]}])
    asked = advance(bot, session_after_start(bot), said("hi"), CONTEXT)
    stored = values.decode(dump_session(asked.session))
    del stored["awaiting"]["work"]

    assert load_session(values.encode(stored)).awaiting.work == 0


def test_a_pattern_that_would_take_long_to_make_ready_is_none():
    assert searcher(r"(\p{L}\p{M}?.{3}){150}z") is None
    assert searcher("a" * 1_001) is None
    assert searcher("a" * 1_000) is not None


def test_long_values_in_a_trace_are_prepared_once():
    bot = compiled(asking(any_of(*[rule(None, "is_null", "session.x")] * 1_500)))
    session = session_after_start(bot)
    session = replace(session, variables={**session.variables, "x": list(range(9_000))})

    packed = advance(bot, session, said("hi"), CONTEXT).trace.packed()

    shown = {id(entry[4]) for entry in packed["entries"] if entry[0] == "rule"}
    assert len(shown) == 1
