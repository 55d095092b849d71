"""Real conversations as authors look at them."""

import asyncio

import pytest
from authors import NOBODY, Author, done, refused
from sqlalchemy import text
from talks import ask, quiz, visit

from factories import make_person

SECRETIVE = quiz(
    secrets=["session.pin"],
    groups=[
        {
            "id": "keeps",
            "set": [{"variable": "session.pin", "value": "{$message.params.pin$}"}],
            "connections": [
                {
                    "id": "never",
                    "rules": {
                        "condition": "AND",
                        "rules": [{"field": "message.text", "operator": "equal", "value": "never"}],
                    },
                    "to": "wrong",
                }
            ],
        }
    ],
)
FAULTY = quiz(
    groups=[{"id": "counts", "set": [{"variable": "session.n", "op": "add", "value": "{$message.text$}"}]}]
)


@pytest.fixture
async def ada(author, worker):
    return await visit(author, await author.published(quiz()))


async def test_a_conversation_tells_where_it_stands_and_what_it_knows(author, ada):
    await ada.talk("hello", "5")

    whole = await ask(author, f"/sessions/{ada.session}")

    assert (whole["place"], whole["finished"], whole["awaiting"]) == ("wrong", False, False)
    assert (whole["version"], whole["bot_id"]) == (1, ada.bot)
    assert whole["person"] == {"id": ada.id, "kind": "anonymous", "name": "Ada"}
    assert whole["channel"]["id"] == ada.channel
    assert whole["variables"]["user"] == {"name": "Ada", "last": "5"}
    assert whole["variables"]["session"] == {"id": ada.session}
    assert (whole["timers"], whole["awaited"], whole["problems"]) == ([], [], [])


async def test_what_was_said_comes_page_by_page_and_is_the_sessions_own(author, ada):
    await ada.talk("hello", "5")
    other = await visit(author, ada.bot, ada.channel, name="Bob")
    await other.talk("hello")

    first = await ask(author, f"/sessions/{ada.session}/messages", limit=3)
    rest = await ask(author, f"/sessions/{ada.session}/messages", limit=3, cursor=first["next_cursor"])

    said = [
        (one["sender"]["kind"], one["sender"]["name"], one["text"]) for one in first["items"] + rest["items"]
    ]
    assert said == [
        ("anonymous", "Ada", "hello"),
        ("bot", "Quiz", "2+2?"),
        ("anonymous", "Ada", "5"),
        ("bot", "Quiz", "No, not 5."),
    ]
    assert rest["next_cursor"] is None


async def test_traces_have_their_fields_by_name_and_come_page_by_page(author, ada):
    await ada.talk("hello", "5", "again")

    first = await ask(author, f"/sessions/{ada.session}/trace", limit=2)
    rest = await ask(author, f"/sessions/{ada.session}/trace", limit=2, cursor=first["next_cursor"])

    turns = first["items"] + rest["items"]
    assert [(turn["version"], turn["place"]) for turn in turns] == [(1, "ask"), (1, "wrong"), (1, "ask")]
    taken = [entry for entry in turns[1]["entries"] if entry["kind"] == "connection" and entry["taken"]]
    assert [entry["connection"] for entry in taken] == ["else"]

    newest = {"limit": 2, "newest_first": True}
    last = await ask(author, f"/sessions/{ada.session}/trace", **newest)
    before = await ask(author, f"/sessions/{ada.session}/trace", **newest, cursor=last["next_cursor"])
    assert [*reversed(last["items"] + before["items"])] == turns
    assert before["next_cursor"] is None
    turned = {"limit": 2, "cursor": last["next_cursor"]}
    answer = await author.call("GET", f"/sessions/{ada.session}/trace", params=turned)
    assert refused(answer) == (422, "api:invalid")


async def test_secrets_are_masked_wherever_a_conversation_is_shown(author, worker):
    ada = await visit(author, await author.published(SECRETIVE))
    await ada.talk("hello")
    await ada.say("it is 13371337", params={"pin": "13371337"})
    await ada.replies(2)

    for path in ("", "/messages", "/trace"):
        shown = (await author.call("GET", f"/sessions/{ada.session}{path}")).text
        assert "13371337" not in shown, path
        assert "•••" in shown, path


async def test_the_list_is_filtered_by_what_an_author_looks_for(author, ada):
    await ada.talk("hello", "4")
    bob = await visit(author, ada.bot, name="Bob")
    await bob.talk("hello", "elephants")
    path = f"/bots/{ada.bot}/sessions"
    moment = (await ask(author, f"/sessions/{bob.session}"))["created_at"]

    async def found(**query):
        page = await ask(author, path, **query)
        return [{ada.session: "Ada", bob.session: "Bob"}[item["id"]] for item in page["items"]]

    assert await found() == ["Bob", "Ada"]
    assert await found(sort="created_at") == ["Ada", "Bob"]
    assert await found(sort="-updated_at") == ["Bob", "Ada"]
    assert await found(state="finished") == ["Ada"]
    assert await found(state="running") == ["Bob"]
    assert await found(state="awaiting") == []
    assert await found(step="wrong") == ["Bob"]
    assert await found(step="inner/wrong") == []
    assert await found(version=1) == ["Bob", "Ada"]
    assert await found(version=2) == []
    assert await found(channel=ada.channel) == ["Ada"]
    assert await found(person=bob.id) == ["Bob"]
    assert await found(search="ELEPHANT") == ["Bob"]
    assert await found(search="100%") == []
    assert await found(until=moment) == ["Ada"]
    assert await found(since=moment) == ["Bob"]
    assert await found(problems="true") == []
    assert await found(problems="false") == ["Bob", "Ada"]


async def test_the_list_comes_page_by_page_in_every_order(author, ada):
    people = [ada, *[await visit(author, ada.bot, ada.channel) for _ in range(4)]]
    for one in people:
        await one.talk("hello")
    for sort in ("created_at", "-created_at", "updated_at", "-updated_at"):
        seen, cursor = [], {}
        while True:
            page = await ask(author, f"/bots/{ada.bot}/sessions", limit=2, sort=sort, **cursor)
            seen += [item["id"] for item in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = {"cursor": page["next_cursor"]}
        expected = [one.session for one in people]
        assert seen == (expected[::-1] if sort.startswith("-") else expected), sort


async def test_problems_are_listed_newest_first_and_filtered_by(author, worker):
    ada = await visit(author, await author.published(FAULTY))
    await ada.talk("one", "two")

    problems = (await ask(author, f"/sessions/{ada.session}"))["problems"]

    assert [(one["code"], one["group"]) for one in problems] == [("variable:not_a_number", "counts")] * 2
    assert problems[0]["at"] > problems[1]["at"]
    listed = await ask(author, f"/bots/{ada.bot}/sessions", problems="true")
    assert [item["id"] for item in listed["items"]] == [ada.session]


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "x"},
        {"sort": "name"},
        {"state": "asleep"},
        {"version": 0},
        {"since": "2026-01-01T00:00:00"},
        {"until": "0001-01-01T00:00:00+14:00"},
        {"since": "9999-12-31T23:59:59-14:00"},
        {"limit": 201},
        {"search": ""},
        {"channel": "here"},
    ],
)
async def test_faulty_filters_are_named(author, query):
    bot = (await author.import_bot())["id"]

    answer = await author.call("GET", f"/bots/{bot}/sessions", params=query)

    assert refused(answer) == (422, "api:invalid")
    assert answer.json()["error"]["details"]["fields"][0]["path"] == f"query.{next(iter(query))}"


async def test_a_stranger_sees_no_conversation_and_a_viewer_changes_none(app, author, ada, stranger):
    await ada.talk("hello")
    viewer = Author(author.client, await make_person(app, "DEVELOPER"))
    async with app.state.database.unit_of_work() as session:
        share = "insert into bot_access (bot_id, user_id, role) values (:bot, :user, 'VIEWER')"
        await session.execute(text(share), {"bot": ada.bot, "user": viewer.person.id})
    paths = [("GET", ""), ("GET", "/messages"), ("GET", "/trace"), ("POST", "/replay"), ("DELETE", "")]

    for method, path in paths:
        assert refused(await stranger.call(method, f"/sessions/{ada.session}{path}")) == (
            404,
            "session:not_found",
        )
        assert refused(await author.call(method, f"/sessions/{NOBODY}{path}")) == (404, "session:not_found")
    for path in ("sessions", "counts"):
        assert refused(await stranger.call("GET", f"/bots/{ada.bot}/{path}")) == (404, "bot:not_found")
        assert (await viewer.call("GET", f"/bots/{ada.bot}/{path}")).status_code == 200
    for method, path in paths[:4]:
        assert (await viewer.call(method, f"/sessions/{ada.session}{path}")).status_code == 200, path
    assert refused(await viewer.call("DELETE", f"/sessions/{ada.session}")) == (403, "bot:forbidden")


async def test_a_deleted_conversation_is_at_its_beginning_and_what_was_said_stays(app, author, ada):
    await ada.talk("hello", "5")

    answer = await author.call("DELETE", f"/sessions/{ada.session}")

    assert answer.status_code == 204
    assert refused(await author.call("GET", f"/sessions/{ada.session}")) == (404, "session:not_found")
    assert (await ask(author, f"/bots/{ada.bot}/sessions"))["items"] == []
    await ada.say("hello again")
    assert await ada.replies(3) == ["2+2?", "No, not 5.", "2+2?"]
    assert (await ask(author, f"/sessions/{ada.session}"))["place"] == "ask"
    async with app.state.database.unit_of_work() as session:
        assert await session.scalar(text("select count(*) from trace")) == 1


async def test_messages_that_come_while_a_conversation_is_deleted_are_answered(author, ada):
    await ada.talk("hello")

    said = [ada.say(f"{number}") for number in range(20)]
    deleted = [author.call("DELETE", f"/sessions/{ada.session}") for _ in range(3)]
    answers = await asyncio.gather(*said, *deleted)

    assert {one.status_code for one in answers[20:]} <= {204, 404}
    done(await author.call("GET", f"/bots/{ada.bot}/sessions"))
    before = len(await ada.replies(1))
    await ada.say("last")
    assert len(await ada.replies(before + 1)) > before
