"""Publishing: what runs is a version, and a version never changes."""

import asyncio

from authors import BROKEN, ECHO, Author, done, refused, says

from app.engine.document import parse_document, read_source, to_yaml
from app.storage.models import BotVariables, Template
from factories import make_person


async def test_a_bot_with_errors_is_not_published_and_says_what_is_wrong(author):
    bot = (await author.import_bot(BROKEN))["id"]

    answer = await author.call("POST", f"/bots/{bot}/publish")

    assert refused(answer) == (409, "bot:has_errors")
    details = answer.json()["error"]["details"]
    assert [issue["path"] for issue in details["issues"]] == ["first_step"]
    assert details["revision"] == 1
    assert done(await author.call("GET", f"/bots/{bot}/versions"))["items"] == []
    assert done(await author.call("GET", f"/bots/{bot}"))["published_version"] is None


async def test_versions_are_numbered_and_remember_who_when_and_why(author):
    bot = (await author.import_bot())["id"]

    first = await author.publish(bot, note="First")
    second = await author.publish(bot, sessions="restart")

    assert (first["number"], first["note"], first["sessions"]) == (1, "First", "finish")
    assert (second["number"], second["note"], second["sessions"]) == (2, None, "restart")
    assert first["author_id"] == str(author.person.id)
    assert done(await author.call("GET", f"/bots/{bot}/versions"))["items"] == [second, first]
    assert done(await author.call("GET", f"/bots/{bot}"))["published_version"] == 2


async def test_publishing_without_a_body_lets_sessions_finish(author):
    bot = (await author.import_bot())["id"]

    assert done(await author.call("POST", f"/bots/{bot}/publish"), 201)["sessions"] == "finish"
    faulty = await author.call("POST", f"/bots/{bot}/publish", json={"sessions": "stop"})
    assert refused(faulty) == (422, "api:invalid")


async def test_a_version_stays_as_it_was_published_whatever_becomes_of_the_draft(author):
    bot = await author.published()
    before = await author.export(bot, version="1")

    await author.import_bot({**ECHO, "name": "Other"}, target_bot_id=bot)

    assert await author.export(bot, version="1") == before == to_yaml(parse_document(ECHO))
    whole = done(await author.call("GET", f"/bots/{bot}/versions/1"))
    assert whole["document"] == read_source(before)
    for method in ("PUT", "PATCH", "DELETE"):
        assert (await author.call(method, f"/bots/{bot}/versions/1", json={})).status_code == 405


async def test_the_same_draft_is_published_by_two_at_once_as_two_versions(author):
    bot = (await author.import_bot())["id"]

    made = await asyncio.gather(*(author.publish(bot) for _ in range(5)))

    assert sorted(one["number"] for one in made) == [1, 2, 3, 4, 5]


async def test_a_restored_version_is_the_draft_and_does_not_run_by_itself(author):
    bot = await author.published()
    await author.import_bot(says("Second", "two"), target_bot_id=bot)
    await author.publish(bot)

    restored = done(await author.call("POST", f"/bots/{bot}/versions/1/restore"))

    assert (restored["name"], restored["published_version"], restored["revision"]) == ("Echo", 2, 3)
    assert await author.export(bot) == await author.export(bot, version="1")
    assert (await author.publish(bot))["number"] == 3
    assert await author.export(bot, version="3") == await author.export(bot, version="1")


async def test_a_version_that_is_none_is_not_found(author):
    bot, other = await author.published(), await author.published()
    await author.publish(other)

    for number in ("2", "0", "-1", "99999999999999999999"):
        answer = await author.call("GET", f"/bots/{bot}/versions/{number}")
        assert refused(answer) == (404, "bot:version_not_found"), number
        again = await author.call("POST", f"/bots/{bot}/versions/{number}/restore")
        assert refused(again) == (404, "bot:version_not_found"), number
    for number in ("2", "99999999999999999999"):
        answer = await author.call("GET", f"/bots/{bot}/export", params={"version": number})
        assert refused(answer) == (404, "bot:version_not_found"), number
    assert (await author.call("GET", f"/bots/{bot}/versions/first")).status_code == 422


async def test_a_version_holds_the_templates_it_uses(app, author):
    template = {
        "dbcv": 1,
        "kind": "template",
        "id": "yes-no",
        "version": 1,
        "name": "Yes or no",
        "first_step": "ask",
        "steps": [{"id": "ask", "message": {"text": "Yes?"}}],
    }
    using = {
        **ECHO,
        "steps": [{"id": "hello", "template": {"id": "yes-no", "version": 1}}],
    }
    bot = await author.import_bot(using)
    assert "instance:not_found" in {issue["code"] for issue in bot["issues"]}
    async with app.state.database.unit_of_work() as session:
        session.add(
            Template(
                workspace_id=bot["workspace_id"],
                key="yes-no",
                version=1,
                name="Yes or no",
                document=template,
            )
        )

    await author.publish(bot["id"])

    held = read_source(await author.export(bot["id"], version="1"))["templates"]
    assert [(one["id"], one["version"]) for one in held] == [("yes-no", 1)]
    assert read_source(await author.export(bot["id"]))["templates"] == held
    assert "templates" not in done(await author.call("GET", f"/bots/{bot['id']}/draft"))["document"]


async def test_initial_variables_are_given_once(app, author):
    bot = (await author.import_bot({**ECHO, "variables": {"price": 5, "sold": 0}}))["id"]
    await author.publish(bot)
    async with app.state.database.unit_of_work() as session:
        row = await session.get(BotVariables, bot)
        row.variables = {**row.variables, "sold": 7}
    await author.import_bot({**ECHO, "variables": {"price": 6, "sold": 0, "new": 1}}, target_bot_id=bot)
    await author.publish(bot)

    async with app.state.database.unit_of_work() as session:
        row = await session.get(BotVariables, bot)
    assert row.variables == {"price": 5, "sold": 7, "new": 1}


async def test_an_administrator_publishes_what_is_not_theirs(app, author):
    bot = (await author.import_bot())["id"]
    admin = Author(author.client, await make_person(app, "ADMIN"))

    assert (await admin.publish(bot))["author_id"] == str(admin.person.id)


def template_with_patterns(name):
    properties = {f"k{n}": {"type": "string", "pattern": f"a{{1,900}}{name}{n}"} for n in range(100)}
    inputs = {"type": "object", "properties": properties}
    steps = [{"id": "a", "message": {"text": "Hi"}}]
    head = {"dbcv": 1, "kind": "template", "id": name, "version": 1, "first_step": "a"}
    return head | {"steps": steps, "inputs": inputs}


async def test_a_bot_whose_templates_have_too_many_patterns_together_is_not_published(author):
    many = [template_with_patterns("one"), template_with_patterns("two")]
    bot = (await author.import_bot(ECHO | {"templates": many}))["id"]

    answer = await author.call("POST", f"/bots/{bot}/publish")

    assert refused(answer) == (409, "bot:too_many_patterns")
