"""Imports and restored versions over a draft that others change: nothing is lost that nobody has seen."""

import json

import pytest
from authors import ECHO, done, refused, says
from sqlalchemy import select
from test_bundles import archive

from app.authoring.exchange import LARGEST
from app.storage.models import BotVersion

OTHER = json.dumps(says("Other", "other"))


def details(answer):
    return answer.json()["error"]["details"]


async def changed_by_another(author, bot, base):
    wanted = {"base_revision": base, "operations": [{"op": "set", "path": "name", "value": "Theirs"}]}
    return done(await author.call("POST", f"/bots/{bot}/changes", json=wanted))["revision"]


@pytest.mark.parametrize("said", ["query", "header"])
@pytest.mark.parametrize("kind", ["document", "bundle"])
async def test_an_import_of_what_was_previewed_is_refused_where_the_draft_has_moved_on(author, kind, said):
    bot = (await author.import_bot())["id"]
    content = OTHER if kind == "document" else archive([("bot.json", OTHER)])
    into = {"target_bot_id": bot}
    told = done(
        await author.call("POST", "/bots/import", content=content, params={**into, "preview": "true"})
    )
    now = await changed_by_another(author, bot, told["revision"])

    def seen(revision):
        if said == "query":
            return {"content": content, "params": {**into, "base_revision": revision}}
        return {"content": content, "params": into, "headers": {"If-Match": f'"{revision}"'}}

    answer = await author.call("POST", "/bots/import", **seen(told["revision"]))
    assert refused(answer) == (409, "change:conflict")
    assert details(answer) == {"revision": now, "conflicts": []}
    assert done(await author.call("GET", f"/bots/{bot}"))["name"] == "Theirs"

    over = done(await author.call("POST", "/bots/import", **seen(now)), 201)
    assert (over["name"], over["revision"]) == ("Other", now + 1)


async def test_an_import_that_does_not_say_what_it_has_seen_is_written_over_whatever_is_there(author):
    bot = (await author.import_bot())["id"]
    await changed_by_another(author, bot, 1)

    assert (await author.import_bot(OTHER, target_bot_id=bot))["revision"] == 3


async def test_a_revision_that_is_none_yet_is_refused_and_so_is_one_of_no_draft(author):
    bot = (await author.import_bot())["id"]

    query = {"target_bot_id": bot, "base_revision": "7"}
    answer = await author.call("POST", "/bots/import", content=OTHER, params=query)
    assert refused(answer) == (409, "change:unknown_revision")
    assert details(answer) == {"revision": 1}
    anew = await author.call("POST", "/bots/import", content=OTHER, params={"base_revision": "1"})
    assert refused(anew) == (422, "import:no_target")
    assert [one["id"] for one in done(await author.call("GET", "/bots"))["items"]] == [bot]


async def test_a_version_is_not_restored_over_what_one_has_not_seen(author):
    bot = await author.published()
    path = f"/bots/{bot}/versions/1/restore"
    now = await changed_by_another(author, bot, 1)

    for seen in ({"params": {"base_revision": 1}}, {"headers": {"If-Match": '"1"'}}):
        answer = await author.call("POST", path, **seen)
        assert refused(answer) == (409, "change:conflict")
        assert details(answer)["revision"] == now
    assert done(await author.call("GET", f"/bots/{bot}"))["name"] == "Theirs"

    restored = done(await author.call("POST", path, params={"base_revision": now}))
    assert (restored["name"], restored["revision"]) == ("Echo", now + 1)


async def test_a_draft_never_grows_beyond_what_a_document_may_have(app, author):
    bot = await author.published()
    steps = [{"id": f"s{number}", "note": "x" * 32_000} for number in range(LARGEST // 32_000 + 1)]
    async with app.state.database.unit_of_work() as session:
        row = await session.scalar(select(BotVersion).where(BotVersion.bot_id == bot))
        row.document = {**ECHO, "steps": [*ECHO["steps"], *steps]}

    restored = await author.call("POST", f"/bots/{bot}/versions/1/restore")

    assert refused(restored) == (413, "document:too_large")
    assert done(await author.call("GET", f"/bots/{bot}"))["revision"] == 1
