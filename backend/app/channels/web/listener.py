"""One open socket's view of its thread: every message once, in order, none left out.

Frames come from the gateway as they are published. One that does not follow the last is a sign that something
was missed; then, and at the beginning, what is missing is read from the database.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from uuid import UUID

from app.runtime.history import read_frames
from app.runtime.postgres import Pool, until_it_is_back

PAGE = 200
WAIT = 0.03  # seconds for which what a person said waits to go together with the answer
HELD = 500  # frames kept for a slow reader; beyond it they are read again from the database


class Listener:
    """`last` is the number of the last message the reader has. Begins behind, and so reads first."""

    def __init__(
        self,
        pool: Pool,
        reading: asyncio.Semaphore,
        thread_id: UUID,
        last: int,
        send: Callable[[str], Awaitable[None]],
    ) -> None:
        self.thread_id = thread_id
        self._pool = pool
        self._reading = reading
        self._send = send
        self._last = last
        self._behind = True
        self._frames: deque[tuple[int, str]] = deque()
        self._own: set[int] = set()
        self._waiting: asyncio.TimerHandle | None = None
        self._news = asyncio.Event()
        self._news.set()

    def offer(self, seq: int, text: str, *, can_wait: bool = False) -> None:
        """A frame of this thread was published. `can_wait`: its sender knows of it already."""
        if len(self._frames) >= HELD:
            self.fall_behind()
        else:
            self._frames.append((seq, text))
        if can_wait and not self._behind:
            self._look_soon()
        else:
            self._news.set()

    def fall_behind(self) -> None:
        """Something may have been missed."""
        self._frames.clear()
        self._behind = True
        self._news.set()

    def was_told(self, seq: int) -> None:
        """The reader knows this message already: it came from this very socket."""
        if seq > self._last:
            self._own.add(seq)

    def _look_soon(self) -> None:
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(WAIT, self._look)

    def _look(self) -> None:
        self._waiting = None
        self._news.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._behind or self._frames:
                if self._behind:
                    await self._catch_up()
                else:
                    await self._send_next()

    async def _send_next(self) -> None:
        seq, text = self._frames.popleft()
        if seq > self._last + 1:
            self._behind = True
            self._frames.appendleft((seq, text))
            return
        await self._send_once(seq, text)

    async def _send_once(self, seq: int, text: str) -> None:
        if seq <= self._last:
            return
        self._last = seq
        if seq in self._own:
            self._own.discard(seq)
            return
        await self._send(text)

    async def _catch_up(self) -> None:
        """Read until nothing newer is there. A number the database does not have was never given out."""
        self._behind = False
        newest = max((seq for seq, _ in self._frames), default=0)
        page = PAGE
        while page == PAGE:
            async with self._reading:
                frames = await until_it_is_back(
                    lambda: read_frames(self._pool, self.thread_id, self._last, PAGE), what="history"
                )
            for _, seq, text in frames:
                await self._send_once(seq, text)
            page = len(frames)
        if self._last < newest:
            self._last = min(seq for seq, _ in self._frames if seq > self._last) - 1
