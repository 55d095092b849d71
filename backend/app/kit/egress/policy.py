"""What may be reached, and how much of it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_network

from .addresses import Address, Network, is_public, plain
from .errors import EgressError
from .target import host_name


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowRule:
    """One entry of EGRESS_ALLOW: a host name or a network, at one port or (None) any."""

    host: str | None = None
    network: Network | None = None
    port: int | None = None

    def admits(self, host: str, address: Address, port: int) -> bool:
        if self.port not in {None, port}:
            return False
        if self.network is None:
            return host == self.host
        return any(
            it.version == self.network.version and it in self.network for it in (address, plain(address))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressPolicy:
    """Times are seconds, sizes bytes; the body counts decompressed."""

    allow: tuple[AllowRule, ...] = ()
    max_response_bytes: int = 1024 * 1024
    max_header_bytes: int = 64 * 1024
    max_redirects: int = 5
    connect_timeout: float = 10
    read_timeout: float = 60
    total_timeout: float = 60
    user_agent: str = "dbcv"

    @classmethod
    def from_words(cls, entries: Iterable[str]) -> "EgressPolicy":
        """The usual limits, with what EGRESS_ALLOW allows; ValueError as `read_allow`."""
        return cls(allow=read_allow(entries))

    def admits(self, host: str, address: Address, port: int) -> bool:
        """Whether this address, found under that name, may be connected to."""
        return is_public(address) or any(rule.admits(host, address, port) for rule in self.allow)


def read_allow(entries: Iterable[str]) -> tuple[AllowRule, ...]:
    """Rules from `host`, `host:port`, `10.0.0.0/8`, `10.0.0.1:80`, `[::1]:80`; else ValueError."""
    return tuple(_read_rule(entry.strip().lower()) for entry in entries if entry.strip())


def _read_rule(entry: str) -> AllowRule:
    place, port = _split_port(entry)
    try:
        number = int(port) if port else None
        network = _network(place)
        host = None if network else host_name(place)
    except (ValueError, EgressError) as broken:
        raise ValueError(f"EGRESS_ALLOW: {entry!r} is no host, address or network") from broken
    return AllowRule(host=host, network=network, port=number)


def _split_port(entry: str) -> tuple[str, str]:
    if entry.startswith("["):
        place, _, port = entry[1:].partition("]")
        return place, port.removeprefix(":")
    if entry.count(":") == 1:
        place, _, port = entry.partition(":")
        return place, port
    return entry, ""


def _network(place: str) -> Network | None:
    try:
        return ip_network(place, strict=False)
    except ValueError:
        if "/" in place or ":" in place:
            raise
        return None
