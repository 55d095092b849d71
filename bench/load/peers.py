"""How one user talks to the floors: `Peer` is what the closed loop needs of any subject."""

import itertools
import time
from typing import Protocol

import orjson

from bench.load.faults import PeerFault
from bench.load.http import HttpConnection
from bench.load.mailbox import Mailbox
from bench.load.websocket import WebSocket


class Peer(Protocol):
    """One user with connections of their own."""

    name: str

    async def open(self) -> None: ...

    def begin(self) -> None:
        """A new conversation follows."""
        ...

    async def say(self, text: str) -> str:
        """The text of the one reply to `text`; PeerFault when there is none."""
        ...

    def unread(self) -> int:
        """Replies nobody asked for."""
        ...

    def close(self) -> None: ...


class JsonPeer:
    """Floors i and ii: the reply is in the response."""

    def __init__(self, host: str, port: int, slot: int) -> None:
        self.name = f"Anna{slot}"
        self._slot = slot
        self._http = HttpConnection(host, port)
        self._run = time.time_ns()
        self._conversations = itertools.count()
        self._sender = ""

    async def open(self) -> None:
        await self._http.connect()

    def begin(self) -> None:
        self._sender = f"{self._run}-{self._slot}-{next(self._conversations)}"

    async def say(self, text: str) -> str:
        message = {"from": self._sender, "name": self.name, "text": text, "slot": self._slot}
        return str((await self._http.post("/bot", message)).get("reply"))

    def unread(self) -> int:
        return 0

    def close(self) -> None:
        self._http.close()


class FloorPeer(JsonPeer):
    """Floor iii: 202 in the response, the reply over a WebSocket."""

    def __init__(self, host: str, port: int, slot: int) -> None:
        super().__init__(host, port, slot)
        self._address = host, port
        self._mailbox = Mailbox()

    async def open(self) -> None:
        await super().open()
        self._socket = WebSocket(self._receive, self._mailbox.fail)
        await self._socket.connect(*self._address, f"/ws/{self._slot}")

    async def say(self, text: str) -> str:
        await super().say(text)
        return await self._mailbox.get()

    def unread(self) -> int:
        return len(self._mailbox)

    def close(self) -> None:
        super().close()
        self._socket.close()

    def _receive(self, frame: bytes) -> None:
        try:
            self._mailbox.put(orjson.loads(frame)["reply"])
        except (orjson.JSONDecodeError, KeyError, TypeError):
            self._mailbox.fail(PeerFault("ws:unreadable", frame[:120].decode(errors="replace")))
