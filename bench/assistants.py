"""What assistants read and wait for: bytes of typical answers (four make a token), and times."""

import secrets
import statistics
import time
from pathlib import Path
from typing import Any

import httpx2
from mcp.client.streamable_http import streamable_http_client

from app.embedded.ports import free_port
from app.engine.document import read_source
from bench.rows import Row
from bench.subjects.children import HOST, ROOT, child, until_healthy
from bench.subjects.product import ADMIN
from mcp import Client

TIMES = 15
API = "/api/v1"
QUIZ = ROOT / "examples" / "quiz"
TEST = QUIZ / "tests" / "all-right.yaml"


async def measure_assistants(folder: Path) -> list[Row]:
    """One client against the whole product."""
    port, password = free_port(), secrets.token_urlsafe(18)
    command = ["app.cli", "up", "--port", str(port), "--data", str(folder / "state")]
    environment = {"FIRST_ADMIN_EMAIL": ADMIN, "FIRST_ADMIN_PASSWORD": password}
    log = folder / "assistants.log"
    with child(command, log, environment) as supervisor:
        await until_healthy(supervisor, port, "/health/ready", log)
        address = f"http://{HOST}:{port}"
        async with httpx2.AsyncClient(base_url=address, timeout=60) as http:
            told = await http.post(f"{API}/auth/login", json={"email": ADMIN, "password": password})
            http.headers["Authorization"] = f"Bearer {told.json()['access_token']}"
            await until_passed_on(http)
            async with Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client:
                return await _measured(client)


async def until_passed_on(http: httpx2.AsyncClient) -> None:
    """The API may be ready before the process it passes /mcp on to."""
    deadline = time.monotonic() + 60
    while (await http.post("/mcp", json={})).status_code == 503:
        if time.monotonic() > deadline:
            raise RuntimeError("/mcp is not served")


async def _measured(client: Client) -> list[Row]:
    document: Any = read_source((QUIZ / "bot.yaml").read_text(encoding="utf-8"))
    made = await client.call_tool("create_bot", {"name": "Quiz", "document": document})
    bot = {"bot_id": (made.structured_content or {})["id"]}
    test: Any = read_source(TEST.read_text(encoding="utf-8"))
    renamed = [{"op": "set", "path": "steps.q4.name", "value": "Four"}]
    calls: dict[str, dict[str, Any]] = {
        "get_outline": bot,
        "get_parts": bot | {"paths": ["steps.q1"]},
        "check": bot,
        "search": bot | {"text": "session.hints"},
        "apply_changes": bot | {"operations": renamed},
        "simulate": bot | {"test": {key: value for key, value in test.items() if key != "bot"}},
        "get_guide": {},
    }
    return [await _timed(client, name, given) for name, given in calls.items()]


async def _timed(client: Client, name: str, given: dict[str, Any]) -> Row:
    took: list[float] = []
    size = 0
    for _ in range(TIMES):
        began = time.perf_counter()
        told = await client.call_tool(name, given)
        took.append((time.perf_counter() - began) * 1000)
        if told.is_error:
            raise RuntimeError(f"{name}: {told.structured_content}")
        size = len(getattr(told.content[0], "text", "").encode())
    return {
        "bench": f"assistants: {name}",
        "subject": "product",
        "users": 1,
        "bytes": size,
        "p50_ms": round(statistics.median(took), 1),
    }
