"""How many connections there are, in all and from each address: to open one costs us more than them."""

import resource
from collections import Counter
from ipaddress import IPv6Address, ip_address, ip_network

from app.settings import Network

_SPARE = 200  # files a process needs beside its connections
_HOUSEHOLD = 64  # bits of an IPv6 address that are one customer's


class Connections:
    """One a process. 0: any number; proxies that are trusted bring many people and are not counted singly."""

    def __init__(self, *, most: int = 0, of_address: int = 0, trusted: tuple[Network, ...] = ()) -> None:
        self._most = min(most or _room(), _room())
        self._of_address = of_address
        self._trusted = trusted
        self._count = 0
        self._by_address: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Whether there is room for one more; where there is, `leave` when it ends."""
        key = self._key(address)
        is_full = self._count >= self._most
        if is_full or (key and self._of_address and self._by_address[key] >= self._of_address):
            return False
        self._count += 1
        if key:
            self._by_address[key] += 1
        return True

    def leave(self, address: str) -> None:
        key = self._key(address)
        self._count -= 1
        if key:
            self._by_address[key] -= 1
            if self._by_address[key] <= 0:
                del self._by_address[key]

    def _key(self, address: str) -> str | None:
        """None: not counted by address."""
        try:
            parsed = ip_address(address)
        except ValueError:  # a socket in the file system, or a test
            return None
        if isinstance(parsed, IPv6Address):
            parsed = parsed.ipv4_mapped or parsed
        if any(parsed in network for network in self._trusted):
            return None
        if isinstance(parsed, IPv6Address):
            return str(ip_network((parsed, _HOUSEHOLD), strict=False))
        return str(parsed)


def raise_file_limit() -> None:
    """As many files as the operator's hard limit allows: the usual 1024 are few for a server."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _room() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(soft - _SPARE, soft // 2)
