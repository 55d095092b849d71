"""What a person says on their socket: where they are, and which steps they hold."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.kit.errors import DbcvError, InvalidInput, NotFound

from .frames import read_frame
from .hub import Hub
from .pace import Pace
from .people import PRESENT_SECONDS, People, Someone
from .telling import PEOPLE_EVERY, Send

type Receive = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """`may_lock` raises where they only look on; `has_step`: whether the draft has a step of that id."""

    bot_id: UUID
    someone: Someone
    may_lock: Callable[[], None]
    has_step: Callable[[str], Awaitable[bool]]


class Hearing:
    """One socket's. A faulty frame is answered, and the socket stays."""

    def __init__(self, people: People, hub: Hub, visit: Visit, receive: Receive, send: Send) -> None:
        self._people = people
        self._hub = hub
        self._visit = visit
        self._receive = receive
        self._send = send
        self._pace = Pace()
        self._step: str | None = None
        self._moved = asyncio.Event()
        self._holding = {"lock": self._lock, "unlock": self._unlock}

    async def run(self) -> None:
        """Until the socket closes."""
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            await self._pace.take()
            try:
                await self._act(*read_frame(message))
            except DbcvError as error:
                await self._send({"type": "error", **error.body()})

    async def tell_where(self) -> None:
        """Beside `run`: the newest position, however often they move; and that they are still there."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), PRESENT_SECONDS / 3)
            has_moved = self._moved.is_set()
            self._moved.clear()
            await self._people.here(self._visit.bot_id, self._visit.someone, self._step)
            if has_moved:
                await self._hub.tell(self._visit.bot_id, {"type": "presence"})
            await asyncio.sleep(PEOPLE_EVERY)

    async def arrive(self) -> None:
        await self._people.here(self._visit.bot_id, self._visit.someone, None)
        await self._hub.tell(self._visit.bot_id, {"type": "presence"})

    async def leave(self) -> None:
        """What they held is free."""
        for step in await self._people.gone(self._visit.bot_id, self._visit.someone):
            await self._tell_lock(step, None)
        await self._hub.tell(self._visit.bot_id, {"type": "presence"})

    async def _act(self, kind: str, step: str | None) -> None:
        if kind == "presence":
            self._step = step
            self._moved.set()
        elif kind in self._holding and step is not None:
            self._visit.may_lock()
            await self._holding[kind](step)
        else:
            kinds = ["presence", "lock", "unlock"]
            raise InvalidInput("socket:unknown_type", "A frame is presence, lock or unlock.", allowed=kinds)

    async def _lock(self, step: str) -> None:
        if not await self._visit.has_step(step):
            raise NotFound("lock:no_such_step", "There is no such step in this bot.", step=step)
        held = await self._people.lock(self._visit.bot_id, self._visit.someone, step)
        await self._tell_lock(step, held)

    async def _unlock(self, step: str) -> None:
        if await self._people.unlock(self._visit.bot_id, self._visit.someone, step):
            await self._tell_lock(step, None)

    async def _tell_lock(self, step: str, lock: dict[str, Any] | None) -> None:
        await self._hub.tell(self._visit.bot_id, {"type": "lock", "lock": lock, "step": step})
