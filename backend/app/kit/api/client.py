"""The address of who is calling, behind proxies that are trusted and no others."""

from collections.abc import Iterable, MutableMapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from app.settings import Network

_UNKNOWN = "unknown"


def client_address(scope: MutableMapping[str, Any], trusted: tuple[Network, ...]) -> str:
    """The nearest address that is not a trusted proxy's; X-Forwarded-For is believed from those alone."""
    peer = scope.get("client")
    address = peer[0] if peer else _UNKNOWN
    if not trusted or not _is_trusted(address, trusted):
        return address
    for hop in _forwarded(scope.get("headers", ())):
        parsed = _parse(hop)
        if parsed is None:
            return address
        address = str(parsed)
        if not _is_trusted(address, trusted):
            return address
    return address


def _forwarded(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    """Hops, the nearest first."""
    values = [value.decode("latin-1") for name, value in headers if name == b"x-forwarded-for"]
    return [hop.strip() for hop in reversed(",".join(values).split(",")) if hop.strip()]


def _is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    parsed = _parse(address)
    return parsed is not None and any(parsed in network for network in trusted)


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed


def came_by_https(scope: MutableMapping[str, Any], trusted: tuple[Network, ...]) -> bool:
    """To us, or to the trusted proxy that says so."""
    peer = scope.get("client")
    if peer and _is_trusted(peer[0], trusted):
        told = [value for name, value in scope.get("headers", ()) if name == b"x-forwarded-proto"]
        if told:
            return told[-1].decode("latin-1").rpartition(",")[2].strip().lower() == "https"
    return scope.get("scheme") == "https"
