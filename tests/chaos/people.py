"""People who talk over HTTP and read over WebSocket, and who don't give up when something is away."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, WebSocketException

PAUSE = 0.05  # seconds before a client tries again
AWAY = (OSError, TimeoutError, WebSocketException, InvalidHandshake)


@dataclass(kw_only=True)
class Person:
    """`seen` is what came over the socket, in the order it came; `accepted` numbers by what was said."""

    client: httpx.AsyncClient
    channel: str
    port: int
    token: str = ""
    seen: list[dict[str, Any]] = field(default_factory=list)
    accepted: dict[str, int] = field(default_factory=dict)
    retries: int = 0

    async def arrive(self) -> None:
        answer = await self._persist("POST", "/auth/anonymous", {})
        self.token = answer.json()["access_token"]

    async def say(self, text: str) -> None:
        """Until it is accepted, under one external id."""
        body = {"text": text, "external_id": f"id-{text}"}
        answer = await self._persist("POST", f"/channels/{self.channel}/messages", body)
        self.accepted[text] = answer.json()["seq"]

    async def read_back(self) -> list[dict[str, Any]]:
        """Everything said, from the API."""
        found: list[dict[str, Any]] = []
        after = "0"
        while after is not None:
            path = f"/channels/{self.channel}/messages?limit=200&after={after}"
            page = (await self._persist("GET", path)).json()
            found += page["items"]
            after = page["next_cursor"]
        return found

    async def read_until(self, replies: int) -> None:
        """Read over the socket until so many replies have come, resuming after the last number seen."""
        while self._replies() < replies:
            after = self.seen[-1]["seq"] if self.seen else 0
            address = f"ws://127.0.0.1:{self.port}/ws/channel?channel_id={self.channel}&after={after}"
            try:
                async with connect(address, subprotocols=["bearer", self.token], open_timeout=20) as socket:
                    while self._replies() < replies:
                        frame = json.loads(await socket.recv())
                        assert frame["type"] == "message", frame
                        self.seen.append(frame["message"])
            except AWAY:
                await asyncio.sleep(PAUSE)

    def _replies(self) -> int:
        return sum(message["sender"]["kind"] == "bot" for message in self.seen)

    async def _persist(self, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        while True:
            try:
                answer = await self.client.request(method, path, json=body, headers=headers)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code not in (429, 500, 502, 503, 504):
                assert answer.is_success, answer.text
                return answer
            self.retries += 1
            await asyncio.sleep(PAUSE)


class Heard(Protocol):
    accepted: dict[str, int]


def check_conversation(person: Heard, rows: list[dict[str, Any]], count: int) -> None:
    """Everything once and in order: what was said, what was answered, and what the socket showed."""
    numbers = [row["seq"] for row in rows]
    assert numbers == sorted(set(numbers))
    said = [row["text"] for row in rows if row["sender"]["kind"] == "anonymous"]
    answered = [row["text"] for row in rows if row["sender"]["kind"] == "bot"]
    assert said == [f"m{number}" for number in range(1, count + 1)]
    assert answered == [f"{number}: m{number}" for number in range(1, count + 1)]
    assert {row["text"]: row["seq"] for row in rows if row["text"] in person.accepted} == person.accepted
