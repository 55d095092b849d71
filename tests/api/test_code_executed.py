"""POST /connection-groups/{id}/execute: the code of one group by itself, with variables the author gives."""

from typing import Any

from authors import Author, done, refused


async def run(author: Author, code: str, variables: dict[str, Any] | None = None, **head: Any) -> Any:
    group = await group_of(author, code, **head)
    body = {} if variables is None else {"variables": variables}
    return done(await author.call("POST", f"/connection-groups/{group}/execute", json=body))


async def group_of(author: Author, code: str, **head: Any) -> str:
    document = {
        "dbcv": 1,
        "kind": "bot",
        "name": "Counts",
        **head,
        "steps": [{"id": "a", "groups": [{"id": "g", "type": "code", "code": code}]}],
    }
    bot = (await author.import_bot(document))["id"]
    found = done(await author.call("GET", "/connection-groups", params={"bot_id": bot, "key": "g"}))
    return found["items"][0]["id"]


async def test_its_value_its_prints_and_what_it_would_write_are_told(author):
    code = """
async def main(message, variables):
    variables["session.total"] = variables["session.price"] * 2
    variables["system.now"] = variables["user.id"] = "never"
    print("heard", message["text"], message["attachments"])
    return {"sum": variables["session.total"]}
"""
    ran = await run(author, code, {"session.price": 21, "message": {"text": "hi"}})

    assert (ran["value"], ran["prints"]) == ({"sum": 42}, "heard hi []\n")
    assert ran["writes"] == {"session.total": 42}
    assert (ran["problem"], ran["error"], ran["message"]) == (None, None, None)


async def test_nobody_has_said_anything_where_no_message_is_given(author):
    ran = await run(author, "async def main(message, variables):\n    return message is None")

    assert ran["value"] is True


async def test_the_clock_is_that_of_the_bot_unless_it_is_given(author):
    code = "async def main(message, variables):\n    return variables['system.now'][19:]"

    assert (await run(author, code, timezone="Asia/Tokyo"))["value"] == "+09:00"
    given = {"system.now": "2026-01-05T09:00:00+01:00"}
    assert (await run(author, code, given, timezone="Asia/Tokyo"))["value"] == "+01:00"


async def test_what_it_raises_is_told_with_its_line_and_what_was_printed(author):
    code = 'async def main(message, variables):\n    print("before")\n    return 1 / 0\n'

    ran = await run(author, code)

    assert (ran["problem"], ran["prints"]) == ("code:error", "before\n")
    assert (ran["error"]["type"], ran["error"]["line"]) == ("ZeroDivisionError", 3)
    assert ran["message"]


async def test_code_that_cannot_be_read_is_an_error_at_its_line(author):
    ran = await run(author, "async def main(message, variables):\n    return (\n")

    assert (ran["problem"], ran["error"]["type"]) == ("code:error", "SyntaxError")
    assert ran["error"]["line"] == 2


async def test_it_has_the_time_of_a_running_bot_and_no_more(author):
    ran = await run(author, "async def main(message, variables):\n    while True:\n        pass\n")

    assert ran["problem"] == "code:timeout"


async def test_nothing_of_the_draft_is_changed(author):
    group = await group_of(author, "async def main(message, variables):\n    variables['bot.n'] = 1\n")
    before = done(await author.call("GET", f"/connection-groups/{group}"))

    ran = done(await author.call("POST", f"/connection-groups/{group}/execute"))

    assert ran["writes"] == {"bot.n": 1}
    assert done(await author.call("GET", f"/connection-groups/{group}")) == before


async def test_a_group_that_runs_no_code_and_a_variable_in_no_scope_are_refused(author):
    bot = (await author.import_bot())["id"]
    groups = done(await author.call("GET", "/connection-groups", params={"bot_id": bot}))["items"]
    coded = await group_of(author, "1")

    plain = await author.call("POST", f"/connection-groups/{groups[0]['id']}/execute", json={})
    unknown = {"variables": {"nowhere.x": 1}}
    answer = await author.call("POST", f"/connection-groups/{coded}/execute", json=unknown)

    assert refused(plain) == (422, "part:no_code")
    assert refused(answer) == (422, "api:invalid")
