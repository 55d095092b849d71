"""What is told where something is wrong: enough to do it right the next time, and no more."""

from typing import Any

import pytest
from assistants import Owner, assistant_at, example
from mcp.shared.exceptions import MCPError

from app.engine.rules import OPERATORS
from chaos.whole_system import System
from dbcv_mcp.tools import TOOLS

RULE = {"condition": "AND", "rules": [{"field": "message.text", "operator": "resembles", "value": "x"}]}
STEP = {"id": "asked", "message": {"text": "{$message.text|shouted$}"}, "groups": []}


async def test_an_operator_and_a_filter_like_no_other_are_told_with_those_there_are(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    group = {"connections": [{"rules": RULE, "to": "hello"}, {"to": "hello"}]}
    operations = [{"op": "add", "path": "steps", "value": {**STEP, "groups": [group]}}]
    async with assistant_at(system, token) as assistant:
        told = await assistant("apply_changes", bot_id=bot, operations=operations, dry_run=True)
    said = {one["code"]: one["message"] for one in told["issues"]}
    assert all(name in said["rule:unknown_operator"] for name in OPERATORS)
    assert "upper" in said["template:unknown_filter"]


async def test_a_bot_that_lost_its_name_can_still_be_read(system: System, author: Owner, token: str):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        await assistant("apply_changes", bot_id=bot, operations=[{"op": "remove", "path": "name"}])
        assert (await assistant("get_outline", bot_id=bot))["name"] is None


@pytest.mark.parametrize("on_proposal", [False, True])
async def test_a_preset_made_wrongly_is_told_with_an_example_of_its_own(
    system: System, author: Owner, token: str, *, on_proposal: bool
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        where: dict[str, Any] = {"bot_id": bot}
        if on_proposal:
            where["proposal"] = (await assistant("create_proposal", bot_id=bot, title="Menu"))["proposal"]
        error = await assistant.refused("create_from_preset", **where, preset_id="menu", config={})
        assert "list_presets" in error["next"]
        await assistant("create_from_preset", **where, **error["example"])


async def test_an_integration_is_told_with_its_nearest(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("list_integrations", integration_id="openai.chat_completions")
        assert (error["code"], error["nearest"]) == ("integration:not_found", "openai.chat_completion")
        for nothing in ("", ".", "..", "../bots"):
            error = await assistant.refused("list_integrations", integration_id=nothing)
            assert error["code"] == "integration:not_found"


@pytest.mark.parametrize("name", [".", ".."])
async def test_dots_lead_nowhere_but_to_what_is_not_there(system: System, token: str, name: str):
    async with assistant_at(system, token) as assistant:
        with pytest.raises(MCPError, match=r"is no id|Unknown resource"):
            await assistant.client.read_resource(f"dbcv://templates/{name}")


@pytest.mark.parametrize(
    ("test", "path", "key"),
    [
        ({"turns": [{"wait": "10min"}]}, "turns.0.wait", "wait"),
        ({"turns": [{"start": True}], "http": [{"status": 200}]}, "http.0.status", "answer"),
    ],
)
async def test_a_faulty_test_is_told_with_an_example_of_the_very_part(
    system: System, author: Owner, token: str, test: dict[str, Any], path: str, key: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("simulate", bot_id=bot, test=test)
    shown = {one["path"] for one in error.get("fields", ())} | {error.get("path")}
    assert path in shown
    assert key in error["example"][0]


async def test_a_whole_call_is_no_example_where_what_is_allowed_is_said(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    operation = {"op": "set", "path": "on_finish", "value": "end"}
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("apply_changes", bot_id=bot, operations=[operation])
        assert error["allowed"] == ["restart", "stay"]
        assert "example" not in error
        error = await assistant.refused("apply_changes", bot_id=bot, operations="none")
        assert error["example"] == TOOLS["apply_changes"].example
        error = await assistant.refused("diff_versions", bot_id=bot, since=7)
        assert "published_version" in error["next"]


async def test_a_whole_number_beyond_all_others_is_refused_with_its_path(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    operation = {"op": "set", "path": "variables.score", "value": 10**400}
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("apply_changes", bot_id=bot, operations=[operation])
    assert (error["code"], error["path"]) == ("tool:bad_arguments", "operations.0.value")
