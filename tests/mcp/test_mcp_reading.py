"""Resources, prompts, and the guide."""

import json
import re
from typing import Any

import pytest
from assistants import Assistant, Owner, assistant_at, example
from jsonschema_rs import validator_for

from chaos.whole_system import System
from dbcv_mcp.guide import TOPICS, guide
from mcp import MCPError

BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)


async def read(assistant: Assistant, address: str) -> Any:
    (content,) = (await assistant.client.read_resource(address)).contents
    return json.loads(content.text) if content.mime_type == "application/json" else content.text


async def test_the_language_schemas_templates_and_bots_can_be_read(system: System, author: Owner, token: str):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        listed = {one.uri for one in (await assistant.client.list_resources()).resources}
        assert listed == {
            "dbcv://guide",
            "dbcv://schemas/document",
            "dbcv://schemas/operations",
            "dbcv://templates",
        }
        assert guide("rules") in await read(assistant, "dbcv://guide")
        assert await read(assistant, "dbcv://guide/tests") == guide("tests")
        documents = validator_for(await read(assistant, "dbcv://schemas/document"))
        assert documents.is_valid(await read(assistant, f"dbcv://bots/{bot}"))
        assert not documents.is_valid({"dbcv": 1, "kind": "bot", "nmae": "x"})
        operations = validator_for(await read(assistant, "dbcv://schemas/operations"))
        assert operations.is_valid([{"op": "set", "path": "name", "value": "x"}])
        assert not operations.is_valid([{"op": "frob", "path": "name"}])
        named = [one["key"] for one in (await read(assistant, "dbcv://templates"))["items"]]
        assert "dbcv-ask-email" in named
        assert (await read(assistant, "dbcv://templates/dbcv-ask-email"))["key"] == "dbcv-ask-email"


@pytest.mark.parametrize(
    "address",
    [
        "dbcv://bots/0199c1d2-0000-7000-8000-000000000000",
        "dbcv://bots/..%2F..%2Fauth%2Fme",
        "dbcv://bots/x",
        "dbcv://guide/../../settings",
        "dbcv://guide/nothing",
        "dbcv://templates/no-such-template",
        "file:///etc/passwd",
    ],
)
async def test_what_is_not_there_is_refused(system: System, token: str, address: str):
    async with assistant_at(system, token) as assistant:
        with pytest.raises(MCPError):
            await assistant.client.read_resource(address)


async def test_prompts_hold_what_was_asked_for(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        named = {one.name for one in (await assistant.client.list_prompts()).prompts}
        assert named == {"build_bot", "repair_bot", "write_tests"}
        told = await assistant.client.get_prompt("build_bot", {"description": "It sells {tea}"})
        assert "It sells {tea}" in told.messages[0].content.text
        told = await assistant.client.get_prompt("repair_bot", {"bot": "Shop", "complaint": "It is mute"})
        assert "It is mute" in told.messages[0].content.text


BLOCKS = [(topic, json.loads(block)) for topic in TOPICS for block in BLOCK.findall(guide(topic))]


def as_operation(shown: Any) -> dict[str, Any]:
    """How a part that the guide shows is put into a bot."""
    group = ["steps", "ask", "groups", "g1"]
    if isinstance(shown, list):
        return {"op": "set", "path": [*group, "set"], "value": shown}
    if "condition" in shown:
        return {"op": "set", "path": [*group, "connections", "c1", "rules"], "value": shown}
    if "url" in shown:
        return {"op": "add", "path": "requests", "value": shown}
    if "type" in shown:
        return {"op": "add", "path": "steps.ask.groups", "value": shown}
    return {"op": "add", "path": "steps", "value": shown}


async def test_what_the_guide_shows_is_taken(system: System, token: str):
    (bot,) = [shown for _, shown in BLOCKS if isinstance(shown, dict) and shown.get("kind") == "bot"]
    seen = set()
    async with assistant_at(system, token) as assistant:
        made = await assistant("create_bot", name="Sums", document=bot)
        assert made["faults"] == {"error": 0, "warning": 0, "hint": 0}
        schema = validator_for(await read(assistant, "dbcv://schemas/operations"))
        for topic, shown in BLOCKS:
            seen.add(topic)
            if isinstance(shown, list) and "op" in shown[0] and "path" in shown[0]:
                assert schema.is_valid(shown)
            elif isinstance(shown, dict) and "turns" in shown:
                await assistant("simulate", bot_id=made["id"], test=shown)
            elif shown != bot:
                answer, failed = await assistant.ask(
                    "apply_changes", bot_id=made["id"], operations=[as_operation(shown)], dry_run=True
                )
                assert not failed, (topic, shown, answer)
    assert seen == set(TOPICS)
