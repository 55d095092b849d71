"""What may be reached, and how much of it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from ipaddress import ip_network

from app.settings import Settings

from .addresses import Address, Network, is_public, plain, read_address
from .errors import EgressError
from .own import OwnServer, own_servers
from .target import Target, host_name


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowRule:
    """One entry of EGRESS_ALLOW: a host name or a network, at one port or (None) any."""

    host: str | None = None
    network: Network | None = None
    port: int | None = None

    def names(self, host: str, address: Address | None, port: int) -> bool:
        """As `admits`, where a name was not looked up."""
        if address is not None:
            return self.admits(host, address, port)
        return self.port in {None, port} and self.network is None and host == self.host

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
    """Times are seconds, sizes bytes; the body counts decompressed. `proxies`: those authors may name. `own`:
    servers that a rule of `allow` without a port does not open."""

    allow: tuple[AllowRule, ...] = ()
    own: tuple[OwnServer, ...] = ()
    proxies: tuple[AllowRule, ...] = ()
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

    @classmethod
    def of(cls, settings: Settings) -> "EgressPolicy":
        """The usual limits, with what the operator allows; ValueError as `read_allow`."""
        proxies = read_allow(settings.egress_proxies, "EGRESS_PROXIES")
        return cls(allow=read_allow(settings.egress_allow), proxies=proxies, own=own_servers(settings))

    def way_to_proxy(self, proxy: Target) -> "EgressPolicy | None":
        """What holds on the way to a proxy, None where authors may not use it.

        A proxy connects out of our sight, so that only those the operator trusts are of any use.
        """
        address = read_address(proxy.host)
        named = any(rule.names(proxy.host, address, proxy.port) for rule in self.proxies)
        return replace(self, allow=(AllowRule(host=proxy.host, port=proxy.port),)) if named else None

    def admits(self, host: str, address: Address, port: int) -> bool:
        """Whether this address, found under that name, may be connected to."""
        return self.why_not(host, address, port) is None

    def why_not(self, host: str, address: Address, port: int) -> str | None:
        """The reason (reasons.py) why it may not be connected to; None where it may."""
        if is_public(address):
            return None
        rules = [rule for rule in self.allow if rule.admits(host, address, port)]
        if not rules:
            return "not_public"
        is_named = any(rule.port is not None for rule in rules)
        return None if is_named or not self._is_own(host, address, port) else "own_server"

    def _is_own(self, host: str, address: Address, port: int) -> bool:
        return any(one.is_at(host, address, port) for one in self.own)


def read_allow(entries: Iterable[str], setting: str = "EGRESS_ALLOW") -> tuple[AllowRule, ...]:
    """Rules from `host`, `host:port`, `10.0.0.0/8`, `10.0.0.1:80`, `[::1]:80`; else ValueError."""
    return tuple(_read_rule(entry.strip().lower(), setting) for entry in entries if entry.strip())


def _read_rule(entry: str, setting: str) -> AllowRule:
    place, port = _split_port(entry)
    try:
        number = _port(port) if port else None
        network = _network(place)
        host = None if network else host_name(place)
    except (ValueError, EgressError) as broken:
        raise ValueError(f"{setting}: {entry!r} is no host, address or network") from broken
    return AllowRule(host=host, network=network, port=number)


def _port(text: str) -> int:
    """ValueError for what is none."""
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError("no port")
    return number


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
