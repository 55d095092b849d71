"""The trace (flow-language.md 8): complete, capped, without secrets."""

import time
from base64 import b64encode
from copy import replace
from itertools import count
from urllib.parse import quote, quote_plus

import pytest

from app.engine import CodeReturned, HttpAnswered, HttpResult, Limits, advance, new_session, values
from app.engine.masking import Secrets
from app.engine.text import json_text
from app.engine.trace import FIELDS, Trace
from engine.turns import CONTEXT, compiled, said, session_after_start, started

RULES = {
    "condition": "AND",
    "rules": [{"field": "message.text", "operator": "equal", "value": "{$bot.word$}"}],
}


def entries(turn, kind):
    return [entry for entry in turn.trace.body()["entries"] if entry["kind"] == kind]


def test_a_turn_tells_what_it_did_in_order():
    bot = compiled(
        [
            {
                "id": "a",
                "groups": [
                    {
                        "id": "g",
                        "set": [{"variable": "session.n", "op": "add", "value": 2}],
                        "connections": [{"id": "no", "rules": RULES, "to": "b"}, {"id": "yes", "to": "b"}],
                    },
                    {"on": "timeout", "after": 5},
                ],
            },
            {"id": "b", "message": {"text": "{$message.text|date:'%d'$}"}},
        ],
    )
    context = replace(CONTEXT, bot={"word": "hi"}, stopwatch=count(step=5000).__next__)

    turn = advance(bot, session_after_start(bot), said("ho"), context)

    shown = [tuple(entry.values()) for entry in turn.trace.body()["entries"]]
    assert " ".join(entry[0] for entry in shown) == (
        "event group set rule connection connection handled timer step problem message finish"
    )
    assert shown[2] == ("set", "session.n", "add", None, 2)
    assert shown[3] == ("rule", "message.text", "equal", "hi", "ho", False)
    assert shown[4:6] == [("connection", "no", "", "b", False), ("connection", "yes", "", "b", True)]
    assert shown[6] == ("handled", "g", 5)
    assert shown[8] == ("step", "b")
    assert shown[9][:4] == ("problem", "template:filter", "b", None)


def test_a_problem_names_the_step_and_the_group_it_was_met_at():
    step = {"id": "a", "groups": [{"id": "g", "set": [{"variable": "user.id", "value": 1}]}]}
    template = {"id": "t", "version": 1, "first_step": "a", "steps": [step]}
    bot = compiled([{"id": "o", "template": {"id": "t", "version": 1}}], [template])

    (problem,) = advance(bot, session_after_start(bot), said("x"), CONTEXT).trace.problems

    assert (problem.code, problem.step, problem.group) == ("variable:read_only", "o/a", "g")


def test_a_write_that_changes_nothing_is_no_entry():
    bot = compiled(
        [{"id": "a", "proxy": True, "groups": [{"set": [{"variable": "session.x", "op": "clear"}]}]}]
    )

    turn = advance(bot, new_session("s"), started(), CONTEXT)

    assert entries(turn, "set") == []


def test_every_kind_of_entry_has_its_fields_named():
    bot = compiled(
        [
            {
                "id": "a",
                "message": {"text": "x"},
                "groups": [
                    {"set": [{"variable": "user.id", "value": 1}, {"variable": "user.x", "value": 1}]},
                    {"connections": [{"rules": RULES, "to": "a"}]},
                    {"type": "code", "code": ""},
                    {"on": "timeout", "after": 5},
                ],
            }
        ]
    )
    begun = advance(bot, new_session("s"), started(), CONTEXT)
    asked = advance(bot, begun.session, said("x"), CONTEXT)
    answered = advance(
        bot, asked.session, CodeReturned(command_id=asked.commands[-1].id, prints="p"), CONTEXT
    )
    final = advance(compiled([{"id": "end"}]), new_session("s"), started(), CONTEXT)

    found = {
        entry["kind"] for turn in (begun, asked, answered, final) for entry in turn.trace.body()["entries"]
    }
    assert found == FIELDS.keys()


def test_the_trace_is_capped_but_every_problem_counts_up_to_the_cap():
    writes = [{"variable": "user.id", "value": number} for number in range(50)]
    bot = compiled([{"id": "a", "proxy": True, "groups": [{"set": writes}]}])
    limits = Limits(trace_entries=10)

    trace = advance(bot, new_session("s"), started(), replace(CONTEXT, limits=limits)).trace

    body = trace.body()
    assert len(body["entries"]) == 10
    assert body["dropped"] > 40
    assert len(trace.problems) == 10


def test_long_values_are_cut():
    bot = compiled(
        [{"id": "a", "message": {"text": "{$message.text$}"}, "groups": [{"connections": [{"to": "a"}]}]}]
    )
    limits = Limits(trace_preview=8)
    session = session_after_start(bot)

    turn = advance(bot, session, said("ж" * 100, params={"x": "y" * 100}), replace(CONTEXT, limits=limits))

    assert entries(turn, "message")[0]["text"] == "жжжж…"
    assert entries(turn, "event")[0]["content"].endswith("…")


def test_secrets_never_show_plain_or_in_base64_or_url_encoding():
    token = "s3cret/ключ+"
    requests = [{"id": "r", "url": "https://api.example/?t={$bot.token$}", "headers": {"A": "{$bot.token$}"}}]
    bot = compiled(
        [
            {
                "id": "a",
                "message": {"text": "{$bot.token$}"},
                "groups": [
                    {
                        "type": "response",
                        "request": "r",
                        "set": [
                            {"variable": "session.url", "value": "{$response.body$}"},
                            {"variable": "bot.token", "value": "{$message.text$}"},
                        ],
                        "connections": [
                            {
                                "rules": {
                                    "condition": "AND",
                                    "rules": [{"field": "bot.token", "operator": "equal", "value": 1}],
                                },
                                "to": "a",
                            }
                        ],
                    }
                ],
            }
        ],
        requests=requests,
        secrets=["bot.token", "bot.keys"],
    )
    context = replace(CONTEXT, bot={"token": token, "keys": {"one": "k3y-one", "two": [12345]}})
    begun = advance(bot, new_session("s"), started(), context)
    asked = advance(bot, begun.session, said("n3w-secret"), context)
    basic = b64encode(f"user:{token}".encode()).decode()
    url = asked.commands[-1].request.url
    body = {"echo": [url, basic, b64encode(token.encode()).decode()], "n": 12345, "k": "xk3y-onex", token: 1}
    answer = HttpAnswered(command_id=asked.commands[-1].id, result=HttpResult(status=200, body=body))
    answered = advance(bot, asked.session, answer, context)

    shown = "".join(values.encode(turn.trace.body()).decode() for turn in (begun, asked, answered))
    for secret in (token, "s3cret", "k3y-one", "12345", "a2V5", b64encode(token.encode()).decode()):
        assert secret not in shown
    assert "n3w-secret" not in values.encode(answered.trace.body()).decode()
    assert url.removeprefix("https://api.example/?t=") not in shown
    assert "•••" in shown


def test_a_secret_inside_a_longer_base64_text_is_found_at_any_offset():
    secrets = Secrets(["open-sesame-42"])

    for prefix in ("", "a", "ab", "abc", "user:"):
        for suffix in ("", "x", "xy", "xyz"):
            text = b64encode(f"{prefix}open-sesame-42{suffix}".encode()).decode()
            assert "•••" in secrets.mask(text)


def test_what_is_no_secret_stays():
    secrets = Secrets([None, True, "", {"a": []}, "xyz"])

    assert secrets.mask({"a": [None, True, 1, "", "xy"]}) == {"a": [None, True, 1, "", "xy"]}


def test_a_trace_without_secrets_shows_values_as_they_are():
    trace = Trace()
    trace.add("set", "session.x", "set", None, {"a": [1]})

    assert trace.body()["entries"] == [
        {"kind": "set", "variable": "session.x", "op": "set", "before": None, "after": {"a": [1]}}
    ]


def test_a_secret_is_found_in_json_and_in_every_common_url_encoding():
    secret = 'p4ss/"word"?é 1'
    mask = Secrets([secret]).mask

    assert mask(json_text({"a": secret})) == '{"a":"•••"}'
    for encoded in (quote(secret), quote(secret, safe=""), quote_plus(secret), quote_plus(secret, safe="/")):
        assert mask(f"x={encoded}&y") == "x=•••&y"
    small = quote(secret, safe="").replace("%2F", "%2f").replace("%3F", "%3f").replace("%C3%A9", "%c3%a9")
    assert mask(small) == "•••"


def test_long_and_short_secrets_are_hidden_side_by_side():
    long, short = "s3cret-" * 20, "k3y"
    mask = Secrets([long, short, f"{long}{short}"]).mask

    shown = mask(f"{short} {long} {long}{short} {quote(long * 2)} {long[:-1]}")
    assert shown == f"••• ••• ••• •••••• {long[:-1]}"
    assert mask(b64encode(f"ada:{long}".encode()).decode()).startswith("YWRh")
    assert "•••" in mask(b64encode(f"ada:{long}".encode()).decode())


def test_what_nearly_is_a_secret_at_every_place_is_searched_in_no_time():
    mask = Secrets(["a" * (8_000 + number) + "b" for number in range(20)]).mask
    began = time.process_time()

    assert mask("a" * 1_000_000) == "a" * 1_000_000
    assert time.process_time() - began < 10  # trying each place to its end takes minutes


SAID = [
    "{$bot.token|upper$}",
    "{$bot.token|replace:'-','_'$}",
    "{$bot.keys|json|upper$}",
    "x{$bot.keys.one|capitalize|trim$}",
]


@pytest.mark.parametrize("text", SAID)
def test_what_filters_make_of_a_secret_is_one_too(text):
    bot = compiled([{"id": "a", "message": {"text": text}}], secrets=["bot.token", "bot.keys.one"])
    context = replace(CONTEXT, bot={"token": "open-sesame", "keys": {"one": "k3y-one ", "two": "plain"}})

    turn = advance(bot, new_session("s"), started(), context)

    sent = turn.commands[0].text
    assert "•••" not in sent
    assert entries(turn, "message")[0]["text"] == ("x•••" if text[0] == "x" else "•••")


def test_filters_on_other_variables_and_what_stands_in_for_a_secret_are_shown():
    text = "{$user.name|upper$} {$bot.none|default:'any'$} {$bot.pin|length$} {$bot.empty|default:'nobody'$}"
    secrets = ["bot.token", "bot.none", "bot.pin", "bot.empty"]
    bot = compiled([{"id": "a", "message": {"text": text}}], secrets=secrets)
    context = replace(CONTEXT, user={"name": "Ada"}, bot={"pin": "12345", "empty": ""})

    turn = advance(bot, new_session("s"), started(), context)

    assert entries(turn, "message")[0]["text"] == "ADA any 5 nobody"


def test_only_so_much_of_what_is_made_of_secrets_is_searched_for():
    secrets = Secrets(["s" * 10_000], (("bot", "token"),))

    secrets.derive(("bot", "token"), "t" * 9_000)
    secrets.derive(("bot", "token"), "abc")
    secrets.derive(("bot", "other"), "other")
    secrets.derive(("bot", "token", "deep"), "deeper")

    assert secrets.mask("t" * 9_000 + "abc other deeper") == "t" * 9_000 + "abc other •••"
