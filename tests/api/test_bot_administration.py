"""Pausing, archiving and copying bots, finding them again, and what was done with them."""

import pytest
from authors import ECHO, Author, done, refused, visitor

from app.authoring.administration.standing import copy_name
from factories import make_person

ASK = {
    "dbcv": 1,
    "kind": "template",
    "id": "ask",
    "version": 1,
    "name": "Ask",
    "first_step": "q",
    "steps": [{"id": "q", "message": {"text": "Where?"}}],
}
RUNS = {**ECHO, "steps": [{"id": "hello", "template": {"id": "ask", "version": 1}}]}


async def moved(author, bot, verb):
    return done(await author.call("POST", f"/bots/{bot}/{verb}"))["status"]


async def listed(author, **query):
    """Ids in their order, gathered page by page."""
    found, cursor = [], None
    while True:
        page = done(await author.call("GET", "/bots", params=query | ({"cursor": cursor} if cursor else {})))
        found += [bot["id"] for bot in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            return found


async def test_a_paused_bot_answers_what_was_said_meanwhile_once_it_is_resumed(author, place, worker):
    bot = await author.published()
    channel = await author.channel(bot)
    person = await visitor(author)
    async with place.socket(channel, person) as talk:
        await talk.say("one")
        assert "Hello" in (await talk.replies(1))[0]["text"]

        assert await moved(author, bot, "pause") == "paused"
        assert await moved(author, bot, "pause") == "paused"
        accepted = await talk.say("two")
        assert accepted["type"] == "accepted"
        # Another bot goes on, and its answer comes after the worker has passed this one by.
        other = await author.channel(await author.published())
        async with place.socket(other, person) as next_door:
            await next_door.say("hi")
            await next_door.replies(1)
        assert [one["sender"]["kind"] for one in await history(author, channel, person)][-1] != "bot"

        assert await moved(author, bot, "resume") == "active"
        assert (await talk.replies(1))[0]["text"] == "You said two"


async def history(author, channel, person):
    answer = await author.client.get(f"/api/v1/channels/{channel}/messages", headers=person)
    return done(answer)["items"]


async def test_an_archived_bot_is_out_of_the_way_and_comes_back(author):
    kept, away = (await author.import_bot())["id"], (await author.import_bot())["id"]

    assert await moved(author, away, "archive") == "archived"
    assert await listed(author) == [kept]
    assert await listed(author, status="archived") == [away]
    assert await listed(author, status=["archived", "active", "paused"]) == [kept, away]
    assert refused(await author.call("POST", f"/bots/{away}/pause")) == (409, "bot:archived")
    assert done(await author.call("GET", f"/bots/{away}"))["status"] == "archived"
    assert await moved(author, away, "unarchive") == "active"
    assert await listed(author) == [kept, away]


async def test_an_editor_pauses_and_only_an_owner_archives_or_brings_back(app, author):
    editor = Author(author.client, await make_person(app, "DEVELOPER"))
    viewer = Author(author.client, await make_person(app, "DEVELOPER"))
    bot = (await author.import_bot())["id"]
    for who, role in ((editor, "EDITOR"), (viewer, "VIEWER")):
        await author.call("PUT", f"/bots/{bot}/access/{who.person.id}", json={"role": role})

    assert await moved(editor, bot, "pause") == "paused"
    assert await moved(editor, bot, "resume") == "active"
    for verb in ("pause", "resume", "archive"):
        assert refused(await viewer.call("POST", f"/bots/{bot}/{verb}")) == (403, "bot:forbidden")
    assert refused(await editor.call("POST", f"/bots/{bot}/archive")) == (403, "bot:forbidden")
    await moved(author, bot, "archive")
    for verb in ("resume", "unarchive"):
        assert refused(await editor.call("POST", f"/bots/{bot}/{verb}")) == (403, "bot:forbidden")


async def test_a_copy_has_the_draft_and_nothing_else(author):
    bot = await author.published({**ECHO, "description": "Repeats"})

    copy = done(await author.call("POST", f"/bots/{bot}/duplicate"), 201)

    assert (copy["name"], copy["published_version"]) == ("Echo (copy)", None)
    assert copy["id"] != bot
    whole, again = await author.export(bot), await author.export(copy["id"])
    assert whole.replace("name: Echo", "name: Echo (copy)", 1) == again
    named = done(await author.call("POST", f"/bots/{bot}/duplicate", json={"name": "Parrot"}), 201)
    assert named["name"] == "Parrot"


@pytest.mark.parametrize(
    ("name", "locale", "copied"),
    [
        ("Shop", "en", "Shop (copy)"),
        ("Лавка", "ru", "Лавка (копия)"),
        ("Лавка", "ru-RU", "Лавка (копия)"),
        ("x" * 200, "de", "x" * 193 + " (copy)"),
    ],
)
def test_a_copy_is_named_in_the_language_of_the_bot(name, locale, copied):
    assert copy_name(name, locale) == copied


async def test_who_may_only_look_copies_into_a_place_of_their_own(app, author):
    viewer = Author(author.client, await make_person(app, "DEVELOPER"))
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))
    bot = await author.import_bot()
    await author.call("PUT", f"/bots/{bot['id']}/access/{viewer.person.id}", json={"role": "VIEWER"})
    path = f"/bots/{bot['id']}/duplicate"

    copy = done(await viewer.call("POST", path), 201)
    assert copy["workspace_id"] != bot["workspace_id"]
    there = await viewer.call("POST", path, json={"workspace_id": bot["workspace_id"]})
    assert refused(there) == (404, "workspace:not_found")
    assert refused(await stranger.call("POST", path)) == (404, "bot:not_found")


async def test_a_copy_brings_the_templates_it_uses_to_another_workspace(author):
    done(await author.call("POST", "/templates/import", json=ASK), 201)
    shop = done(await author.call("POST", "/workspaces", json={"name": "Shop"}), 201)["id"]
    bot = (await author.import_bot(RUNS))["id"]

    async def copied(**body):
        copy = done(await author.call("POST", f"/bots/{bot}/duplicate", json=body), 201)
        draft = done(await author.call("GET", f"/bots/{copy['id']}/draft"))
        assert draft["issues"] == []
        return draft["document"].get("templates", [])

    assert [one["id"] for one in await copied(workspace_id=shop)] == ["ask"]
    assert await copied() == []


@pytest.mark.parametrize("sort", ["name", "-name", "updated_at", "-updated_at", "created_at", "-created_at"])
async def test_bots_are_sorted_and_no_page_leaves_one_out_or_shows_it_twice(author, sort):
    names = ["beta", "Alpha", "alpha", "Gamma", "beta"]
    bots = [(await author.import_bot({**ECHO, "name": name}))["id"] for name in names]
    touched = bots[1]
    await author.call("PATCH", f"/bots/{touched}", json={"description": "Newer"})
    ways = {
        "name": sorted(bots, key=lambda one: (names[bots.index(one)].lower(), one)),
        "updated_at": [one for one in bots if one != touched] + [touched],
        "created_at": bots,
    }
    way = ways[sort.removeprefix("-")]

    assert await listed(author, sort=sort, limit="2") == (way[::-1] if sort[0] == "-" else way)


async def test_lists_are_narrowed_to_a_workspace_and_foreign_cursors_are_refused(author):
    shop = done(await author.call("POST", "/workspaces", json={"name": "Shop"}), 201)["id"]
    here = [(await author.import_bot(workspace_id=shop))["id"] for _ in range(2)]
    await author.import_bot()

    assert await listed(author, workspace_id=shop) == here
    page = done(await author.call("GET", "/bots", params={"sort": "name", "limit": "1"}))
    for query in (
        {"sort": "-name", "cursor": page["next_cursor"]},
        {"cursor": "nonsense"},
        {"cursor": "W10"},
        {"cursor": "WyJjcmVhdGVkX2F0IiwiMjAyNi0wMS0wMSIsIngiXQ"},
        {"sort": "password"},
        {"status": "gone"},
    ):
        assert refused(await author.call("GET", "/bots", params=query)) == (422, "api:invalid"), query


async def test_the_audit_is_one_list_of_all_that_was_done_newest_first(author):
    bot = await author.published()
    operation = {"op": "set", "path": "steps.hello.message.text", "value": "x" * 5000}
    await author.call("POST", f"/bots/{bot}/changes", json={"operations": [operation]})
    await moved(author, bot, "pause")

    lines = await audited(author, bot, limit="2")

    assert [line["action"] for line in lines][:3] == ["bot.pause", "draft.change", "bot.publish"]
    assert {line["action"] for line in lines[3:]} == {"bot.import", "draft.import"}
    assert {line["actor_id"] for line in lines} == {str(author.person.id)}
    assert {line["actor_name"] for line in lines} == {author.person.email[:4]}
    assert (lines[0]["before"], lines[0]["after"]) == ({"status": "active"}, {"status": "paused"})
    changed = lines[1]
    assert changed["revision"] == 2
    assert changed["after"][0]["path"] == "steps.hello.message.text"
    assert changed["after"][0]["value"] == "x" * 200 + "…"
    assert "Hello" in changed["before"][0]["value"]
    assert lines == await audited(author, bot)


async def audited(author, bot, **query):
    found, cursor = [], None
    while True:
        asked = query | ({"cursor": cursor} if cursor else {})
        page = done(await author.call("GET", f"/bots/{bot}/audit", params=asked))
        found += page["items"]
        if (cursor := page["next_cursor"]) is None:
            return found


async def test_the_audit_is_narrowed_to_an_action_and_to_a_person(app, author):
    editor = Author(author.client, await make_person(app, "DEVELOPER"))
    bot = (await author.import_bot())["id"]
    await author.call("PUT", f"/bots/{bot}/access/{editor.person.id}", json={"role": "EDITOR"})
    await editor.call("PATCH", f"/bots/{bot}", json={"name": "N"})
    await moved(editor, bot, "pause")

    async def actions(**query):
        return [line["action"] for line in await audited(author, bot, **query)]

    assert await actions(action="draft") == ["draft.change", "draft.import"]
    assert await actions(action="access.put") == ["access.put"]
    assert await actions(action="access.p") == []
    assert await actions(actor_id=str(editor.person.id)) == ["bot.pause", "draft.change"]
    assert await actions(actor_id=str(editor.person.id), action="bot") == ["bot.pause"]
    for query in ({"action": "%"}, {"cursor": "x"}, {"actor_id": "me"}):
        assert refused(await author.call("GET", f"/bots/{bot}/audit", params=query))[0] == 422
