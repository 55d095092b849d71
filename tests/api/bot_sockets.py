"""Sockets on bots: who has one open, and what they are told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from authors import Author, done
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from eventually import PATIENCE


class Open:
    """A socket on a bot, with what it was told."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = self.connection = socket
        self._kept: list[dict[str, Any]] = []

    async def say(self, **frame: Any) -> None:
        await self._socket.send(json.dumps(frame))

    async def first(self) -> dict[str, Any]:
        return json.loads(await self._socket.recv())

    async def told(self, kind: str, within: float = PATIENCE) -> dict[str, Any]:
        """The next frame of that kind; others are kept for whoever asks for them."""
        for place, frame in enumerate(self._kept):
            if frame["type"] == kind:
                return self._kept.pop(place)
        async with asyncio.timeout(within):
            while True:
                frame = json.loads(await self._socket.recv())
                if frame["type"] == kind:
                    return frame
                self._kept.append(frame)


@asynccontextmanager
async def opened_at(address: str, author: Author, bot_id: str, **query: Any) -> AsyncIterator[Open]:
    """A socket on the bot at this address."""
    token = author.headers["Authorization"].removeprefix("Bearer ")
    asked = "&".join(f"{name}={value}" for name, value in {"bot_id": bot_id, **query}.items())
    where = f"ws://{address}/ws/bot?{asked}"
    async with connect(where, subprotocols=["bearer", token], proxy=None) as socket:  # type: ignore[list-item]
        yield Open(socket)


async def seen(one: Open, condition: Any) -> list[dict[str, Any]]:
    while not condition(people := (await one.told("presence"))["people"]):
        pass
    return people


async def rename(author: Author, bot_id: str, name: str) -> dict[str, Any]:
    operation = {"op": "set", "path": "steps.hello.name", "value": name}
    return done(await author.call("POST", f"/bots/{bot_id}/changes", json={"operations": [operation]}))


async def closing(one: Open) -> tuple[int, str]:
    """The code and the reason it is closed with."""
    with pytest.raises(ConnectionClosed) as closed:
        await one.told("never")
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason
