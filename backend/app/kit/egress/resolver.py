"""Names to addresses, once a connection."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from .errors import CONNECTION, EgressError


class Resolver(Protocol):
    """Addresses of a host in the order to try them; EgressError http:connection where there is none."""

    async def resolve(self, host: str, port: int) -> list[str]: ...


class SystemResolver:
    """The machine's resolver, in threads of its own: a name server that hangs takes no other work's."""

    def __init__(self, *, lookups: int = 32) -> None:
        self._threads = ThreadPoolExecutor(lookups, thread_name_prefix="egress-lookup")

    async def resolve(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _look_up, host, port)
        except (OSError, UnicodeError) as broken:
            raise EgressError(CONNECTION, "the host name is not known") from broken
        return list(dict.fromkeys(found))


def _look_up(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
