"""Initial values of secrets are kept by the bot, and in nothing that is handed out about it."""

import json

import pytest
from authors import ECHO, Author, done, join, refused, script
from sqlalchemy import text

from factories import make_person

SECRET = "SEKRET-4242"
TOLD = "{$bot.token$} {$bot.token|lower$} {$bot.token|replace:'-','_'$} {$bot.api.url$}"
KEEPER = {
    **ECHO,
    "secrets": ["bot.token", "bot.api.key", "user.pin"],
    "variables": {"token": SECRET, "api": {"key": SECRET, "url": "https://a.example"}, "mark": 1},
    "steps": [{"id": "hello", "message": {"text": TOLD}, "groups": [{"connections": [{"to": "hello"}]}]}],
}
SHOWN = {"token": "•••", "api": {"key": "•••", "url": "https://a.example"}, "mark": 1}


def tells(answer) -> bool:
    return any(one in answer.text for one in (SECRET, SECRET.lower(), SECRET.replace("-", "_")))


@pytest.fixture
def remembered(app):
    """As stored: what nobody is shown."""

    async def read(bot: str) -> dict:
        async with app.state.database.unit_of_work() as session:
            statement = text("select variables::text from bot_variables where bot_id = :bot")
            return json.loads(await session.scalar(statement, {"bot": bot}))

    return read


@pytest.fixture
async def viewer(app, author):
    person = await make_person(app, "DEVELOPER")
    workspace = done(await author.call("GET", "/workspaces"))["items"][0]["id"]
    await join(author, workspace, person, "VIEWER")
    return Author(author.client, person)


async def change(author, bot, *operations):
    body = {"operations": [dict(zip(("op", "path", "value"), one, strict=False)) for one in operations]}
    return done(await author.call("POST", f"/bots/{bot}/changes", json=body))


async def undo(author, bot):
    """The newest change."""
    revision = done(await author.call("GET", f"/bots/{bot}/draft"))["revision"]
    done(await author.call("POST", f"/bots/{bot}/changes/{revision}/undo"))


async def test_who_sees_a_bot_sees_its_secrets_nowhere(author, viewer):
    bot = (await author.import_bot(KEEPER))["id"]
    await change(author, bot, ("set", "variables.token", SECRET + "-2"), ("set", "name", "Other"))
    await change(author, bot, ("set", "variables", KEEPER["variables"]))
    await change(author, bot, ("set", "variables.api.key", SECRET))
    await undo(author, bot)
    await author.publish(bot)

    pages = ["draft", "export", "export?format=json", "versions/1", "versions", "changes", "variables"]
    answers = [await viewer.call("GET", f"/bots/{bot}/{page}") for page in [*pages, "audit"]]
    answers.append(await viewer.call("POST", f"/bots/{bot}/simulate", json={"turns": [{"start": True}]}))
    copy = done(await viewer.call("POST", f"/bots/{bot}/duplicate", json={}), 201)["id"]
    await change(viewer, copy, ("set", "secrets", []))
    answers += [await viewer.call("GET", f"/bots/{copy}/{page}") for page in ("draft", "export", "variables")]

    assert [(answer.url.path, answer.status_code) for answer in answers if answer.status_code != 200] == []
    assert [answer.url.path for answer in answers if tells(answer)] == []
    assert done(answers[0])["document"]["variables"] == SHOWN


async def test_the_bot_knows_what_its_document_does_not_say(author, remembered):
    bot = (await author.import_bot(KEEPER))["id"]

    assert await remembered(bot) == {
        "token": SECRET,
        "api": KEEPER["variables"]["api"],
    }
    await author.publish(bot)
    assert (await remembered(bot))["mark"] == 1
    assert done(await author.call("GET", f"/bots/{bot}/variables"))["token"] == "•••"


async def test_an_export_goes_over_its_bot_without_taking_the_secret_away(author, remembered):
    bot = (await author.import_bot(KEEPER))["id"]
    first = await author.export(bot)
    await author.import_bot(first, target_bot_id=bot)

    assert await author.export(bot) == first
    assert (await remembered(bot))["token"] == SECRET
    elsewhere = (await author.import_bot(first))["id"]
    assert await author.export(elsewhere) == first
    await author.publish(elsewhere)
    assert (await remembered(elsewhere))["token"] is None


async def test_a_new_value_takes_the_place_of_the_one_before(author, remembered):
    bot = (await author.import_bot(KEEPER))["id"]

    other = {**KEEPER, "variables": {**KEEPER["variables"], "token": "imported"}}
    await author.import_bot(other, target_bot_id=bot)
    assert (await remembered(bot))["token"] == "imported"
    done(await author.call("PATCH", f"/bots/{bot}/variables", json={"token": "put"}))
    await change(author, bot, ("set", "variables.token", "•••"))
    assert (await remembered(bot))["token"] == "put"
    body = {"operations": [{"op": "set", "path": "variables.token", "value": "tried"}], "dry_run": True}
    done(await author.call("POST", f"/bots/{bot}/changes", json=body))
    assert (await remembered(bot))["token"] == "put"
    await change(author, bot, ("set", "variables.token", "changed"))
    assert (await remembered(bot))["token"] == "changed"


async def test_calling_a_variable_secret_takes_its_value_out_of_the_document(author, remembered):
    bot = (await author.import_bot({**KEEPER, "secrets": []}))["id"]

    await change(author, bot, ("set", "secrets", ["bot.token"]))

    draft = done(await author.call("GET", f"/bots/{bot}/draft"))
    assert draft["document"]["variables"] == {**KEEPER["variables"], "token": "•••"}
    assert (await remembered(bot))["token"] == SECRET
    newest = done(await author.call("GET", f"/bots/{bot}/changes"))["items"][-1]
    assert newest["operations"][-1]["value"] == "•••"
    await undo(author, bot)
    assert (await remembered(bot))["token"] == SECRET


async def test_what_is_nothing_stays_in_the_document(author):
    variables = {"token": "", "api": {"url": "https://a.example"}}
    bot = (await author.import_bot({**KEEPER, "variables": variables}))["id"]

    assert done(await author.call("GET", f"/bots/{bot}/draft"))["document"]["variables"] == variables


async def test_an_access_token_takes_nothing_off_the_list_of_secrets_by_whatever_way(author, remembered):
    bot = (await author.import_bot(KEEPER))["id"]
    token = await script(author, "bots:read", "bots:edit")
    there = f"/bots/{bot}"
    exported = done(await author.call("GET", f"{there}/export", params={"format": "json"}))
    fewer = ["bot.token", "user.pin"]

    operation = {"op": "set", "path": "secrets", "value": fewer}
    for body in ({"operations": [operation]}, {"operations": [operation], "dry_run": True}):
        answer = await token.call("POST", f"{there}/changes", json=body)
        assert refused(answer) == (403, "change:secrets_kept")
        assert answer.json()["error"]["details"]["secrets"] == ["bot.api.key"]
    over = {"params": {"target_bot_id": bot}, "json": {**exported, "secrets": fewer}}
    assert refused(await token.call("POST", "/bots/import", **over)) == (403, "change:secrets_kept")
    more = {"operations": [{**operation, "value": [*KEEPER["secrets"], "bot.mark"]}]}
    done(await token.call("POST", f"{there}/changes", json=more))
    assert refused(await token.call("POST", f"{there}/changes/2/undo")) == (403, "change:secrets_kept")

    shown = await token.call("GET", f"{there}/variables")
    assert not tells(shown)
    assert (await remembered(bot))["token"] == SECRET
    done(await author.call("POST", f"{there}/changes", json={"operations": [operation]}))
