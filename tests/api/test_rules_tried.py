"""Rule sets tried with values over HTTP, by the engine's own evaluator."""

import pytest
from authors import ECHO, done, refused

ADULT = {"field": "user.age", "operator": "greater", "value": 18}
SAME = {"field": "message.text", "operator": "equal", "value": "{$session.wanted|upper$}"}
RULES = {"condition": "AND", "rules": [ADULT, {"condition": "OR", "rules": [SAME], "not": True}]}


async def tried(author, rules, variables, document=ECHO):
    bot = (await author.import_bot(document))["id"]
    body = {"rules": rules, "variables": variables}
    return done(await author.call("POST", f"/bots/{bot}/rules/try", json=body))


async def test_the_whole_and_each_part_are_told(author):
    outcome = await tried(
        author, RULES, {"user.age": 20, "message.text": "YES", "session": {"wanted": "yes"}}
    )

    assert outcome["holds"] is False
    assert [(part["at"], part["holds"]) for part in outcome["parts"]] == [
        ([], False),
        (["rules", 0], True),
        (["rules", 1], False),
        (["rules", 1, "rules", 0], True),
    ]
    last = outcome["parts"][-1]
    assert (last["expected"], last["actual"]) == ("YES", "YES")


async def test_what_is_not_given_is_null_and_no_rules_always_hold(author):
    missing = {"field": "user.age", "operator": "is_null"}

    assert (await tried(author, missing, {}))["holds"] is True
    assert (await tried(author, None, {}))["holds"] is True
    assert (await tried(author, {}, {}))["holds"] is True


async def test_a_rule_that_cannot_be_tested_has_a_problem(author):
    outcome = await tried(author, {"field": "user.age", "operator": "resembles", "value": 1}, {})

    assert (outcome["holds"], outcome["problems"]) == (False, ["rule:unknown_operator"])


async def test_the_clock_can_be_given_in_part_and_the_zone_is_that_of_the_bot(author):
    weekday = {"field": "system.weekday", "operator": "equal", "value": 8}
    known = {"field": "system.now", "operator": "is_not_null"}
    rules = {"condition": "AND", "rules": [weekday, known]}
    here = {"field": "user.seen", "operator": "equal", "type": "date", "value": "2026-01-02"}
    document = {**ECHO, "timezone": "Asia/Tokyo"}

    assert (await tried(author, rules, {"system.weekday": 8}))["holds"] is True
    assert (await tried(author, here, {"user.seen": "2026-01-01T20:00:00Z"}, document))["holds"] is True


async def test_long_values_are_cut(author):
    rule = {"field": "message.text", "operator": "contains", "value": "x"}

    outcome = await tried(author, rule, {"message.text": "x" * 5000})

    assert len(outcome["parts"][0]["actual"]) == 501


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"variables": {"nowhere.x": 1}}, "api:invalid"),
        ({"rules": {"condition": "AND", "rules": [ADULT] * 501}}, "rules:too_large"),
    ],
)
async def test_more_than_can_be_tried_is_refused(author, body, code):
    bot = (await author.import_bot())["id"]

    assert refused(await author.call("POST", f"/bots/{bot}/rules/try", json=body)) == (422, code)
