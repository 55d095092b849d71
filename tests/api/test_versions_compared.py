"""Two versions, or a version and the draft, compared field by field."""

from authors import ECHO, Author, done, refused

from factories import make_person


async def compare(author, bot, **sides):
    return await author.call("GET", f"/bots/{bot}/versions/diff", params=sides)


async def test_a_version_and_the_draft_are_compared(author):
    bot = await author.published()
    first, second = ECHO["steps"]
    changed = {**first, "message": {"text": "Good day"}}
    await author.import_bot({**ECHO, "steps": [second, changed, {"id": "new"}]}, target_bot_id=bot)

    told = done(await compare(author, bot, **{"from": "1", "to": "draft"}))

    assert (told["from"], told["to"]) == ("1", "draft")
    assert told["counts"] == {"added": 1, "removed": 0, "changed": 1, "moved": 1}
    by_id = {change["id"]: change for change in told["changes"]}
    assert by_id["new"] | {"fields": []} == {
        "kind": "step",
        "id": "new",
        "name": "new",
        "how": "added",
        "moved": False,
        "after": "hello",
        "fields": [],
    }
    before = ECHO["steps"][0]["message"]["text"]
    assert by_id["hello"]["fields"] == [
        {"path": "steps.hello.message.text", "before": before, "after": "Good day"}
    ]


async def test_two_versions_are_compared_and_the_draft_is_what_is_compared_with(author):
    bot = await author.published()
    await author.import_bot({**ECHO, "name": "Second"}, target_bot_id=bot)
    await author.publish(bot)

    told = done(await compare(author, bot, **{"from": "2", "to": "1"}))
    assert [(one["before"], one["after"]) for one in told["changes"][0]["fields"]] == [("Second", "Echo")]
    assert done(await compare(author, bot, **{"from": "2"}))["changes"] == []
    assert done(await compare(author, bot, **{"from": "draft"}))["changes"] == []


async def test_templates_a_version_brought_along_are_no_difference_from_the_draft(author):
    runs = {
        **ECHO,
        "first_step": "run",
        "steps": [{"id": "run", "template": {"id": "dbcv-confirm", "version": 1}}],
    }
    bot = await author.published(runs)

    assert done(await compare(author, bot, **{"from": "1"}))["changes"] == []


async def test_versions_that_are_not_there_and_bots_of_others_are_not_found(app, author):
    bot = await author.published()
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    assert refused(await compare(author, bot, **{"from": "7"})) == (404, "bot:version_not_found")
    assert refused(await compare(author, bot, **{"from": "0"})) == (422, "api:invalid")
    assert refused(await compare(author, bot, to="1")) == (422, "api:invalid")
    assert refused(await compare(stranger, bot, **{"from": "1"})) == (404, "bot:not_found")


async def test_true_made_one_is_a_change_an_import_keeps(author):
    def made(value):
        return {**ECHO, "variables": {"x": value}}

    bot = (await author.import_bot(made(True)))["id"]
    await author.import_bot(made(1), target_bot_id=bot)

    assert "variables: {x: 1}" in await author.export(bot)
