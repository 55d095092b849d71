"""An assistant that knows our tools: the official client over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx
import httpx2
from mcp.client.streamable_http import streamable_http_client
from websockets.asyncio.client import connect

from app.engine.document import read_source
from chaos.whole_system import Author, System
from mcp import Client

type TokenMaker = Callable[..., str]

PATIENCE = 60.0  # seconds
EXAMPLES = Path(__file__).parents[2] / "examples"


class Owner(Author):
    """The first administrator at the REST API, as a person."""

    @property
    def sign_in(self) -> str:
        return self._client.headers["Authorization"].removeprefix("Bearer ")

    def get(self, path: str) -> Any:
        answer = self._client.get(path)
        assert answer.is_success, answer.text
        return answer.json()

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._client.patch(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def delete(self, path: str) -> None:
        answer = self._client.delete(path)
        assert answer.is_success, answer.text

    def imported(self, document: dict[str, Any]) -> str:
        return self.post("/bots/import", document)["id"]

    def exported(self, bot: str) -> dict[str, Any]:
        return self.get(f"/bots/{bot}/export?format=json")

    def change(self, bot: str, *operations: dict[str, Any]) -> None:
        self.post(f"/bots/{bot}/changes", {"operations": list(operations)})

    def developer(self, email: str) -> str:
        """Somebody else who makes bots: their sign-in."""
        told = {"email": email, "password": "correct horse battery"}
        user = self.post("/auth/register", told)["user"]
        self.patch(f"/users/{user['id']}", {"role": "DEVELOPER"})
        return self.post("/auth/login", told)["access_token"]


class Address(Protocol):
    """Where assistants are served, at /mcp."""

    @property
    def url(self) -> str: ...


class Assistant:
    """`calls` made so far; every answer is JSON, the same as text and as structured content."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.calls = 0

    async def ask(self, tool: str, **arguments: Any) -> tuple[dict[str, Any], bool]:
        self.calls += 1
        told = await self.client.call_tool(tool, arguments)
        (text,) = told.content
        assert json.loads(text.text) == told.structured_content
        return told.structured_content, told.is_error

    async def __call__(self, tool: str, **arguments: Any) -> dict[str, Any]:
        answer, failed = await self.ask(tool, **arguments)
        assert not failed, answer
        return answer

    async def refused(self, tool: str, **arguments: Any) -> dict[str, Any]:
        answer, failed = await self.ask(tool, **arguments)
        assert failed, answer
        return answer["error"]


@asynccontextmanager
async def assistant_at(system: Address, token: str) -> AsyncIterator[Assistant]:
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60) as http,
            Client(streamable_http_client(f"{system.url}/mcp", http_client=http)) as client,
        ):
            yield Assistant(client)
    except BaseExceptionGroup as group:
        raise _innermost(group) from None


def _innermost(fault: BaseException) -> BaseException:
    """What failed in the test, out of the groups of the client's tasks."""
    while isinstance(fault, BaseExceptionGroup) and len(fault.exceptions) == 1:
        fault = fault.exceptions[0]
    return fault


def example(name: str) -> dict[str, Any]:
    return loaded(EXAMPLES / name / "bot.yaml")


def example_tests(name: str) -> list[dict[str, Any]]:
    tests = [loaded(path) for path in sorted((EXAMPLES / name / "tests").glob("*.yaml"))]
    return [{key: value for key, value in test.items() if key != "bot"} for test in tests]


def loaded(path: Path) -> Any:
    return read_source(path.read_text(encoding="utf-8"))


def text_size(answer: dict[str, Any]) -> int:
    """Bytes of what a model is given to read."""
    return len(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode())


async def talk(system: System, channel: str, *said: str, until: str) -> None:
    """Somebody starts, says each text, and listens over WebSocket until the bot has said `until`."""
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{system.url}/api/v1/auth/anonymous", json={"name": "Ada"})
    token = answer.json()["access_token"]
    address = f"{system.url.replace('http', 'ws', 1)}/ws/channel?channel_id={channel}&after=0"
    frames = [{"type": "start"}, *({"type": "message", "text": text} for text in said)]
    async with connect(address, subprotocols=["bearer", token]) as socket, asyncio.timeout(PATIENCE):
        for frame in frames:
            await socket.send(json.dumps(frame))
        while until not in await _reply(socket):
            pass


async def _reply(socket: Any) -> str:
    while True:
        frame = json.loads(await socket.recv())
        assert frame["type"] != "error", frame
        if frame["type"] == "message" and frame["message"]["sender"]["kind"] == "bot":
            return frame["message"]["text"]
