"""The sockets this process has open: whose they are, how many one may have, and closing them."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.accounts.principals import Principal
from app.kit.api import client_address
from app.kit.errors import TooMany
from app.settings import Network

from ..asgi import Scope

WAIT = 10  # seconds until trying again may be of use


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketRules:
    """`everywhere`: origins that may reach every channel. `of_person`, `of_address`: sockets open at once in
    this process, 0 for any number; `trusted`: networks whose X-Forwarded-For is believed.
    """

    everywhere: tuple[str, ...] = ()
    of_person: int = 0
    of_address: int = 0
    trusted: tuple[Network, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False)
class OpenSocket:
    """`reason`: why it is closed, once it is."""

    person: Principal
    channel_id: UUID
    hearing: asyncio.Task[Any]
    reason: str = ""

    def close(self, reason: str) -> None:
        """Have it closed with that reason."""
        self.reason = reason
        self.hearing.cancel()


class OpenSockets:
    """A person's limit holds wherever they have them open, an address's also while they are let in."""

    def __init__(self, rules: SocketRules) -> None:
        self._rules = rules
        self._open: set[OpenSocket] = set()
        self._by_channel: dict[UUID, set[OpenSocket]] = {}
        self._counts: Counter[object] = Counter()

    @contextmanager
    def counted(self, scope: Scope) -> Iterator[None]:
        """One more of that client's address, until the block ends; TooMany where it has too many."""
        address = client_address(scope, self._rules.trusted)
        with self._one_more(address, self._rules.of_address):
            yield

    @contextmanager
    def entered(self, socket: OpenSocket) -> Iterator[None]:
        """One more of that person, until the block ends; TooMany where they have too many."""
        with self._one_more(socket.person.person_id, self._rules.of_person):
            there = self._by_channel.setdefault(socket.channel_id, set())
            self._open.add(socket)
            there.add(socket)
            try:
                yield
            finally:
                self._open.discard(socket)
                there.discard(socket)
                if not there and self._by_channel.get(socket.channel_id) is there:
                    del self._by_channel[socket.channel_id]

    def of_channel(self, channel_id: UUID) -> list[OpenSocket]:
        return list(self._by_channel.get(channel_id, ()))

    def all(self) -> list[OpenSocket]:
        return list(self._open)

    @contextmanager
    def _one_more(self, of: object, limit: int) -> Iterator[None]:
        if limit and self._counts[of] >= limit:
            raise TooMany("socket:too_many", "Too many are open.", limit=limit, retry_after=WAIT)
        self._counts[of] += 1
        try:
            yield
        finally:
            self._counts[of] -= 1
            if not self._counts[of]:
                del self._counts[of]
