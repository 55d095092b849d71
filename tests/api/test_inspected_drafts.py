"""/bots/{id}/inspect: what it knows of the place a bot runs in, and fixes done by /changes."""

from authors import ECHO, done

FAULTY = {
    **ECHO,
    "requests": [{"id": "price", "url": "http://10.0.0.1/", "credential": "shop"}],
    "steps": [
        {
            "id": "hello",
            "message": {"text": "Hi {$user.name|uper$}"},
            "groups": [{"type": "response", "request": "prise", "connections": [{"to": "ecko"}]}],
        },
        {"id": "echo", "groups": [{"connections": [{"to": "hello"}, {"to": "hello"}]}]},
    ],
    "first_step": "hello",
    "groups": [],
}


async def inspected(author, bot_id):
    return done(await author.call("GET", f"/bots/{bot_id}/inspect"))["issues"]


async def test_fixes_are_done_by_changes_until_the_bot_can_be_published(author):
    bot = (await author.import_bot(FAULTY))["id"]
    before = await inspected(author, bot)
    fixes = [issue["fix"] for issue in before if issue["fix"]]
    operations = [operation for fix in fixes for operation in fix["operations"]]

    changed = done(await author.call("POST", f"/bots/{bot}/changes", json={"operations": operations}))
    after = await inspected(author, bot)

    assert {fix["title"] for fix in fixes} == {
        "Write “upper”",
        "Send the request “price”",
        "Lead to the step “echo”",
        "Remove this connection: the one before it does the same",
    }
    assert all(fix["title_ru"] for fix in fixes)
    assert [one["severity"] for one in before].count("error") == 3
    assert [(one["code"], one["fix"]) for one in after] == [
        ("credential:unknown", None),
        ("request:blocked_address", None),
    ]
    assert changed["issues"] == []
    done(await author.call("POST", f"/bots/{bot}/publish"), 201)


async def test_a_change_answers_with_the_issues_of_what_it_touched(author):
    bot = (await author.import_bot(FAULTY))["id"]
    touch = {"op": "set", "path": "requests.price.name", "value": "Price"}

    changed = done(await author.call("POST", f"/bots/{bot}/changes", json={"operations": [touch]}))

    assert {issue["code"] for issue in changed["issues"]} == {
        "credential:unknown",
        "request:blocked_address",
        "request:unused",
    }
