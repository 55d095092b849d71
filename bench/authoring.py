"""What authors wait for: single writes, changes, opening, export and import of large bots, over HTTP."""

import gzip
import secrets
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson

from app.embedded.ports import free_port
from bench.load.http import HttpConnection
from bench.load.product import API
from bench.rows import Row
from bench.subjects.children import HOST, child, until_healthy
from bench.subjects.product import ADMIN

STEPS = 1000
MANY_STEPS = 2000
OPERATIONS = 100
WARM_UP = 3
TIMES = 30
FEW_TIMES = 5


def large_bot(steps: int) -> dict[str, Any]:
    """Steps as authors write them: a text with a placeholder, buttons, three connections, rules, a write."""
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": f"{steps} steps",
        "first_step": "step-0",
        "steps": [_step(number, steps) for number in range(steps)],
    }


def _step(number: int, steps: int) -> dict[str, Any]:
    variable = f"session.answer{number % 50}"
    said_no = [
        {"field": "message.text", "operator": "in", "value": "no, nope"},
        {"field": variable, "operator": "is_not_empty"},
    ]
    ways = [
        {"rules": {"condition": "AND", "rules": [_equal("yes")]}, "to": f"step-{(number + 1) % steps}"},
        {"rules": {"condition": "AND", "rules": said_no}, "to": f"step-{(number + 7) % steps}"},
        {"to": f"step-{number}"},
    ]
    return {
        "id": f"step-{number}",
        "name": f"Question {number}",
        "position": {"x": number % 40 * 300, "y": number // 40 * 200},
        "message": {
            "text": f"Question {number}, {{$user.name|default:'friend'$}}: what do you think?",
            "buttons": [{"text": "Yes", "value": "yes"}, {"text": "No", "value": "no"}],
        },
        "groups": [{"set": [{"variable": variable, "value": "{$message.text$}"}], "connections": ways}],
    }


def _equal(value: str) -> dict[str, Any]:
    return {"field": "message.text", "operator": "equal", "value": value}


async def measure_authoring(folder: Path) -> list[Row]:
    """One client against the whole product; times in ms."""
    port, password = free_port(), secrets.token_urlsafe(18)
    command = ["app.cli", "up", "--port", str(port), "--data", str(folder / "state")]
    environment = {"FIRST_ADMIN_EMAIL": ADMIN, "FIRST_ADMIN_PASSWORD": password}
    log = folder / "authoring.log"
    with child(command, log, environment) as supervisor:
        await until_healthy(supervisor, port, "/health/ready", log)
        author = await _Author.signed_in(port, password)
        rows = await author.measure()
        author.http.close()
    return rows


class _Author:
    def __init__(self, http: HttpConnection, token: str) -> None:
        self.http = http
        self._token = token

    @classmethod
    async def signed_in(cls, port: int, password: str) -> "_Author":
        http = HttpConnection(HOST, port)
        await http.connect()
        answer = await http.post(f"{API}/auth/login", {"email": ADMIN, "password": password})
        return cls(http, answer["access_token"])

    async def measure(self) -> list[Row]:
        bot = await self._imported(STEPS)
        many = await self._imported(MANY_STEPS)
        first = (await self._get(f"/steps?bot_id={bot}&limit=1"))[0]
        step = orjson.loads(first)["items"][0]["id"]
        opened, size = await self._get(f"/bots/{bot}/draft")
        return [
            await timed("single-part write", TIMES, lambda at: self._rename(step, at), steps=STEPS),
            await timed(f"changes, {OPERATIONS} operations", FEW_TIMES, lambda at: self._change(bot, at)),
            await timed("open for the editor", FEW_TIMES, lambda _: self._get(f"/bots/{bot}/draft"))
            | {"kb": round(size / 1000), "gzip_kb": round(len(gzip.compress(opened)) / 1000)},
            await timed("inspect", FEW_TIMES, lambda _: self._get(f"/bots/{bot}/inspect")),
            await timed("export", FEW_TIMES, lambda _: self._export(many), steps=MANY_STEPS),
            await timed("import", FEW_TIMES, lambda _: self._imported(MANY_STEPS), steps=MANY_STEPS),
        ]

    async def _imported(self, steps: int) -> str:
        answer = await self.http.post(f"{API}/bots/import", large_bot(steps), self._token)
        return answer["id"]

    async def _get(self, path: str) -> tuple[bytes, int]:
        status, body = await self.http.request("GET", API + path, token=self._token)
        if status != 200:
            raise RuntimeError(f"{path}: {status} {body[:200]!r}")
        return body, len(body)

    async def _export(self, bot: str) -> None:
        await self._get(f"/bots/{bot}/export")

    async def _rename(self, step: str, at: int) -> None:
        status, body = await self.http.request(
            "PATCH", f"{API}/steps/{step}", {"name": f"Name {at}"}, self._token
        )
        if status != 200:
            raise RuntimeError(f"{status} {body[:200]!r}")

    async def _change(self, bot: str, at: int) -> None:
        operations = [
            {"op": "set", "path": f"steps.step-{number}.message.text", "value": f"Text {at}, {number}"}
            for number in range(OPERATIONS)
        ]
        await self.http.post(f"{API}/bots/{bot}/changes", {"operations": operations}, self._token)


async def timed(name: str, times: int, call: Callable[[int], Awaitable[Any]], *, steps: int = STEPS) -> Row:
    """The median of `times` calls after a few to warm up."""
    took: list[float] = []
    for number in range(WARM_UP + times):
        began = time.perf_counter()
        await call(number)
        took.append((time.perf_counter() - began) * 1000)
    kept = sorted(took[WARM_UP:])
    return {
        "bench": name,
        "subject": f"{steps} steps",
        "users": 1,
        "p50_ms": round(statistics.median(kept), 2),
        "max_ms": round(kept[-1], 2),
    }
