"""Hosts that something is bound to: exact, or everything under a domain (`*.example.com`), at one port, at
any (`:*`) or at the usual ones."""

from collections.abc import Collection, Iterable
from typing import Final, Literal

from .egress.addresses import read_address
from .egress.errors import EgressError
from .egress.target import DEFAULT_PORTS, host_name

type Place = tuple[str, int]  # a host as `read_target` gives it, and a port

type _Port = int | Literal["*"] | None  # None: the usual ones

ANY_UNDER = "*."
WEB: Final = frozenset(DEFAULT_PORTS.values())


def read_host(text: str) -> str:
    """As it is compared: ASCII, lower case, a port where one is named; ValueError where it names no host.

    `api.example.com`, `api.example.com:8443`, `api.example.com:*`, `*.example.com`, `::1`, `[::1]:8443`.
    """
    name, port = _split(text.strip())
    is_domain = name.startswith(ANY_UNDER)
    try:
        host = host_name(name.removeprefix(ANY_UNDER))
    except EgressError as unfit:
        raise ValueError("not a host name") from unfit
    if is_domain and ("." not in host or read_address(host) is not None):
        raise ValueError("too much is under that name")
    whole = ANY_UNDER + host if is_domain else host
    return whole if port is None else _written(whole, port)


def written(place: Place) -> str:
    """As `read_host` gives it, with its port."""
    return _written(*place)


def _written(host: str, port: _Port) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_among(place: Place, hosts: Iterable[str], usual: Collection[int] = WEB) -> bool:
    """Whether it is one of them, or under one of their domains; without a port they mean the `usual` ones.

    All as `read_host` gives them.
    """
    host, port = place
    return any(
        _is_under(host, name) and (port in usual if bound is None else bound in {"*", port})
        for name, bound in map(_split, hosts)
    )


def is_covered(one: str, hosts: Iterable[str]) -> bool:
    """Whether nothing is at `one` that is not at `hosts` already; all as `read_host` gives them."""
    name, port = _split(one)
    return any(
        _is_under(name, host) and (bound in {"*", port} or (bound is None and port in WEB))
        for host, bound in map(_split, hosts)
    )


def _is_under(host: str, name: str) -> bool:
    return host == name or (name.startswith(ANY_UNDER) and host.endswith(name.removeprefix("*")))


def _split(text: str) -> tuple[str, _Port]:
    """ValueError where what stands in the place of a port is none."""
    if text.startswith("["):
        name, closed, rest = text[1:].partition("]")
        if not closed or (rest and not rest.startswith(":")):
            raise ValueError("not a host name")
        return name, _port(rest[1:]) if rest else None
    if text.count(":") == 1:
        name, _, port = text.partition(":")
        return name, _port(port)
    return text, None


def _port(text: str) -> int | Literal["*"]:
    if text == "*":
        return "*"
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:
        raise ValueError("not a port")
    return int(text)
