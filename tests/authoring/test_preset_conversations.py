"""Every preset made, inspected, and talked to on the real engine."""

import re
from pathlib import Path

import pytest
from preset_bots import KEY, bot, made, played, said

from app.authoring.presets import PRESETS
from app.cli.jail import sandbox
from app.runtime.code import runner

START = {"start": True}
EVERY = pytest.mark.parametrize("preset_id", PRESETS)


def test_a_message_goes_on_waits_or_ends():
    on = bot(made("message", text="Hi {$user.name$}", then="continue"))
    waits = bot(made("message", text="Hi", then="wait"))
    ends = bot(made("message", text="Bye", then="end"))

    played(on, [{**START, "bot": ["Hi Ada", "-> next"]}], user={"name": "Ada"})
    played(waits, [{**START, "bot": ["Hi"]}, said("x", "-> next")])
    played(ends, [{**START, "bot": ["Bye"], "finished": True}])


OPTIONS = [{"text": "Red", "value": "r"}, {"text": "Blue"}]


def test_a_menu_has_a_way_for_each_button_however_it_is_chosen():
    menu = bot(made("menu", text="Which?", options=OPTIONS, variable="session.it"))
    asked = {"start": True, "bot": [{"text": "Which?", "buttons": [{"value": "r"}, {"text": "Blue"}]}]}

    for answer, way, kept in (({"button": "r"}, "o1", "r"), ("RED", "o1", "r"), ("blue", "o2", "Blue")):
        played(menu, [asked, said(answer, f"-> {way}", variables={"session.it": kept})])
    hint = ["Please choose one of the buttons.", "Which?"]
    played(menu, [asked, said("green", *hint), said("green", *hint), said("r", "-> o1")])


def test_any_other_answer_to_a_menu_may_go_a_way_of_its_own():
    menu = bot(made("menu", text="Which?", options=OPTIONS, otherwise="exit"))

    played(menu, [START, said("green", "-> other")])


def test_a_question_takes_any_words():
    ask = bot(made("ask_text", question="Name?", variable="session.name", attempts=None))

    played(ask, [START, said(" Ada ", "-> valid", variables={"session.name": "Ada"})])
    nothing = {"text": None, "attachments": [{"url": "https://x.example/a.png"}]}
    again = said(nothing, "Please write it in words.", "Name?")
    played(ask, [START, *[again] * 5, said("Ada", "-> valid")])


GOOD = {
    "ask_email": [("ada@example.org", "ada@example.org"), (" пётр@почта.рф ", "пётр@почта.рф")],
    "ask_phone": [("+44 20 7946-0000", "+442079460000"), ("8 (900) 123.45.67", "89001234567")],
    "ask_number": [("3", 3), ("2,5", 2.5), ("−1", -1), ("1 000", 1000)],
    "ask_date": [("2026-12-31", "2026-12-31"), ("2026-12-31T10:00", "2026-12-31")],
}


BAD = {
    "ask_email": ["ada", "ada@", "a b@example.org", "ada@example..org", "<a@example.org>", "{$user.name$}"],
    "ask_phone": ["12", "+abc", "+1234567890123456"],
    "ask_number": ["three", "1.2.3", "1e5", "", "99999999999999999999"],
    "ask_date": ["tomorrow", "2026-02-30", "31.12.2026", ""],
}


@pytest.mark.parametrize("preset_id", GOOD)
def test_an_answer_that_fits_is_kept_and_nothing_else_stays_behind(preset_id):
    ask = bot(made(preset_id, question="?", variable="user.it"))
    for answer, kept in GOOD[preset_id]:
        gone = {f"session.{KEY}_given": None, f"session.{KEY}_tries": None}
        told = said(answer, "-> valid", variables={"user.it": kept, **gone}, problems=[])
        outcome = played(ask, [{**START, "bot": ["?"]}, said("?", *wrong(ask)), told])
        assert isinstance(outcome.turns[-1].variables["user"]["it"], str) is isinstance(kept, str)


def wrong(document):
    """What is said after an answer that does not fit."""
    return [document.steps[1].message.text, document.steps[0].message.text]


@pytest.mark.parametrize("preset_id", BAD)
def test_after_so_many_answers_that_do_not_fit_it_goes_another_way(preset_id):
    ask = bot(made(preset_id, question="?", variable="user.it", attempts=2))
    once = bot(made(preset_id, question="?", variable="user.it", attempts=1))
    for answer in BAD[preset_id]:
        over = said(answer, "-> gave-up", variables={"user.it": None, f"session.{KEY}_tries": None})
        played(ask, [START, said(answer, *wrong(ask)), over])
        played(once, [START, over])


def test_a_number_keeps_within_its_bounds_and_whole_where_it_must():
    ask = bot(made("ask_number", minimum=0, maximum=10, whole=True, attempts=None))

    hint = ["Please write a number that fits, such as 3.", "How many?"]
    wrong_ones = [said(text, *hint) for text in ("-1", "11", "2.5")]
    played(ask, [START, *wrong_ones, said("0", "-> valid", variables={"session.number": 0})])


def test_a_date_keeps_within_its_bounds_and_shows_a_calendar_with_them():
    ask = bot(made("ask_date", question="When?", earliest="{$system.date$}", latest="2026-12-31"))
    shown = {"text": "When?", "widget": {"type": "date", "props": {"min": "2026-06-10", "max": "2026-12-31"}}}
    hint = [ask.steps[1].message.text, "When?"]

    turns = [{**START, "bot": [shown]}, said("2026-06-09", *hint), said("2027-01-01", *hint)]
    played(ask, [*turns, said("2026-06-10", "-> valid")], now="2026-06-10T12:00:00Z")


def test_a_choice_keeps_what_a_button_means_and_goes_on_one_way():
    ask = bot(made("ask_choice", options=OPTIONS, variable="session.it", attempts=2))
    hint = ["Please choose one of the buttons.", "Which one?"]

    for answer, kept in (({"button": "r"}, "r"), ("red", "r"), ("BLUE", "Blue")):
        gone = {f"session.{KEY}_given": None, f"session.{KEY}_tries": None}
        turns = [
            START,
            said("green", *hint),
            said(answer, "-> valid", variables={"session.it": kept, **gone}),
        ]
        played(ask, turns)
    played(ask, [START, said("green", *hint), said("green", "-> gave-up")])


def test_asked_again_later_there_are_as_many_attempts_as_the_first_time():
    ask = bot(made("ask_email", question="?", attempts=2), back={"gave-up": KEY, "valid": KEY})
    hint = ask.steps[1].message.text

    rounds = [said("x", hint, "?"), said("x", "-> gave-up", "?"), said("x", hint, "?")]
    played(ask, [START, *rounds, said("a@b.example", "-> valid", "?"), *rounds])


def test_if_goes_one_way_or_the_other():
    rules = {"condition": "AND", "rules": [{"field": "user.age", "operator": "greater", "value": 17}]}
    branch = bot(made("if", rules=rules))

    played(branch, [{**START, "bot": ["-> yes"]}], user={"age": 18})
    played(branch, [{**START, "bot": ["-> no"]}], user={"age": 17})


def test_a_switch_has_a_way_for_each_value():
    cases = [{"value": "small"}, {"value": 2, "name": "two"}, {"value": True}]
    switch = bot(made("switch", variable="user.it", cases=cases))

    for value, way in (("SMALL", "o1"), ("2", "o2"), (True, "o3"), ("x", "other"), (None, "other")):
        played(switch, [{**START, "bot": [f"-> {way}"]}], user={"it": value})
    strict = bot(made("switch", variable="user.it", cases=cases, ignore_case=False))
    played(strict, [{**START, "bot": ["-> other"]}], user={"it": "SMALL"})


def test_a_wait_goes_on_when_the_time_is_over_and_not_before():
    wait = bot(made("wait", amount=2, unit="days", text="See you"))

    turns = [{**START, "bot": ["See you"]}, {"wait": "47h", "bot": []}, said("hello?", no_match=True)]
    played(wait, [*turns, {"wait": "1h", "bot": ["-> after"]}])


def test_a_message_may_end_a_wait():
    wait = bot(made("wait", amount=1, unit="hours", interrupt=True))

    played(wait, [START, said("hello?", "-> said"), {"wait": "2h", "bot": []}])
    played(wait, [START, {"wait": "1h", "bot": ["-> after"]}])


@pytest.mark.parametrize(
    ("given", "items"),
    [
        (["a", "b", "a"], ["a", "b", "a"]),
        ([{"n": 1}, None, 1, "1"], [{"n": 1}, None, 1, "1"]),
        ([], []),
        (None, []),
    ],
)
def test_a_loop_takes_every_element_in_order_and_leaves_the_list_alone(given, items):
    loop = bot(
        made("loop", list="user.list", item="session.it", number="session.n"), back={"each": f"{KEY}_next"}
    )
    loop = loop.model_copy(update={"steps": [spoken(step) for step in loop.steps]})

    told = [f"{number}: {shown(item)}" for number, item in enumerate(items, start=1)]
    gone = {f"session.{KEY}_{name}": None for name in ("rest", "total", "round")}
    turn = {**START, "bot": [*told, "-> done"], "variables": {"user.list": given, **gone}, "problems": []}
    played(loop, [turn], user={"list": given})


def spoken(step):
    """The step the loop goes through says the element in the place of its own name."""
    if step.id != "each":
        return step
    return step.model_copy(
        update={"message": step.message.model_copy(update={"text": "{$session.n$}: {$session.it$}"})}
    )


def shown(item):
    return {None: "", "a": "a", "b": "b"}.get(item, str(item)) if not isinstance(item, dict) else '{"n":1}'


@pytest.mark.parametrize("given", ["abc", {"a": 1, "b": 2}, 17])
def test_a_loop_over_what_is_no_list_ends(given):
    loop = bot(made("loop", list="user.list"), back={"each": f"{KEY}_next"})

    outcome = played(loop, [{**START, "finished": True}], user={"list": given})

    assert outcome.turns[0].sent[-1].text == "-> done"
    assert "flow:too_many_steps" not in {problem.code for problem in outcome.turns[0].problems}


def test_a_retry_tries_pauses_and_gives_up():
    retry = bot(made("retry", times=3, pause=10, unit="minutes"), back={"try": f"{KEY}_failed"})

    turns = [{**START, "bot": ["-> try"]}, {"wait": "9m", "bot": []}, said("still?", no_match=True)]
    played(
        retry, [*turns, {"wait": "1m", "bot": ["-> try"]}, {"wait": "10m", "bot": ["-> try", "-> gave-up"]}]
    )


def test_a_retry_without_a_pause_tries_at_once():
    retry = bot(made("retry", times=2, pause=0), back={"try": f"{KEY}_failed"})

    played(retry, [{**START, "bot": ["-> try", "-> try", "-> gave-up"]}])


def test_a_split_shares_by_weight():
    branches = [{"name": "a", "weight": 1}, {"name": "b", "weight": 2}, {"name": "c", "weight": 1}]
    split = bot(made("split", branches=branches))

    for chance, way in (
        (0, "o1"),
        (0.2499, "o1"),
        (0.25, "o2"),
        (0.7499, "o2"),
        (0.75, "o3"),
        (0.999999, "o3"),
    ):
        played(split, [{**START, "bot": [f"-> {way}"]}], random=chance)


@pytest.fixture(scope="module")
def run_code():
    with sandbox() as jail:
        yield runner(jail)


def test_code_goes_one_way_when_it_is_done_and_another_on_an_error(run_code):
    source = "async def main(message, variables):\n    return variables['user.age'] + 1\n"
    code = bot(made("code", code=source, variable="session.next"))

    kept = {**START, "bot": ["-> ok"], "variables": {"session.next": 8}, "problems": []}
    played(code, [kept], run_code, user={"age": 7})
    played(code, [{**START, "bot": ["-> error"], "problems": ["code:error"]}], run_code)


def test_the_code_a_preset_begins_with_runs(run_code):
    code = bot(made("code", variable="session.x"))

    played(code, [{**START, "bot": ["-> ok"], "problems": []}], run_code)
    played(code, [said("Hi", "-> ok", problems=[])], run_code)


def test_a_request_keeps_the_answer_or_goes_the_way_of_errors():
    config = {"url": "https://api.example/w?city={$user.city$}", "variable": "session.w", "retries": 1}
    asks = bot(made("request", **config))
    line = "GET https://api.example/w?city=Oslo"
    ada = {"user": {"city": "Oslo"}}

    good = {"request": line, "answer": {"json": {"t": 3}}}
    bad = {"request": line, "answer": {"status": 500}}
    kept = {**START, "bot": ["-> ok"], "variables": {"session.w": {"t": 3}}}
    played(asks, [kept], http=[bad, good], **ada)
    played(asks, [{**START, "bot": ["-> error"]}], http=[bad, bad], **ada)
    played(asks, [{**START, "bot": ["-> error"], "problems": ["http:connection"]}], **ada)


def test_a_service_keeps_the_result_or_goes_the_way_of_errors():
    config = {"chat_id": 5, "text": "{$user.name$}"}
    calls = bot(made("integration", integration="telegram.send_message", config=config, variable="session.r"))
    mock = {
        "integration": "telegram.send_message",
        "expect": {"config": {"chat_id": 5, "text": "Ada"}},
        "answer": {"ok": True, "result": {"message_id": 9}},
    }

    kept = {**START, "bot": ["-> ok"], "variables": {"session.r": {"message_id": 9}}}
    played(calls, [kept], integrations=[mock], user={"name": "Ada"})
    played(
        calls, [{**START, "bot": ["-> error"], "problems": ["integration:connection"]}], user={"name": "Ada"}
    )


def test_every_preset_has_a_conversation_here():
    source = Path(__file__).read_text(encoding="utf-8")

    told = set(re.findall(r'made\("(\w+)"', source)) | GOOD.keys()
    assert told >= PRESETS.keys()
