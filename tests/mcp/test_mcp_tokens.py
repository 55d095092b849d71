"""Who may come in, and what a token opens."""

import httpx
import pytest
from assistants import Owner, TokenMaker, assistant_at, example

from chaos.whole_system import System
from servers import run_sql

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


async def knock(system: System, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=30) as client:
        return await client.post(f"{system.url}/mcp", json=INITIALIZE, headers={**ACCEPT, **headers})


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "auth:required"),
        ({"Authorization": ""}, "auth:required"),
        ({"Authorization": "Basic YWRtaW46YWRtaW4="}, "auth:required"),
        ({"Authorization": "Bearer"}, "auth:required"),
        ({"Authorization": "Bearer a b"}, "auth:required"),
        ({"Authorization": f"Bearer {'x' * 5000}"}, "auth:required"),
        ({"Authorization": "Bearer dbcv_no-such-token"}, "auth:token_invalid"),
        ({"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."}, "auth:token_invalid"),
    ],
)
async def test_without_a_good_token_nobody_comes_in_and_is_told_why(
    system: System, header: dict[str, str], code: str
):
    answer = await knock(system, **header)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["next"]


async def test_a_good_token_comes_in(system: System, token: str):
    answer = await knock(system, Authorization=f"Bearer {token}")
    assert answer.status_code == 200
    assert answer.json()["result"]["serverInfo"]["name"] == "dbcv"


async def test_an_expired_token_is_told_apart(system: System, make_token: TokenMaker):
    token = make_token("bots:read")
    prefix = token[: len("dbcv_") + 6]
    database = system.told["DATABASE_URL"]
    past = "update access_token set expires_at = now() - interval '1 day'"
    run_sql(database, f"{past} where prefix = '{prefix}'")

    answer = await knock(system, Authorization=f"Bearer {token}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "auth:token_expired")


async def test_a_token_that_is_revoked_does_nothing_more(
    system: System, author: Owner, make_token: TokenMaker
):
    made = author.post("/tokens", {"name": "short", "scopes": ["bots:read"], "expires_in_days": 1})
    async with assistant_at(system, made["token"]) as assistant:
        await assistant("list_bots")
        author.delete(f"/tokens/{made['id']}")
        refusal = await assistant.refused("list_bots")
        assert refusal["code"] == "auth:token_invalid"


async def test_whoever_only_chats_builds_nothing(system: System):
    async with httpx.AsyncClient(base_url=f"{system.url}/api/v1") as client:
        guest = (await client.post("/auth/anonymous", json={})).json()["access_token"]
        told = {"email": "chats@example.org", "password": "correct horse battery"}
        user = (await client.post("/auth/register", json=told)).json()["access_token"]
    for token in (guest, user):
        answer = await knock(system, Authorization=f"Bearer {token}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "auth:role_needed")


async def test_a_sign_in_of_a_person_serves_as_well(system: System, author: Owner):
    async with assistant_at(system, author.sign_in) as assistant:
        assert "items" in await assistant("list_bots")


@pytest.mark.parametrize(
    ("scopes", "tool", "arguments", "missing"),
    [
        (("bots:edit",), "list_bots", {}, "bots:read"),
        (("bots:read",), "create_bot", {"name": "X"}, "bots:edit"),
        (("bots:read", "bots:edit"), "run_tests", {}, "bots:run"),
        (("bots:read", "bots:edit", "bots:run"), "publish", {}, "bots:publish"),
        (("bots:read",), "get_conversations", {}, "conversations:read"),
    ],
)
async def test_each_tool_needs_its_scope_and_names_it(
    system: System, author: Owner, make_token: TokenMaker, scopes, tool, arguments, missing
):
    if tool not in {"list_bots", "create_bot"}:
        arguments = {"bot_id": author.imported(example("quiz"))}
    async with assistant_at(system, make_token(*scopes)) as assistant:
        refusal = await assistant.refused(tool, **arguments)
    assert (refusal["code"], refusal["scope"]) == ("auth:scope_needed", missing)
    assert missing in refusal["next"]


async def test_other_peoples_bots_are_not_there(system: System, author: Owner, make_token: TokenMaker):
    bot = author.imported(example("quiz"))
    stranger = author.developer("stranger@example.org")
    async with assistant_at(system, stranger) as assistant:
        assert (await assistant("list_bots"))["items"] == []
        for tool, more in (
            ("get_outline", {}),
            ("get_parts", {"paths": ["all"]}),
            ("apply_changes", {"operations": [{"op": "set", "path": "name", "value": "Mine"}]}),
            ("simulate", {"test": {"turns": [{"start": True}]}}),
            ("publish", {}),
            ("get_conversations", {}),
        ):
            assert (await assistant.refused(tool, bot_id=bot, **more))["code"] == "bot:not_found"


async def test_the_audit_names_the_token_an_assistant_came_with(
    system: System, author: Owner, make_token: TokenMaker
):
    bot = author.imported(example("quiz"))
    token = make_token("bots:read", "bots:edit", "bots:publish", name="Claude at my desk")
    async with assistant_at(system, token) as assistant:
        await assistant("update_step", bot_id=bot, step_id="hello", fields={"name": "Hi"})
        await assistant("publish", bot_id=bot)

    lines = author.get(f"/bots/{bot}/audit")["items"]
    named = {line["action"]: line["token_name"] for line in lines}
    assert named["draft.change"] == "Claude at my desk"
    assert named["bot.publish"] == "Claude at my desk"
    assert named["bot.import"] is None or named.get("draft.import") is None
