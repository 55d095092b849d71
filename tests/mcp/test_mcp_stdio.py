"""The way in by standard input: started by somebody's program, in whatever folder that is."""

import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from assistants import Assistant
from mcp.client.stdio import stdio_client

from chaos.whole_system import System
from mcp import Client, StdioServerParameters
from servers import product_environment

FOREIGN = "MCP_API_URL=http://127.0.0.1:9\nMCP_PORT=none\nDBCV_TOKEN=dbcv_of-somebody-else\n"


async def test_an_assistant_on_the_same_machine_comes_by_standard_input(
    system: System, token: str, tmp_path: Path
):
    told = product_environment(MCP_API_URL=system.url, DBCV_TOKEN=token)
    program = StdioServerParameters(
        command=sys.executable, args=["-m", "dbcv_mcp", "stdio"], env=told, cwd=tmp_path
    )
    async with Client(stdio_client(program)) as client:
        assistant = Assistant(client)
        made = await assistant("create_bot", name="By stdio")
        assert (await assistant("get_outline", bot_id=made["id"]))["steps"] == []


async def test_the_settings_of_a_folder_somebody_works_in_are_not_ours(
    system: System, token: str, tmp_path: Path
):
    (tmp_path / ".env").write_text(FOREIGN)
    told = product_environment(MCP_API_URL=system.url, DBCV_TOKEN=f"{token}\n")
    program = StdioServerParameters(
        command=sys.executable, args=["-m", "dbcv_mcp", "stdio"], env=told, cwd=tmp_path
    )
    async with Client(stdio_client(program)) as client:
        assert "items" in await Assistant(client)("list_bots")


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({}, "DBCV_TOKEN"),
        ({"DBCV_TOKEN": "dbcv_…"}, "DBCV_TOKEN"),
        ({"DBCV_TOKEN": "dbcv_one\ndbcv_two"}, "DBCV_TOKEN"),
        ({"DBCV_TOKEN": "dbcv_one", "MCP_API_URL": "localhost:8000"}, "MCP_API_URL"),
    ],
)
async def test_what_is_no_token_or_no_address_is_explained_before_anything_is_served(
    tmp_path: Path, told: dict[str, str], named: str
):
    (tmp_path / ".env").write_text(FOREIGN)
    process = await create_subprocess_exec(
        *(sys.executable, "-m", "dbcv_mcp", "stdio"),
        cwd=tmp_path,
        env=product_environment(**told),
        stderr=PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 1
    assert named in said.decode()
    assert "Traceback" not in said.decode()
    assert "dbcv_one" not in said.decode()
