"""What docs/mcp.md (and the profile page, word for word) tells programs to be set to, tried as it stands."""

import json
import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from assistants import Assistant
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from chaos.whole_system import System
from mcp import Client, StdioServerParameters

GUIDE = (Path(__file__).parents[2] / "docs" / "mcp.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^\*\*([^*]+)\*\*[^`]*(?:`[^`\n]+`[^`]*)*\n\n```(?:sh|toml|json)\n(.*?)^```$", re.M | re.DOTALL
)
SETTINGS = dict(BLOCK.findall(GUIDE))


def _claude_code(told: str) -> tuple[str, Mapping[str, str]]:
    *command, address, option, header = shlex.split(told)
    assert command == ["claude", "mcp", "add", "--transport", "http", "dbcv"]
    name, _, value = header.partition(": ")
    assert option == "--header"
    return address, {name: value}


def _codex(told: str) -> tuple[str, Mapping[str, str]]:
    server = tomllib.loads(told)["mcp_servers"]["dbcv"]
    return server["url"], server["http_headers"]


def _cursor(told: str) -> tuple[str, Mapping[str, str]]:
    server = json.loads(told)["mcpServers"]["dbcv"]
    return server["url"], server["headers"]


def _gemini(told: str) -> tuple[str, Mapping[str, str]]:
    server = json.loads(told)["mcpServers"]["dbcv"]
    return server["httpUrl"], server["headers"]


def _vs_code(told: str) -> tuple[str, Mapping[str, str]]:
    whole = json.loads(told)
    server, (asked,) = whole["servers"]["dbcv"], whole["inputs"]
    assert (server["type"], asked["type"], asked["password"]) == ("http", "promptString", True)
    answered = f"${{input:{asked['id']}}}"
    return server["url"], {key: value.replace(answered, "dbcv_…") for key, value in server["headers"].items()}


OVER_HTTP: Mapping[str, Callable[[str], tuple[str, Mapping[str, str]]]] = {
    "Claude Code": _claude_code,
    "Codex": _codex,
    "Cursor": _cursor,
    "VS Code": _vs_code,
    "Gemini CLI": _gemini,
}


def test_every_program_of_the_guide_is_tried():
    assert SETTINGS.keys() == {*OVER_HTTP, "Claude Desktop"}


@pytest.mark.parametrize("program", OVER_HTTP)
async def test_a_program_set_as_the_guide_says_comes_in(system: System, token: str, program: str):
    address, headers = OVER_HTTP[program](SETTINGS[program])
    told = {name: value.replace("dbcv_…", token) for name, value in headers.items()}
    async with (
        httpx2.AsyncClient(headers=told, timeout=60) as http,
        Client(
            streamable_http_client(address.replace("http://localhost:8000", system.url), http_client=http)
        ) as client,
    ):
        assert "items" in await Assistant(client)("list_bots")


async def test_a_program_that_starts_ours_as_the_guide_says_is_served(
    system: System, token: str, tmp_path: Path
):
    server: dict[str, Any] = json.loads(SETTINGS["Claude Desktop"])["mcpServers"]["dbcv"]
    ours = {"http://localhost:8000": system.url, "dbcv_…": token}
    program = StdioServerParameters(
        command=server["command"].replace("/path/to/dbcv/.venv/bin", str(Path(sys.executable).parent)),
        args=server["args"],
        env={name: ours[value] for name, value in server["env"].items()},
        cwd=tmp_path,
    )
    async with Client(stdio_client(program)) as client:
        assert "items" in await Assistant(client)("list_bots")
