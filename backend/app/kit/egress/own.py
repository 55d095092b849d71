"""DBCV's own servers: what is open inside for authors is never open to these, unless its port is named."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.settings import Settings

from .addresses import Address, plain, read_address
from .errors import EgressError
from .target import host_name

_PORTS = {"postgresql": 5432, "postgresql+asyncpg": 5432, "postgres": 5432, "redis": 6379, "rediss": 6379}
_PORTS |= {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnServer:
    """`host` None: this machine, by whichever of its addresses."""

    host: str | None
    port: int

    def is_at(self, host: str, address: Address, port: int) -> bool:
        if port != self.port:
            return False
        if self.host is None:
            return is_here(plain(address))
        return self.host in {host, str(plain(address))}


def own_servers(settings: Settings) -> tuple[OwnServer, ...]:
    """The API, and whatever of the databases, MCP and object storage the settings name. Nothing is looked up:
    one that is on another machine is known by the name or address they give."""
    here = OwnServer(host=None, port=settings.port)
    return (here, *dict.fromkeys(one for url in _urls(settings) if (one := _read(url)) is not None))


def is_here(address: Address) -> bool:
    """Whether it is an address of this machine: only such a one can be bound to."""
    if address.is_loopback or address.is_unspecified:
        return True
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((str(address), 0))
        except OSError:
            return False
    return True


def _urls(settings: Settings) -> Iterator[str]:
    yield settings.postgres_dsn
    yield settings.redis_url.get_secret_value()
    if settings.cache_redis_url is not None:
        yield settings.cache_redis_url.get_secret_value()
    yield settings.mcp_url or ""
    if settings.s3_endpoint:
        yield settings.s3_endpoint if "//" in settings.s3_endpoint else f"https://{settings.s3_endpoint}"


def _read(url: str) -> OwnServer | None:
    """None for a socket in a folder, and for what is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
        host = host_name(parts.hostname) if parts.hostname else None
    except (ValueError, EgressError):
        return None
    if host is None or port is None:
        return None
    address = read_address(host)
    is_local = host == "localhost" or (address is not None and is_here(address))
    return OwnServer(host=None if is_local else host, port=port)
