"""The MCP Inspector, as somebody types it, against the running system."""

import json
from typing import Any

import pytest
from assistants import Owner, TokenMaker, example
from npm_programs import Told, inspector, installed

from chaos.whole_system import System

pytestmark = installed


class Typed:
    """The Inspector with its address and token."""

    def __init__(self, system: System, token: str | None) -> None:
        header = () if token is None else ("--header", f"Authorization: Bearer {token}")
        self._door = (f"{system.url}/mcp", "--transport", "http", *header)

    async def ended(self, method: str, *words: str) -> Told:
        return await inspector(*self._door, "--method", method, *words)

    async def __call__(self, method: str, *words: str) -> dict[str, Any]:
        told = await self.ended(method, *words)
        assert told.code == 0, told.short
        return json.loads(told.output)

    async def tool(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        given = [f"{key}={_written(said)}" for key, said in arguments.items()]
        words = ("--tool-arg", *given) if given else ()
        return await self("tools/call", "--tool-name", name, *words)


async def test_it_lists_every_tool_with_what_it_changes(system: System, token: str):
    tools = {one["name"]: one for one in (await Typed(system, token)("tools/list"))["tools"]}
    assert {"list_bots", "get_outline", "apply_changes", "simulate", "publish"} <= tools.keys()
    assert tools["get_outline"]["annotations"]["readOnlyHint"] is True
    assert tools["publish"]["annotations"]["destructiveHint"] is True
    for tool in tools.values():
        assert tool["description"]
        assert tool["inputSchema"]["type"] == "object"


async def test_it_lists_and_reads_resources(system: System, token: str):
    typed = Typed(system, token)
    listed = {one["uri"] for one in (await typed("resources/list"))["resources"]}
    assert {"dbcv://guide", "dbcv://schemas/document", "dbcv://templates"} <= listed
    patterns = (await typed("resources/templates/list"))["resourceTemplates"]
    assert "dbcv://bots/{bot_id}" in {one["uriTemplate"] for one in patterns}
    (page,) = (await typed("resources/read", "--uri", "dbcv://guide/tests"))["contents"]
    assert page["mimeType"] == "text/markdown"
    assert "turns" in page["text"]


async def test_it_reads_a_bot(system: System, author: Owner, token: str):
    bot = author.imported(example("quiz"))
    (read,) = (await Typed(system, token)("resources/read", "--uri", f"dbcv://bots/{bot}"))["contents"]
    assert json.loads(read["text"]) == author.exported(bot)


async def test_it_lists_and_gets_prompts(system: System, token: str):
    typed = Typed(system, token)
    prompts = {one["name"] for one in (await typed("prompts/list"))["prompts"]}
    assert prompts == {"build_bot", "repair_bot", "write_tests"}
    words = ("--prompt-name", "repair_bot", "--prompt-args", "bot=Quiz", "complaint=it stops at q4")
    (message,) = (await typed("prompts/get", *words))["messages"]
    assert "“Quiz”" in message["content"]["text"]
    assert "it stops at q4" in message["content"]["text"]


@pytest.mark.parametrize(
    ("prompt", "reason"), [("repair_bots", "Did you mean “repair_bot”?"), ("repair_bot", "bot")]
)
async def test_a_prompt_asked_for_wrongly_is_a_wrong_parameter(
    system: System, token: str, prompt: str, reason: str
):
    told = await Typed(system, token).ended("prompts/get", "--prompt-name", prompt)
    assert told.code == 1
    assert "MCP error -32602" in told.errors, told.short
    assert reason in told.errors, told.short


async def test_a_bot_is_changed_and_played_from_the_command_line(system: System, author: Owner, token: str):
    bot = author.imported(example("quiz"))
    before = author.exported(bot)
    typed = Typed(system, token)
    operations = [{"op": "set", "path": "steps.q4.name", "value": "Four"}]

    tried = await typed.tool("apply_changes", bot_id=bot, operations=operations, dry_run=True)
    assert tried["structuredContent"]["dry_run"] is True
    assert author.exported(bot) == before

    done = await typed.tool("apply_changes", bot_id=bot, operations=operations)
    assert done["structuredContent"]["revision"] == tried["structuredContent"]["revision"] + 1
    names = {step["id"]: step.get("name") for step in author.exported(bot)["steps"]}
    assert names["q4"] == "Four"

    played = await typed.tool("simulate", bot_id=bot, test={"turns": [{"start": True}]})
    assert played["structuredContent"]["passed"] is True


async def test_a_refusal_is_an_answer_with_its_lesson(system: System, token: str):
    told = await Typed(system, token).tool("get_outline", bot_id="quiz")
    assert told["isError"] is True
    assert told["structuredContent"]["error"]["path"] == "bot_id"


async def test_a_tool_asks_for_its_scope(system: System, make_token: TokenMaker):
    told = await Typed(system, make_token("bots:read")).tool("create_bot", name="Mine")
    assert told["structuredContent"]["error"]["code"] == "auth:scope_needed"


async def test_without_a_good_token_it_is_told_why(system: System):
    wrong = await Typed(system, "dbcv_no-such-token").ended("tools/list")
    assert (wrong.code, wrong.output) == (1, "")
    assert "auth:token_invalid" in wrong.errors
    none = await Typed(system, None).ended("tools/list")
    assert (none.code, none.output) == (1, "")
    assert "auth:required" in none.errors


def _written(said: Any) -> str:
    return said if isinstance(said, str) else json.dumps(said)
