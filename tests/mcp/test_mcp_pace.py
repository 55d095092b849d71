"""How much an assistant may ask for, and what it is told when that is too much."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
from assistants import PATIENCE, Assistant, Owner, TokenMaker, assistant_at, example
from mcp.shared.exceptions import MCPError

from app.embedded.ports import free_port
from chaos.whole_system import System
from eventually import eventually
from servers import product_environment

ALLOWED = 4  # a minute
AT_ONCE = 6  # of one person: those that compute and those that wait


class Elsewhere:
    """Where another process serves assistants."""

    def __init__(self, port: int) -> None:
        self._port = port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health").is_success
        except httpx.TransportError:
            return False


@pytest.fixture(scope="module")
def strict(system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """An MCP server of the same system that allows little."""
    port = free_port()
    told = {"MCP_API_URL": system.url, "MCP_PORT": str(port), "MCP_CALLS_PER_MINUTE": str(ALLOWED)}
    folder = tmp_path_factory.mktemp("strict")
    program = subprocess.Popen(
        [sys.executable, "-m", "dbcv_mcp"], cwd=folder, env=product_environment(**told)
    )
    try:
        eventually(Elsewhere(port).answers)
        yield Elsewhere(port)
    finally:
        program.terminate()
        program.wait(timeout=PATIENCE)


async def until_refused(assistant: Assistant) -> dict[str, Any]:
    """What is said at last; a slow machine may make a few calls more, as they are saved up meanwhile."""
    while True:
        answer, failed = await assistant.ask("list_bots")
        if failed:
            return answer["error"]


async def read_on(assistant: Assistant) -> None:
    while True:
        await assistant.client.read_resource("dbcv://schemas/document")


async def test_one_call_too_many_is_refused_with_how_long_to_wait(strict: Elsewhere, make_token: TokenMaker):
    async with assistant_at(strict, make_token("bots:read")) as assistant:
        refusal = await until_refused(assistant)
        assert assistant.calls > ALLOWED
        assert refusal["code"] == "mcp:too_many_calls"
        assert 0 < refusal["retry_after"] <= 60 / ALLOWED
        assert "apply_changes" in refusal["next"]
        assert "text" in await assistant("get_guide")  # costs nothing


async def test_each_token_has_calls_of_its_own(strict: Elsewhere, make_token: TokenMaker):
    async with assistant_at(strict, make_token("bots:read")) as hasty:
        await until_refused(hasty)
        async with assistant_at(strict, make_token("bots:read")) as other:
            await other("list_bots")


async def test_reading_resources_counts_as_well(strict: Elsewhere, make_token: TokenMaker):
    async with assistant_at(strict, make_token("bots:read")) as assistant:
        await until_refused(assistant)
        with pytest.raises(MCPError, match="mcp:too_many_calls"):
            await read_on(assistant)


@asynccontextmanager
async def busy(system: System, token: str) -> AsyncIterator[None]:
    """This person has every place there is for them: documents are on their way that do not end. One more
    was refused, so that the others are known to be there."""
    head = (
        f"POST /api/v1/templates/import HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )
    async with AsyncExitStack() as held:
        answers: list[asyncio.Task[bytes]] = []
        for _ in range(AT_ONCE + 1):
            reader, writer = await asyncio.open_connection("127.0.0.1", system.port)
            held.push_async_callback(writer.wait_closed)
            held.callback(writer.close)
            writer.write(head.encode())
            answers.append(asyncio.create_task(reader.readline()))
        done, _ = await asyncio.wait(answers, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        assert [one.result().split()[1] for one in done] == [b"429"]
        yield
    await asyncio.gather(*answers)


async def test_what_the_api_refuses_for_its_load_tells_when_to_try_again(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        async with busy(system, author.sign_in):
            refusal = await assistant.refused("check", bot_id=bot)
            assert refusal["code"] == "computing:busy"
            assert refusal["retry_after"] > 0
            assert "one call at a time" in refusal["next"]
        assert "issues" in await assistant("check", bot_id=bot)
