"""What httpcore connects by: the one dialling there is, every byte that comes counted."""

import asyncio
from collections.abc import Iterable
from typing import override

import httpcore

from .dialing import dial
from .errors import BLOCKED, EgressError
from .policy import EgressPolicy
from .resolver import Resolver
from .stream import Meter, MeteredStream, wrapped


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Looks a name up once, checks all it finds, connects to what was checked: there is no second lookup."""

    def __init__(self, policy: EgressPolicy, resolver: Resolver, meter: Meter) -> None:
        self._policy = policy
        self._resolver = resolver
        self._meter = meter

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        seconds = self._policy.connect_timeout if timeout is None else timeout
        raw = await dial(self._policy, self._resolver, (host, port), seconds)
        return MeteredStream(await wrapped(raw), self._meter)

    @override
    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise EgressError(BLOCKED, "scheme")

    @override
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
