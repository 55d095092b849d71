"""Many people at once, over connections as light as the benchmarks': at the rate a test asks for."""

import asyncio
import itertools
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

sys.path.append(str(Path(__file__).parents[2]))

from bench.load.faults import PeerFault
from bench.load.http import HttpConnection
from bench.load.websocket import WebSocket

API = "/api/v1"
HOST = "127.0.0.1"
PAUSE = 0.1  # seconds before a client tries again
ANSWERED = 30.0  # seconds after which a request counts as lost and is sent again
TICK = 0.02  # seconds between two portions of messages that are due
REFUSED = frozenset({429, 500, 502, 503, 504})


@dataclass(kw_only=True)
class Talker:
    """Says m1, m2 … in order, each until it is accepted, and listens meanwhile, whatever is away.

    `accepted`: numbers by what was said; `seen`: what came over the socket, in the order it came; `connects`:
    how often it began to listen; `refusals`: seconds to wait, as each answer 429 said; `retries`: whatever
    else went wrong.
    """

    channel: str
    port: int
    token: str = ""
    accepted: dict[str, int] = field(default_factory=dict)
    seen: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    retries: int = 0
    connects: int = 0
    due: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    def __post_init__(self) -> None:
        self._http = HttpConnection(HOST, self.port)
        self._numbers = itertools.count(1)
        self._news = asyncio.Event()
        self._lost = asyncio.Event()

    @property
    def replies(self) -> int:
        return sum(message["sender"]["kind"] == "bot" for message in self.seen)

    async def arrive(self) -> None:
        _, body = await self._persist("POST", f"{API}/auth/anonymous", {}, (201, 200))
        self.token = body["access_token"]

    async def say_next(self) -> None:
        """The next message, tried again under one external id until it is accepted."""
        text = f"m{next(self._numbers)}"
        message = {"text": text, "external_id": f"id-{text}"}
        _, body = await self._persist("POST", f"{API}/channels/{self.channel}/messages", message, (202,))
        self.accepted[text] = body["seq"]

    async def offer_next(self) -> None:
        """The next message, offered once: counted among the refusals where there is no room for it."""
        text = f"m{next(self._numbers)}"
        message = {"text": text, "external_id": f"id-{text}"}
        status, body = await self._request("POST", f"{API}/channels/{self.channel}/messages", message)
        if status == 202:
            self.accepted[text] = body["seq"]
        elif status == 429:
            self.refusals.append(body["error"]["details"]["retry_after"])
        else:
            raise PeerFault(f"http:{status}", str(body)[:200])

    async def talk(self) -> None:
        """Runs until it is cancelled: a message for every one that is due."""
        while True:
            await self.due.acquire()
            await self.say_next()

    async def answered(self, replies: int) -> None:
        """Return when so many replies were seen."""
        while self.replies < replies:
            self._news.clear()
            await self._news.wait()

    async def listen(self) -> None:
        """Runs until it is cancelled; goes on after the last number seen."""
        while True:
            after = self.seen[-1]["seq"] if self.seen else 0
            self._lost.clear()
            socket = WebSocket(self._hear, lambda _fault: self._lost.set())
            path = f"/ws/channel?channel_id={self.channel}&after={after}"
            try:
                async with asyncio.timeout(ANSWERED):
                    await socket.connect(HOST, self.port, path, ("bearer", self.token))
                self.connects += 1
                await self._lost.wait()
            except (PeerFault, OSError, TimeoutError):
                pass  # it is away: tried again
            finally:
                socket.close()
            await asyncio.sleep(PAUSE)

    async def read_back(self) -> list[dict[str, Any]]:
        """Everything said, from the API."""
        found: list[dict[str, Any]] = []
        after: str | None = "0"
        while after is not None:
            path = f"{API}/channels/{self.channel}/messages?limit=200&after={after}"
            _, page = await self._persist("GET", path, None, (200,))
            found += page["items"]
            after = page["next_cursor"]
        return found

    def close(self) -> None:
        self._http.close()

    def _hear(self, frame: bytes) -> None:
        told = orjson.loads(frame)
        if told["type"] == "message":
            self.seen.append(told["message"])
            self._news.set()

    async def _persist(
        self, method: str, path: str, content: Any, wanted: tuple[int, ...]
    ) -> tuple[int, Any]:
        while True:
            try:
                status, body = await self._request(method, path, content)
            except (PeerFault, OSError, TimeoutError):
                status, body = 503, None
                self._http.close()
                self._http = HttpConnection(HOST, self.port)
            if status in wanted:
                return status, body
            assert status in REFUSED, (status, body)
            self.retries += 1
            await asyncio.sleep(PAUSE)

    async def _request(self, method: str, path: str, content: Any) -> tuple[int, Any]:
        async with asyncio.timeout(ANSWERED):
            status, body = await self._http.request(method, path, content, self.token or None)
        return status, orjson.loads(body) if body else None


async def arrived(channel: str, port: int, count: int) -> list[Talker]:
    talkers = [Talker(channel=channel, port=port) for _ in range(count)]
    await asyncio.gather(*(one.arrive() for one in talkers))
    return talkers


async def peak(talkers: Sequence[Talker], seconds: float) -> float:
    """Replies a second where each says the next thing once the last was answered."""
    began = time.monotonic()
    counts = [one.replies for one in talkers]

    async def converse(talker: Talker) -> None:
        while time.monotonic() - began < seconds:
            await talker.say_next()
            await talker.answered(len(talker.accepted))

    await asyncio.gather(*map(converse, talkers))
    replies = sum(one.replies for one in talkers) - sum(counts)
    return replies / (time.monotonic() - began)


async def at_rate(talkers: Sequence[Talker], rate: float, seconds: float) -> int:
    """Make messages due, `rate` a second over all talkers in turn, whether or not they keep up: how many."""
    began, count = time.monotonic(), 0
    turns = itertools.cycle(talkers)
    while (passed := time.monotonic() - began) < seconds:
        for _ in range(int(rate * passed) - count):
            next(turns).due.release()
            count += 1
        await asyncio.sleep(TICK)
    return count
