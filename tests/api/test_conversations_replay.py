"""The person's side of a real conversation once more, with another version of the bot."""

import json

import pytest
from authors import Author, done
from live import working
from sqlalchemy import text
from talks import Visitor, quiz, visit

from app.faststream_app import user_app
from app.main import Front
from drive import calling
from egress_servers import answer, serving
from factories import make_person

PRICE = answer(200, json.dumps({"price": 10}).encode(), "Content-Type: application/json")


@pytest.fixture
async def ada(author, worker):
    return await visit(author, await author.published(quiz()))


async def redraft(author: Author, bot: str, document: dict) -> None:
    await author.import_bot(document, target_bot_id=bot)


async def replayed(ada: Visitor, **wanted) -> dict:
    return done(await ada.author.call("POST", f"/sessions/{ada.session}/replay", json=wanted))


def differing(found: dict) -> list[tuple[int, list[str]]]:
    return [(turn["number"], turn["differs"]) for turn in found["turns"] if turn["differs"]]


def texts(side: dict) -> list[str]:
    return [message["text"] for message in side["messages"]]


async def test_the_version_it_ran_on_does_the_same_again(ada):
    await ada.start(params={"from": "shop"})
    await ada.replies(1)
    await ada.say("5")
    await ada.replies(2)
    await ada.say("back")
    await ada.replies(3)
    await ada.say("4")
    await ada.replies(4)

    for version in ("draft", 1):
        found = await replayed(ada, version=version)

        assert (found["same"], found["complete"], found["first_difference"]) == (True, True, None)
        assert differing(found) == []
        assert [turn["event"]["type"] for turn in found["turns"]] == ["start", *["message"] * 3]
        assert found["turns"][0]["event"]["params"] == {"from": "shop"}
        assert [turn["event"]["text"] for turn in found["turns"]] == [None, "5", "back", "4"]
        assert found["turns"][-1]["replayed"]["finished"]
        assert found["version"] == (None if version == "draft" else 1)


async def test_what_the_draft_would_say_and_do_otherwise_is_shown_turn_by_turn(author, ada):
    await ada.talk("hello", "5", "back", "4")
    changed = quiz(right="Yes, {$session.points$}!")
    changed["steps"][0]["groups"][0]["connections"][0]["set"] = [{"variable": "session.points", "value": 2}]
    changed["steps"][2]["id"] = changed["steps"][0]["groups"][0]["connections"][0]["to"] = "done"
    await redraft(author, ada.bot, changed)

    found = await replayed(ada)

    assert (found["same"], found["first_difference"]) == (False, 4)
    assert differing(found) == [(4, ["messages", "place", "variables"])]
    last = found["turns"][-1]
    assert (texts(last["recorded"]), texts(last["replayed"])) == (["Right!"], ["Yes, 2!"])
    assert (last["recorded"]["place"], last["replayed"]["place"]) == ("right", "done")
    assert last["recorded"]["variables"] == {"user.last": "4", "session.score": 1}
    assert last["replayed"]["variables"] == {"user.last": "4", "session.points": 2}


async def test_problems_that_come_or_go_are_a_difference(author, ada):
    await ada.talk("hello", "5")
    broken = [{"id": "counts", "set": [{"variable": "session.n", "op": "add", "value": "{$message.text$}"}]}]
    await redraft(author, ada.bot, quiz(groups=broken))

    found = await replayed(ada)

    assert differing(found) == [(1, ["problems"]), (2, ["variables"])]
    assert found["turns"][0]["replayed"]["problems"] == ["variable:not_a_number"]


async def test_a_replay_touches_nothing(app, author, ada):
    await ada.talk("hello", "5")

    async def everything():
        async with app.state.database.unit_of_work() as session:
            tables = ("session", "message", "trace", "inbox", "timer", "command", "user_variables")
            found = [await session.execute(text(f"select * from {one} order by 1, 2")) for one in tables]  # noqa: S608
            return [rows.all() for rows in found]

    before = await everything()
    await replayed(ada)

    assert await everything() == before


async def test_shared_variables_are_as_they_were_when_it_began(author, worker):
    counted = [
        {"id": "n", "set": [{"variable": name, "op": "add", "value": 1} for name in ("bot.n", "user.n")]}
    ]
    document = quiz(groups=counted, variables={"n": 100})
    document["steps"][0]["message"]["text"] = "{$bot.n$} {$user.n$}"
    ada = await visit(author, await author.published(document))
    assert await ada.talk("hello", "5", "back") == ["101 1", "No, not 5.", "103 3"]

    assert differing(await replayed(ada)) == []


async def test_chance_and_the_clock_are_those_of_then(author, worker):
    document = quiz(right="{$system.random$} {$system.now$} {$message.id$} {$session.id$} {$user.id$}")
    ada = await visit(author, await author.published(document))
    await ada.talk("hello", "4")

    assert differing(await replayed(ada)) == []


async def test_long_texts_are_replayed_whole(author, worker):
    document = quiz()
    document["steps"][1]["message"]["text"] = "{$message.text|length$}"
    ada = await visit(author, await author.published(document))
    assert await ada.talk("hello", "x" * 5000) == ["2+2?", "5000"]

    assert differing(await replayed(ada)) == []


async def test_timeouts_fire_at_the_times_they_did_then(app, author, worker):
    document = quiz()
    late = {"id": "late", "type": "message", "on": "timeout", "after": 60}
    document["steps"][0]["groups"].append({**late, "connections": [{"id": "gone", "to": "wrong"}]})
    ada = await visit(author, await author.published(document))
    await ada.talk("hello")
    async with app.state.database.unit_of_work() as session:
        rows = (await session.execute(text("select id, session_id, due_at from timer"))).all()
        await session.execute(text("delete from timer"))
        event = {
            "kind": "timer_fired",
            "id": "00000000-0000-7000-8000-000000000001",
            "at": rows[0].due_at.isoformat(),
            "random": 0.25,
            "timer_id": str(rows[0].id),
        }
        await session.execute(
            text("insert into inbox (session_id, event) values (:session, cast(:event as json))"),
            {"session": ada.session, "event": json.dumps(event)},
        )
    await app.state.waker.wake([rows[0].session_id])
    assert await ada.replies(2) == ["2+2?", "No, not ."]

    same = await replayed(ada)
    document["steps"][0]["groups"][1]["after"] = 600
    await redraft(author, ada.bot, document)
    slower = await replayed(ada)
    document["steps"][0]["groups"][1]["after"] = 10
    await redraft(author, ada.bot, document)
    sooner = await replayed(ada)

    assert [turn["event"]["type"] for turn in same["turns"]] == ["message", "timeout"]
    assert (same["same"], differing(same)) == (True, [])
    assert differing(slower) == [(2, ["messages", "place"])]
    assert slower["turns"][1]["replayed"]["place"] == "ask"
    assert [turn["recorded"] is None for turn in sooner["turns"]] == [False, True, False]
    assert texts(sooner["turns"][1]["replayed"]) == ["No, not ."]


@pytest.fixture
async def asking(start_app):
    """An author whose bots may ask servers on this machine, with a worker."""
    app = await start_app(egress_allow=("127.0.0.1",))
    async with calling(Front(app)) as client, working(user_app(app.state.parts.settings)):
        yield Author(client, await make_person(app, "DEVELOPER"))


async def test_requests_have_the_answers_they_had_then(asking):
    async with serving(PRICE) as server:
        document = quiz(right="It costs {$response.body.price$}.", price=f"{server.url}/price?q=4")
        ada = await visit(asking, await asking.published(document))
        assert await ada.talk("hello", "4") == ["2+2?", "It costs 10."]

        found = await replayed(ada)

        assert (differing(found), len(server.seen)) == ([], 1)
        assert found["turns"][1]["work"] == [
            {"kind": "http", "what": f"GET {server.url}/price?q=4", "answered": "recorded"}
        ]


async def test_what_was_not_asked_then_is_answered_by_mocks_or_not_at_all(asking):
    async with serving(PRICE) as server:
        url = f"{server.url}/price"
        ada = await visit(
            asking, await asking.published(quiz(right="It costs {$response.body.price$}.", price=url))
        )
        await ada.talk("hello", "4")
        elsewhere = quiz(right="It costs {$response.body.price$}.", price=f"{server.url}/other")
        await redraft(asking, ada.bot, elsewhere)
        mock = {"request": f"GET {server.url}/other", "answer": {"json": {"price": 7}}}

        other = await replayed(ada)
        mocked = await replayed(ada, http=[mock])
        await redraft(asking, ada.bot, twice(elsewhere))
        missing = await replayed(ada)

    assert [done["answered"] for done in other["turns"][1]["work"]] == ["other_request"]
    assert differing(other) == []
    assert [done["answered"] for done in mocked["turns"][1]["work"]] == ["mock"]
    assert texts(mocked["turns"][1]["replayed"]) == ["It costs 7."]
    assert [done["answered"] for done in missing["turns"][1]["work"]] == ["other_request", "missing"]
    assert "http:connection" in missing["turns"][1]["replayed"]["problems"]
    assert len(server.seen) == 1


def twice(document: dict) -> dict:
    """Asks in the step that follows, too."""
    group = {"id": "more", "type": "response", "request": "price"}
    right = {**document["steps"][2], "proxy": True, "groups": [group]}
    return {**document, "steps": [*document["steps"][:2], right]}


async def test_what_is_left_without_traces_is_replayed_and_said_to_be_incomplete(app, author, ada):
    await ada.start()
    await ada.replies(1)
    await ada.say("5")
    await ada.replies(2)
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("delete from trace"))

    found = await replayed(ada)

    assert (found["complete"], found["same"]) == (False, True)
    assert [turn["event"]["type"] for turn in found["turns"]] == ["start", "message"]
    assert [texts(turn["recorded"]) for turn in found["turns"]] == [["2+2?"], ["No, not 5."]]


async def test_secrets_are_masked_in_a_replay(author, worker):
    keeps = [{"id": "keeps", "set": [{"variable": "session.pin", "value": "{$message.params.pin$}"}]}]
    ada = await visit(author, await author.published(quiz(groups=keeps, secrets=["session.pin"])))
    await ada.talk("hello")
    await ada.say("my pin is 13371337", params={"pin": "13371337"})
    await ada.replies(2)

    shown = (await author.call("POST", f"/sessions/{ada.session}/replay")).text

    assert "13371337" not in shown
    assert json.loads(shown)["turns"][1]["replayed"]["messages"][0]["text"] == "No, not my pin is •••."
