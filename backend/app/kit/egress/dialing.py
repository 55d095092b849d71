"""Connections to checked addresses only: what speaks HTTP and what does not begin here."""

import asyncio
import socket

from .addresses import read_address
from .errors import BLOCKED, CONNECTION, TIMEOUT, EgressError
from .policy import EgressPolicy
from .resolver import Resolver
from .target import host_name

MOST_ADDRESSES = 4


async def dial(
    policy: EgressPolicy, resolver: Resolver, place: tuple[str, int], seconds: float
) -> socket.socket:
    """A connected socket to (host, port), to be closed by the caller; EgressError as for requests.

    The name is looked up once, and what was checked is what is connected to.
    """
    host, port = host_name(place[0]), place[1]
    within = min(seconds, policy.connect_timeout)
    try:
        async with asyncio.timeout(within):
            addresses = await permitted(policy, resolver, host, port)
            return await _first(addresses, port, within / len(addresses))
    except TimeoutError as late:
        raise EgressError(TIMEOUT, "slow_connection") from late


async def permitted(policy: EgressPolicy, resolver: Resolver, host: str, port: int) -> list[str]:
    """The addresses of a host, all of them permitted; one that is not refuses the host (http:blocked)."""
    found = [host] if read_address(host) else await resolver.resolve(host, port)
    if not found:
        raise EgressError(CONNECTION, "unknown_name")
    for text in found:
        address = read_address(text)
        reason = "not_public" if address is None else policy.why_not(host, address, port)
        if reason is not None:
            raise EgressError(BLOCKED, reason)
    return found[:MOST_ADDRESSES]


async def _first(addresses: list[str], port: int, share: float) -> socket.socket:
    """TimeoutError where the last of them does not answer."""
    reason = "unreachable"
    for address in addresses:
        try:
            async with asyncio.timeout(share):
                return await _connected(address, port)
        except OSError as fault:  # TimeoutError is one
            if isinstance(fault, TimeoutError) and address == addresses[-1]:
                raise
            reason = "no_listener" if isinstance(fault, ConnectionRefusedError) else "unreachable"
    raise EgressError(CONNECTION, reason)


async def _connected(address: str, port: int) -> socket.socket:
    """To that very address. A library's own connecting can lose one made in the moment a deadline falls."""
    raw = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        raw.setblocking(False)
        await asyncio.get_running_loop().sock_connect(raw, (address, port))
    except BaseException:
        raw.close()
        raise
    return raw
