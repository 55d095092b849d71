"""Every tool with arguments of no good will: a lesson each time, never a crash, never a word from inside."""

import json
from typing import Any

import httpx
import pytest
from assistants import Owner, assistant_at, example

from chaos.whole_system import System
from dbcv_mcp.tools import TOOLS

DEEP: Any = "x"
for _ in range(60):
    DEEP = [DEEP]

HOSTILE: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**70,
    1e308,
    "",
    "../../../auth/me",
    "a/../../tokens?x=1#y",
    "nul\x00 and \U0001f600 \u202e",
    "{$bot.token$} {0.__class__}",
    "x" * 70_000,
    [],
    {},
    {"op": "set"},
    [{"op": "set", "path": "__class__.__init__", "value": 1}],
    [{"op": "set", "path": ["steps", "hello", ""], "value": {"$ref": "#"}}],
    DEEP,
)
TALKING = {"turns": [{"start": True}]}
# What a call may cost others is not tried again and again.
KEPT = {"publish"}


@pytest.fixture(scope="module")
def targets(author: Owner) -> dict[str, Any]:
    return {
        "bot_id": author.published_bot(example("quiz")),
        "session_id": "0199c1d2-0000-5000-8000-000000000000",
    }


@pytest.mark.parametrize("name", [name for name in TOOLS if name not in KEPT])
async def test_hostile_arguments_are_answered_by_lessons(
    system: System, token: str, targets: dict[str, Any], name: str
):
    good = {**TOOLS[name].example} | {key: targets[key] for key in TOOLS[name].example if key in targets}
    async with assistant_at(system, token) as assistant:
        (tool,) = [one for one in (await assistant.client.list_tools()).tools if one.name == name]
        for argument in tool.input_schema["properties"]:
            for value in HOSTILE:
                answer, failed = await assistant.ask(name, **{**good, argument: value})
                if failed:
                    is_a_lesson(answer["error"])
        missing = tool.input_schema.get("required", ())
        for argument in missing:
            error = await assistant.refused(
                name, **{key: value for key, value in good.items() if key != argument}
            )
            assert (error["code"], error["path"]) == ("tool:bad_arguments", argument)
            assert error["example"] == TOOLS[name].example
        error = await assistant.refused(name, **good, bots_id="x")
        assert error["code"] == "tool:bad_arguments"


def is_a_lesson(error: dict[str, Any]) -> None:
    assert ":" in error["code"]
    assert error["code"] not in {"api:internal", "api:unexpected"}, error
    assert error["message"]
    assert "Traceback" not in str(error)
    assert "https://errors.pydantic.dev" not in str(error)
    assert len(str(error)) < 8000


@pytest.mark.parametrize("words", ["\\ud800", "\\udfff x", "\\u0000"])
async def test_half_characters_are_refused_or_replaced_but_break_nothing(
    system: System, token: str, targets: dict[str, Any], words: str
):
    call = {"name": "search", "arguments": {"bot_id": targets["bot_id"], "text": "@"}}
    for one in (call, {"name": "create_bot", "arguments": {"name": "@"}}):
        whole = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": one}
        answer = await sent(system, token, json.dumps(whole).replace("@", words))
        assert answer.status_code in {200, 400}, answer.text
        assert "Error executing tool" not in answer.text


async def sent(system: System, token: str, body: str) -> httpx.Response:
    """As it is written: no client of ours would send it so."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
        "MCP-Protocol-Version": "2025-06-18",
    }
    async with httpx.AsyncClient(timeout=30) as client:
        return await client.post(f"{system.url}/mcp", content=body, headers=headers)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
async def test_what_is_no_number_in_json_is_refused_before_anything_is_made_null_of_it(
    system: System, author: Owner, token: str, number: str
):
    bot = author.imported({**example("quiz"), "variables": {"score": 7}})
    before = author.exported(bot)
    operation = {"op": "set", "path": "variables.score", "value": "@"}
    for name, more, path in (
        ("apply_changes", {"operations": [operation]}, "operations.0.value"),
        ("update_bot", {"variables": {"score": "@"}}, "variables.score"),
    ):
        call = {"name": name, "arguments": {"bot_id": bot, **more}}
        whole = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        answer = await sent(system, token, json.dumps(whole).replace('"@"', number))
        error = answer.json()["result"]["structuredContent"]["error"]
        assert (error["code"], error["path"]) == ("tool:bad_arguments", path)
    assert author.exported(bot) == before


async def test_an_unknown_tool_is_told_with_its_nearest(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("apply_change")
    assert (error["code"], error["nearest"]) == ("tool:unknown", "apply_changes")


@pytest.mark.parametrize(
    ("operations", "code", "path", "nearest"),
    [
        (
            [{"op": "set", "path": "steps.hallo.name", "value": "x"}],
            "change:no_such_part",
            "steps.hallo.name",
            None,
        ),
        (
            [{"op": "set", "path": "steps.hello.mesage", "value": {}}],
            "change:invalid",
            "steps.hello.mesage",
            "message",
        ),
        ([{"op": "sett", "path": "name", "value": "x"}], "tool:bad_arguments", "operations.0.op", None),
        ([{"op": "set", "pth": "name", "value": "x"}], "tool:bad_arguments", "operations.0.path", None),
    ],
)
async def test_a_wrong_operation_is_told_with_its_place_and_an_example(
    system: System, author: Owner, token: str, operations, code, path, nearest
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("apply_changes", bot_id=bot, operations=operations)
    assert (error["code"], error["path"]) == (code, path)
    assert error["example"]
    if nearest:
        assert error["nearest"] == nearest


def test_no_call_has_left_a_fault_behind(system: System):
    """Runs last of this file."""
    log = (system.data / "log" / "mcp.log").read_text()
    assert "Traceback" not in log
    assert not [line for line in system.ended() if " mcp " in line]
