"""Connections to checked addresses only."""

import asyncio
from collections.abc import Iterable
from typing import override

import httpcore
from anyio.abc import SocketStream

from .addresses import read_address
from .errors import BLOCKED, CONNECTION, TIMEOUT, EgressError
from .policy import EgressPolicy
from .resolver import Resolver
from .stream import Meter, MeteredStream, connect

MOST_ADDRESSES = 4


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
        try:
            async with asyncio.timeout(timeout):
                addresses = await permitted(self._policy, self._resolver, host, port)
                return MeteredStream(await _first(addresses, port, timeout), self._meter)
        except TimeoutError as late:
            raise EgressError(TIMEOUT, "no connection in time") from late

    @override
    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise EgressError(BLOCKED, "no local sockets")

    @override
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def _first(addresses: list[str], port: int, seconds: float | None) -> SocketStream:
    share = None if seconds is None else seconds / len(addresses)
    for address in addresses[:-1]:
        try:
            return await connect(address, port, share)
        except (httpcore.ConnectError, httpcore.ConnectTimeout):
            continue
    return await connect(addresses[-1], port, share)


async def permitted(policy: EgressPolicy, resolver: Resolver, host: str, port: int) -> list[str]:
    """The addresses of a host, all of them permitted; one that is not refuses the host (http:blocked)."""
    found = [host] if read_address(host) else await resolver.resolve(host, port)
    if not found:
        raise EgressError(CONNECTION, "the host has no address")
    for text in found:
        address = read_address(text)
        if address is None or not policy.admits(host, address, port):
            raise EgressError(BLOCKED, "an address that is not public")
    return found[:MOST_ADDRESSES]
