"""How one user talks to the product: signs in once, posts messages, reads the bot's over the WebSocket."""

import itertools
from typing import Any
from uuid import uuid4

import orjson

from bench.load.faults import PeerFault
from bench.load.http import HttpConnection
from bench.load.mailbox import Mailbox
from bench.load.websocket import WebSocket

API = "/api/v1"


class ProductPeer:
    """An anonymous user in a web channel whose default bot is the quiz."""

    def __init__(self, host: str, port: int, slot: int, channel_id: str) -> None:
        self.name = f"Anna{slot}"
        self._address = host, port
        self._channel_id = channel_id
        self._http = HttpConnection(host, port)
        self._mailbox = Mailbox()
        self._messages = itertools.count()
        self._run = uuid4().hex
        self._path = f"{API}/channels/{channel_id}/messages"

    async def open(self) -> None:
        await self._http.connect()
        signed_in = await self._http.post(f"{API}/auth/anonymous", {"name": self.name})
        self._token: str = signed_in["access_token"]
        self._socket = WebSocket(self._receive, self._mailbox.fail)
        path = f"/ws/channel?channel_id={self._channel_id}&after=0"
        await self._socket.connect(*self._address, path, ("bearer", self._token))

    def begin(self) -> None:
        """Nothing to do: the finished conversation starts anew with the next message."""

    async def say(self, text: str) -> str:
        message = {"text": text, "external_id": f"{self._run}-{next(self._messages)}"}
        accepted = await self._http.post(self._path, message, self._token)
        if not {"id", "seq", "status"} <= accepted.keys():
            raise PeerFault("http:incomplete", str(accepted)[:120])
        return await self._mailbox.get()

    def unread(self) -> int:
        return len(self._mailbox)

    def close(self) -> None:
        self._http.close()
        self._socket.close()

    def _receive(self, frame: bytes) -> None:
        try:
            text = bot_text(orjson.loads(frame))
        except (orjson.JSONDecodeError, KeyError, TypeError):
            self._mailbox.fail(PeerFault("ws:unreadable", frame[:120].decode(errors="replace")))
        except PeerFault as fault:
            self._mailbox.fail(fault)
        else:
            if text is not None:
                self._mailbox.put(text)


def bot_text(frame: dict[str, Any]) -> str | None:
    """The text of a bot's message, None for other people's and other frames; PeerFault for an error frame."""
    if frame["type"] == "error":
        raise PeerFault(f"ws:error {frame['error']['code']}")
    if frame["type"] != "message" or frame["message"]["sender"]["kind"] != "bot":
        return None
    return frame["message"]["text"]
