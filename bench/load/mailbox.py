"""Replies that have come and nobody has read yet."""

import asyncio
from collections import deque

from bench.load.faults import PeerFault


class Mailbox:
    """One reader at a time; after a fault every read raises it."""

    def __init__(self) -> None:
        self._texts: deque[str] = deque()
        self._fault: PeerFault | None = None
        self._arrival: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, text: str) -> None:
        self._texts.append(text)
        self._wake()

    def fail(self, fault: PeerFault) -> None:
        self._fault = fault
        self._wake()

    async def get(self) -> str:
        while not self._texts:
            if self._fault is not None:
                raise self._fault
            self._arrival = asyncio.get_running_loop().create_future()
            await self._arrival
        return self._texts.popleft()

    def _wake(self) -> None:
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(None)
