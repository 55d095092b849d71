"""Conversation tests that fail must say why (flow-language.md 9); those that pass have files of their own."""

import pytest

from app.engine import CodeReturned, DocumentError, compile_document, parse_document
from app.engine.simulation import Player, Setup, clock_of, read_case, read_test, run_test, seconds_of

BOT = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Echo",
    "first_step": "a",
    "requests": [
        {"id": "r", "url": "https://api.example/x", "headers": {"X": "1"}, "query": {"q": "{$message.text$}"}}
    ],
    "steps": [
        {
            "id": "a",
            "message": {"text": "Say.", "buttons": [{"text": "One", "value": "1"}]},
            "groups": [
                {"set": [{"variable": "session.said", "value": "{$message.text$}"}]},
                {
                    "type": "response",
                    "request": "r",
                    "connections": [
                        {
                            "rules": {
                                "condition": "AND",
                                "rules": [{"field": "response.ok", "operator": "equal", "value": True}],
                            },
                            "to": "b",
                        }
                    ],
                },
                {"on": "timeout", "after": 60},
            ],
        },
        {"id": "b", "message": {"text": "{$response.body$}"}},
    ],
}
ANSWER = {"request": "GET https://api.example/x", "answer": {"json": "ok"}}


def http_mock(**fields):
    return {"turns": [{"start": True}], "http": [{"request": "GET https://api.example/", **fields}]}


def call_mock(**fields):
    return {"turns": [{"start": True}], "integrations": [{"integration": "a.b", **fields}]}


def outcome(*turns, **fields):
    test = read_test({"turns": list(turns), **fields})
    return run_test(parse_document(BOT), test)


def differences(*turns, **fields):
    return outcome(*turns, **fields).lines()


def test_another_text_is_a_difference():
    assert differences({"start": True, "bot": ["Sag."]}) == [
        'turn 1 (start): bot[0]: expected "Sag.", got "Say."'
    ]


def test_another_number_of_messages_is_a_difference():
    assert differences({"start": True, "bot": []}) == [
        'turn 1 (start): bot: expected 0 messages [], got 1 ["Say."]'
    ]


def test_of_an_object_only_the_keys_given_are_compared_and_lists_by_length():
    fitting = {"buttons": [{"value": "1"}]}
    unfit = {"buttons": [{"text": "Two"}]}
    longer = {"text": "Say.", "buttons": [{}, {}]}

    assert differences({"start": True, "bot": [fitting]}) == []
    assert differences({"start": True, "bot": [unfit]}) == [
        'turn 1 (start): bot[0].buttons[0].text: expected "Two", got "One"'
    ]
    assert "expected 2 elements" in differences({"start": True, "bot": [longer]})[0]


def test_every_key_of_a_turn_is_compared():
    found = differences(
        {
            "start": True,
            "at": "b",
            "finished": True,
            "problems": ["http:connection"],
            "no_match": True,
            "variables": {"user.id": 1, "not a path": 1},
        }
    )

    assert found == [
        'turn 1 (start): at: expected "b", got "a"',
        "turn 1 (start): finished: expected true, got false",
        'turn 1 (start): problems: expected ["http:connection"], got []',
        "turn 1 (start): no_match: expected true, got false",
        'turn 1 (start): user.id: expected 1, got "user"',
        "turn 1 (start): not a path is no path of a variable",
    ]


def test_a_key_that_is_left_out_is_not_compared():
    assert differences({"start": True}, {"user": "x"}) == []


def test_an_unused_mock_fails_the_test():
    call = {"integration": "a.b", "answer": {}}

    assert differences({"start": True}, http=[ANSWER], integrations=[call]) == [
        "unused mock: http GET https://api.example/x",
        "unused mock: integration a.b",
    ]


def test_what_a_mock_expects_and_the_request_lacks_is_a_difference_of_its_turn():
    mock = ANSWER | {"expect": {"headers": {"x": 2, "y": "1"}, "query": {"q": "no"}, "body": {"a": 1}}}

    assert differences({"start": True}, {"user": "hi", "bot": ["ok"]}, http=[mock]) == [
        'turn 2 (user "hi"): GET https://api.example/x headers.x: expected "2", got "1"',
        'turn 2 (user "hi"): GET https://api.example/x headers.y: expected "1", got null',
        'turn 2 (user "hi"): GET https://api.example/x query.q: expected "no", got "hi"',
        'turn 2 (user "hi"): GET https://api.example/x body: expected {"a":1}, got none',
    ]


def test_a_key_of_a_mock_that_is_null_is_as_if_left_out():
    answer = dict.fromkeys(("status", "headers", "text", "error", "elapsed_ms")) | {"json": None}
    expect = {"headers": None, "query": None, "body": None}
    mock = {"request": "GET https://api.example/x", "answer": answer, "expect": expect}

    said = {"user": "a", "bot": [], "problems": [], "at": "b"}
    assert differences({"start": True}, said, http=[mock]) == []


def test_code_is_answered_by_whoever_can_run_it():
    bot = parse_document(
        BOT
        | {
            "steps": [
                {"id": "a", "groups": [{"type": "code", "code": "x", "connections": [{"to": "b"}]}]},
                {"id": "b", "message": {"text": "{$code.error.type$}{$code.n$}"}},
            ]
        }
    )
    test = read_test({"turns": [{"start": True}, {"user": "x"}]})

    without = run_test(bot, test)
    with_one = run_test(
        bot, test, (), lambda command: CodeReturned(command_id=command.id, value={"n": command.code})
    )

    assert [message.text for message in without.turns[1].sent] == ["Unavailable"]
    assert [problem.code for problem in without.turns[1].problems] == ["code:error"]
    assert [message.text for message in with_one.turns[1].sent] == ["x"]


def test_an_outcome_can_be_shown_with_its_traces():
    shown = outcome({"start": True, "at": "b"}, {"user": "hi"}).as_json()

    assert shown["passed"] is False
    assert [turn["label"] for turn in shown["turns"]] == ["turn 1 (start)", 'turn 2 (user "hi")']
    assert shown["turns"][0]["sent"][0]["text"] == "Say."
    assert shown["turns"][0]["differences"] == ['at: expected "b", got "a"']
    assert shown["turns"][1]["problems"][0]["code"] == "http:connection"
    assert [entry["kind"] for entry in shown["turns"][0]["trace"][0]["entries"]] == [
        "event",
        "step",
        "message",
        "timer",
    ]
    assert shown["turns"][1]["variables"]["session"]["said"] == "hi"


def test_secrets_are_masked_where_an_outcome_is_shown():
    bot = parse_document(BOT | {"secrets": ["bot.token"], "variables": {"token": "s3cret"}})

    shown = run_test(bot, read_test({"turns": [{"start": True}, {"user": "s3cret"}]})).as_json()

    assert shown["turns"][0]["variables"]["bot"]["token"] == "•••"
    assert "s3cret" not in str(shown)


def test_what_was_made_of_a_secret_is_masked_in_what_was_sent_and_kept():
    keeps = {"id": "g", "set": [{"variable": "session.copy", "value": "{$bot.token|replace:'3','E'$}"}]}
    steps = [{"id": "a", "message": {"text": "{$bot.token|upper$}"}, "groups": [keeps]}]
    bot = parse_document(BOT | {"steps": steps, "secrets": ["bot.token"], "variables": {"token": "s3cret"}})

    shown = str(run_test(bot, read_test({"turns": [{"start": True}, {"user": "x"}]})).as_json())

    assert "S3CRET" not in shown
    assert "sEcret" not in shown


def test_a_secret_that_is_kept_elsewhere_begins_as_nothing():
    told = [{"id": "a", "message": {"text": "{$bot.token|default:'none'$} {$bot.api.url$}{$bot.api.key$}"}}]
    initial = {"token": "•••", "api": {"key": "•••", "url": "•••"}}
    bot = BOT | {"steps": told, "secrets": ["bot.token", "bot.api.key"], "variables": initial}

    sent = run_test(parse_document(bot), read_test({"turns": [{"start": True}]})).turns[0].sent[0]

    assert sent.text == "none •••"


def test_timers_that_never_end_end_the_wait():
    steps = [{"id": "a", "groups": [{"on": "timeout", "after": 0.001, "connections": [{"to": "a"}]}]}]
    test = read_test({"turns": [{"start": True}, {"wait": "1d"}]})

    found = run_test(parse_document(BOT | {"steps": steps}), test).lines()

    assert found == ["turn 2 (wait 1d): wait: timers fired without end, the rest of the time was not waited"]


def test_the_clock_stands_at_the_end_of_a_wait():
    bot = compile_document(parse_document(BOT))
    begin = clock_of(read_test({"turns": [{"start": True}]}))
    player = Player(bot, Setup(now=begin), lambda work: pytest.fail(f"{work} was asked for"))

    player.start()
    player.wait(90)

    assert (player.now - begin).total_seconds() == 90


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("10m", 600), ("1h", 3600), ("2d", 172800), (" 1.5 h ", 5400), ("0s", 0)],
)
def test_a_wait_is_a_number_with_a_unit(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "1", "h", "-1s", "1w", "1 h 2", "99999999999d", "１s5"])
def test_anything_else_is_no_wait(text):
    with pytest.raises(ValueError, match=r".+"):
        seconds_of(text)


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({}, "document:missing", "turns"),
        ({"turns": []}, "document:range", "turns"),
        ({"turns": [{}]}, "test:turn", "turns.0"),
        ({"turns": [{"start": True, "user": "x"}]}, "test:turn", "turns.0"),
        ({"turns": [{"start": True, "boot": []}]}, "document:unknown_key", "turns.0.boot"),
        ({"turns": [{"user": {"button": 4}}]}, "document:not_text", "turns.0.user.button"),
        ({"turns": [{"start": {"parms": {}}}]}, "document:unknown_key", "turns.0.start.parms"),
        ({"turns": [{"start": True, "bot": [5]}]}, "document:not_text", "turns.0.bot.0"),
        ({"turns": [{"wait": "9999999d"}]}, "document:form", "turns.0.wait"),
        ({"turns": [{"start": True}], "now": "noon"}, "document:form", "now"),
        (http_mock(answer={"jsn": 1}), "document:unknown_key", "http.0.answer.jsn"),
        (http_mock(answer={"status": "ok"}), "document:value", "http.0.answer.status"),
        (http_mock(expect={"headers": []}), "document:value", "http.0.expect.headers"),
        (call_mock(expect={"conf": {}}), "document:unknown_key", "integrations.0.expect.conf"),
        ([], "document:not_an_object", ""),
    ],
)  # fmt: skip
def test_a_faulty_test_is_refused_with_the_place_of_the_fault(fields, code, path):
    with pytest.raises(DocumentError) as refused:
        read_test(fields)

    (fault,) = refused.value.faults
    assert (fault.code, fault.path) == (code, path)
    assert fault.message


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("text", "document:not_an_object"),
        ({"turns": [{"start": True}]}, "document:missing"),
        ({"bot": BOT, "templates": {}, "turns": []}, "document:not_a_list"),
        ({"bot": BOT, "issues": [1]}, "document:not_a_list"),
        ({"bot": BOT, "issues": [], "http": []}, "document:unknown_key"),
        ({"bot": BOT | {"kind": "template"}, "issues": []}, "document:kind"),
    ],
)
def test_a_faulty_file_is_refused(fields, code):
    with pytest.raises(DocumentError) as refused:
        read_case(fields, lambda name: pytest.fail(f"{name} was read"))

    assert refused.value.faults[0].code == code


def test_a_turn_begins_with_what_it_is_given():
    turns = [
        {"start": True},
        {"wait": "1s", "given": {"session.said": "before", "user.name": "Ada", "bot.prices.small": 3}},
        {"wait": "1s", "variables": {"session.said": "before", "user.name": "Ada", "bot.prices.small": 3}},
    ]
    assert run_test(parse_document(BOT), read_test({"turns": turns})).passed


@pytest.mark.parametrize("path", ["system.now", "session", "user.id", "a b", "", "response.body"])
def test_what_can_be_no_variable_cannot_be_given(path: str):
    outcome = run_test(parse_document(BOT), read_test({"turns": [{"start": True, "given": {path: 1}}]}))
    [difference] = outcome.turns[0].differences
    assert difference.startswith("given: ")
