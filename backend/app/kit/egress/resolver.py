"""Names to addresses, once a connection."""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol
from weakref import WeakValueDictionary

from .errors import CONNECTION, EgressError

OF_ZONE = 4  # look-ups under one name server at once
_SHORT = 3  # letters of labels such as `co` in `co.uk`, under which there are many zones


class Resolver(Protocol):
    """Addresses of a host in the order to try them; EgressError http:connection where there is none."""

    async def resolve(self, host: str, port: int) -> list[str]: ...


def _look_up(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class SystemResolver:
    """The machine's resolver, in threads of its own: a name server that hangs takes no other work's, and
    few of these."""

    def __init__(self, *, lookups: int = 32, look_up: Callable[[str, int], list[str]] = _look_up) -> None:
        self._threads = ThreadPoolExecutor(lookups, thread_name_prefix="egress-lookup")
        self._look_up = look_up
        self._zones: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._under_way: set[asyncio.Task[list[str]]] = set()

    async def resolve(self, host: str, port: int) -> list[str]:
        zone = _zone(host)
        places = self._zones.get(zone)
        if places is None:
            places = self._zones[zone] = asyncio.Semaphore(OF_ZONE)
        await places.acquire()
        # Whoever asked may leave; the thread is not free before it has an answer, and neither is its place.
        looking = asyncio.create_task(self._in_thread(places, host, port))
        self._under_way.add(looking)
        looking.add_done_callback(self._ended)
        try:
            found = await asyncio.shield(looking)
        except (OSError, UnicodeError) as broken:
            raise EgressError(CONNECTION, "unknown_name") from broken
        return list(dict.fromkeys(found))

    async def _in_thread(self, places: asyncio.Semaphore, host: str, port: int) -> list[str]:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._look_up, host, port)
        finally:
            places.release()

    def _ended(self, looking: asyncio.Task[list[str]]) -> None:
        self._under_way.discard(looking)
        if not looking.cancelled():
            looking.exception()  # whoever waited has it


def _zone(host: str) -> str:
    """What one name server answers for, near enough: `a.b.example.com` is under `example.com`."""
    labels = host.split(".")
    depth = 3 if len(labels) > 2 and len(labels[-2]) <= _SHORT else 2
    return ".".join(labels[-depth:])
