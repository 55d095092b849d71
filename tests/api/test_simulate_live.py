"""Conversation tests that ask outside for what no mock answers."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from authors import Author, done, refused
from http_peer import HttpPeer, listening

from app.authoring.asking import MOST
from drive import calling
from factories import make_person

START = {"turns": [{"start": True}]}


@pytest.fixture
async def shop() -> AsyncIterator[HttpPeer]:
    async with listening() as peer:
        yield peer


@pytest.fixture
async def editor(start_app) -> AsyncIterator[Author]:
    app = await start_app(egress_allow="127.0.0.1")
    async with calling(app) as client:
        yield Author(client, await make_person(app, "DEVELOPER"))


def asks(url: str, times: int = 1, **request: Any) -> dict[str, Any]:
    """A bot that asks a server so often in its first turn, and says what came last."""
    steps: list[dict[str, Any]] = [
        {
            "id": f"ask-{number}",
            "proxy": True,
            "groups": [
                {
                    "id": f"g-{number}",
                    "type": "response",
                    "request": "price",
                    "connections": [{"id": f"c-{number}", "to": f"ask-{number + 1}"}],
                }
            ],
        }
        for number in range(times)
    ]
    said = {"id": f"ask-{times}", "message": {"text": "{$response.status$} {$response.body.path$}"}}
    wanted = {"id": "price", "method": "GET", "url": url, **request}
    document = {"dbcv": 1, "kind": "bot", "name": "Asks", "first_step": "ask-0"}
    return {**document, "requests": [wanted], "steps": [*steps, said]}


async def played(author: Author, bot: str, test: dict[str, Any], *, live: bool = True) -> dict[str, Any]:
    query = {"live": live}
    return done(await author.call("POST", f"/bots/{bot}/simulate", json=test, params=query))


def texts(outcome: dict[str, Any]) -> list[str]:
    return [message["text"] for turn in outcome["turns"] for message in turn["sent"]]


async def test_what_no_mock_answers_is_asked_for_and_recorded_for_the_next_time(editor, shop):
    bot = (await editor.import_bot(asks(f"{shop.url}/price?item=pizza")))["id"]

    first = await played(editor, bot, START)
    assert texts(first) == ["200 /price?item=pizza"]
    (recorded,) = first["recorded"]
    assert (recorded["turn"], recorded["kind"]) == (1, "http")

    again = await played(editor, bot, {**START, "http": [recorded["mock"]]})
    assert texts(again) == texts(first)
    assert again["recorded"] == []
    assert again["passed"]
    assert shop.seen == ["/price?item=pizza"]


async def test_a_mock_comes_before_the_world(editor, shop):
    bot = (await editor.import_bot(asks(f"{shop.url}/price")))["id"]
    mock = {"request": f"GET {shop.url}/price", "answer": {"status": 404, "json": {"path": "pinned"}}}

    outcome = await played(editor, bot, {**START, "http": [mock]})

    assert texts(outcome) == ["404 pinned"]
    assert (outcome["recorded"], shop.seen) == ([], [])


async def test_nothing_is_asked_for_unless_it_is_wished(editor, shop):
    bot = (await editor.import_bot(asks(f"{shop.url}/price")))["id"]

    outcome = await played(editor, bot, START, live=False)

    assert [problem["code"] for problem in outcome["turns"][0]["problems"]] == ["http:connection"]
    assert shop.seen == []


async def test_a_failure_is_recorded_as_often_as_it_would_be_tried(editor, shop):
    shop.status = "503 Service Unavailable"
    request = asks(f"{shop.url}/price", retry={"times": 2, "backoff": 0})
    bot = (await editor.import_bot(request))["id"]

    first = await played(editor, bot, START)
    assert len(shop.seen) == 3
    mocks = [one["mock"] for one in first["recorded"]]
    again = await played(editor, bot, {**START, "http": mocks})

    assert len(mocks) == 3
    assert (texts(again), again["recorded"], again["differences"]) == (texts(first), [], [])
    assert len(shop.seen) == 3


async def test_an_address_inside_stays_closed(author):
    bot = (await author.import_bot(asks("http://127.0.0.1:1/price")))["id"]

    outcome = await played(author, bot, START)

    (problem,) = outcome["turns"][0]["problems"]
    assert problem["code"] == "http:blocked"
    assert (problem["detail"]["reason"], problem["detail"]["host"]) == ("not_public", "127.0.0.1:1")
    assert outcome["recorded"][0]["mock"]["answer"]["error"] == "http:blocked"


async def test_a_secret_in_an_address_is_not_recorded(editor, shop):
    document = asks(f"{shop.url}/price?key={{$bot.key$}}")
    document |= {"variables": {"key": "s3cret-of-the-shop"}, "secrets": ["bot.key"]}
    bot = (await editor.import_bot(document))["id"]

    outcome = await played(editor, bot, START)

    assert shop.seen == ["/price?key=s3cret-of-the-shop"]
    assert outcome["recorded"][0]["mock"]["request"] == f"GET {shop.url}/price"
    assert "s3cret-of-the-shop" not in str(outcome)
    again = await played(editor, bot, {**START, "http": [outcome["recorded"][0]["mock"]]})
    assert (again["recorded"], len(shop.seen)) == ([], 1)


async def test_a_bot_that_asks_without_end_is_stopped(editor, shop):
    turns = {"turns": [{"start": True}, {"user": "x"}]}
    document = asks(f"{shop.url}/price", times=MOST)
    again = {"id": "again", "connections": [{"id": "once-more", "to": "ask-0"}]}
    document["steps"][-1]["groups"] = [again]
    bot = (await editor.import_bot(document))["id"]

    answer = await editor.call("POST", f"/bots/{bot}/simulate", json=turns, params={"live": True})

    assert refused(answer) == (422, "simulation:too_many_requests")
    assert len(shop.seen) == MOST + 1


async def test_an_integration_is_performed_as_for_a_running_bot(editor):
    group = {"id": "g", "type": "integration", "integration": "dbcv.get_subscribers"}
    config = {"channel_id": "{$bot.place$}"}
    connection = {"id": "c", "to": "said"}
    steps = [
        {"id": "ask", "proxy": True, "groups": [{**group, "config": config, "connections": [connection]}]},
        {"id": "said", "message": {"text": "{$integration.ok$} {$integration.result.items$}"}},
    ]
    document = {"dbcv": 1, "kind": "bot", "name": "Lists", "first_step": "ask", "steps": steps}
    bot = (await editor.import_bot(document))["id"]
    place = await editor.channel(bot)

    outcome = await played(editor, bot, {"turns": [{"start": True, "given": {"bot.place": place}}]})

    assert texts(outcome) == ["true []"]
    (recorded,) = outcome["recorded"]
    assert (recorded["kind"], recorded["mock"]["integration"]) == ("integrations", "dbcv.get_subscribers")


async def test_only_who_may_change_the_bot_asks_outside(author, app):
    bot = (await author.import_bot())["id"]
    viewer = Author(author.client, await make_person(app, "DEVELOPER"))
    share = {"user_id": str(viewer.person.id), "role": "VIEWER"}
    done(await author.call("POST", f"/bots/{bot}/access", json=share))

    done(await viewer.call("POST", f"/bots/{bot}/simulate", json=START))
    answer = await viewer.call("POST", f"/bots/{bot}/simulate", json=START, params={"live": True})

    assert refused(answer) == (403, "bot:forbidden")


async def test_a_token_does_not_learn_secrets_by_code_that_it_writes(editor, shop):
    document = asks(f"{shop.url}/price?key={{$bot.key$}}")
    document |= {"variables": {"key": "s3cret-of-the-shop"}, "secrets": ["bot.key"]}
    bot = (await editor.import_bot(document))["id"]
    wanted = {"name": "assistant", "scopes": ["bots:read", "bots:edit", "bots:run"]}
    token = done(await editor.call("POST", "/tokens", json=wanted), 201)["token"]
    held = {"Authorization": f"Bearer {token}"}

    path = f"/bots/{bot}/simulate"
    outcome = done(await editor.call("POST", path, json=START, params={"live": True}, headers=held))

    assert texts(outcome) == ["200 /price?key="]
    assert shop.seen == ["/price?key="]
