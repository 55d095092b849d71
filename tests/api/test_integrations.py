"""/integrations, and bots that call them: through the API, with a real worker and a real server."""

import json
from typing import Any

import pytest
from authors import Author, done, refused
from keepers import keep
from live import working
from talks import ask, visit

from app.faststream_app import user_app
from drive import calling
from egress_servers import answer, serving
from factories import make_person

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SENT = {"ok": True, "result": {"message_id": 7, "date": 1, "chat": {"id": 42}, "text": "x"}}


def calls(integration: str, config: dict[str, Any], **group: Any) -> dict[str, Any]:
    """Calls it for every message, and says what came of it."""
    says = "{$integration.ok$} {$integration.result|json$} {$integration.error.code$}"
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": "Caller",
        "first_step": "open",
        "groups": [
            {
                "id": "g",
                "type": "integration",
                "integration": integration,
                "config": config,
                **group,
                "connections": [{"id": "c", "to": "told"}],
            }
        ],
        "steps": [
            {"id": "open", "message": {"text": "Hi"}, "groups": [{"id": "h"}]},
            {"id": "told", "message": {"text": says}, "groups": [{"id": "i"}]},
        ],
    }


@pytest.fixture
async def here(start_app):
    """An author of a place that may reach this machine, with a worker beside it."""
    app = await start_app(egress_allow="127.0.0.1")
    async with calling(app) as client, working(user_app(app.state.parts.settings)):
        yield Author(client, await make_person(app, "DEVELOPER"))


async def test_the_catalogue_has_all_a_form_needs(author: Author):
    found = done(await author.call("GET", "/integrations"))
    by_id = {one["id"]: one for one in found["items"]}
    assert {"telegram.send_message", "dbcv.send_message", "http.webhook"} <= by_id.keys()

    telegram = by_id["telegram.send_message"]
    assert telegram["input"]["required"] == ["chat_id", "text"]
    assert telegram["input"]["properties"]["text"]["title_ru"] == "Текст"
    assert telegram["credential"] == {
        "provider": "telegram",
        "strategies": ["api_key"],
        "description": "The bot's token from @BotFather.",
        "description_ru": "Токен бота от @BotFather.",
        "is_required": True,
        "unless": None,
    }
    assert {"code", "message", "message_ru"} == found["faults"][0].keys()
    assert done(await author.call("GET", "/integrations/telegram.send_message")) == telegram


async def test_an_integration_that_is_not_there_is_not_found(author: Author):
    for name in ("telegram.send_mesage", "telegram", "x" * 300):
        assert refused(await author.call("GET", f"/integrations/{name}")) == (404, "integration:not_found")


async def test_every_icon_is_public(author: Author):
    for one in done(await author.call("GET", "/integrations"))["items"]:
        icon = await author.client.get(one["service"]["icon"])
        assert (icon.status_code, icon.headers["content-type"].split(";")[0]) == (200, "image/svg+xml")


async def test_a_bot_sends_to_telegram_with_a_credential_of_its_workspace(here: Author):
    await keep(here, "team", provider="telegram", secret={"api_key": TOKEN})
    async with serving(answer(200, json.dumps(SENT).encode())) as server:
        config = {"chat_id": "42", "text": "{$message.text$}", "base_url": server.url}
        visitor = await visit(here, await here.published(calls("telegram.send_message", config)))
        said = await visitor.talk("Hello")

    result = '{"text":"x","message_id":7,"date":1,"chat":{"id":42}}'
    assert said == [f"true {result} "]
    (seen,) = server.seen
    assert seen.line == f"POST /bot{TOKEN}/sendMessage HTTP/1.1"
    assert json.loads(seen.body) == {"chat_id": "42", "text": "Hello"}
    trace = await ask(here, f"/sessions/{visitor.session}/trace")
    assert TOKEN not in json.dumps(trace)


async def test_a_fault_of_the_service_is_a_problem_and_the_bot_goes_on(here: Author):
    await keep(here, "team", provider="telegram", secret={"api_key": TOKEN})
    gone = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    async with serving(answer(403, json.dumps(gone).encode())) as server:
        config = {"chat_id": "42", "text": "x", "base_url": server.url}
        bot = await here.published(calls("telegram.send_message", config, credential="team"))
        visitor = await visit(here, bot)
        assert await visitor.talk("Hello") == ["false null forbidden"]

    trace = json.dumps(await ask(here, f"/sessions/{visitor.session}/trace"))
    assert "integration:forbidden" in trace


async def test_a_bot_writes_to_somebody_else_in_its_channel(here: Author):
    config = {"person_id": "{$message.text$}", "text": "Somebody thinks of you."}
    bot = await here.published(calls("dbcv.send_message", config))
    channel = await here.channel(bot)
    ada, eve = await visit(here, bot, channel, "Ada"), await visit(here, bot, channel, "Eve")
    await eve.start()
    assert await eve.replies(1) == ["Hi"]

    (said,) = await ada.talk(eve.id)

    assert said.startswith('true {"recipients":1,')
    assert (await eve.replies(2))[-1] == "Somebody thinks of you."


async def test_a_credential_of_another_workspace_is_not_there(here: Author, app):
    stranger = Author(here.client, await make_person(app, "DEVELOPER"))
    await keep(stranger, "team", provider="telegram", secret={"api_key": TOKEN})
    async with serving(answer(200, json.dumps(SENT).encode())) as server:
        config = {"chat_id": "42", "text": "x", "base_url": server.url}
        for named in ({"credential": "team"}, {}):
            visitor = await visit(here, await here.published(calls("telegram.send_message", config, **named)))
            assert await visitor.talk("Hello") == ["false null no_credential"]
    assert server.seen == []


async def test_what_cannot_work_is_told_before_it_is_published(author: Author):
    bot = (await author.import_bot(calls("telegram.send_message", {"chat_id": "1", "txt": "x"})))["id"]
    found = done(await author.call("GET", f"/bots/{bot}/inspect"))["issues"]
    codes = {one["code"] for one in found}
    assert {"group:missing_setting", "group:unknown_setting", "credential:needed"} <= codes
    assert (await author.call("POST", f"/bots/{bot}/publish", json={})).status_code == 409

    await keep(author, "team", provider="telegram", hosts=["api.telegram.org"], secret={"api_key": TOKEN})
    found = done(await author.call("GET", f"/bots/{bot}/inspect"))["issues"]
    assert "credential:needed" not in {one["code"] for one in found}

    unknown = (await author.import_bot(calls("telegram.send_mesage", {})))["id"]
    found = done(await author.call("GET", f"/bots/{unknown}/inspect"))["issues"]
    assert "group:unknown_integration" in {one["code"] for one in found}


async def test_a_simulation_calls_nothing(here: Author):
    await keep(here, "team", provider="telegram", secret={"api_key": TOKEN})
    async with serving(answer(200, json.dumps(SENT).encode())) as server:
        config = {"chat_id": "42", "text": "x", "base_url": server.url}
        bot = (await here.import_bot(calls("telegram.send_message", config)))["id"]
        test = {"turns": [{"user": "Hello", "bot": ["false null connection"]}]}
        done(await here.call("POST", f"/bots/{bot}/simulate", json=test))
    assert server.seen == []
