"""One reading of an address: what is checked here is exactly what is connected to and sent."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from .addresses import read_address
from .errors import BLOCKED, INVALID, EgressError

DEFAULT_PORTS = {"http": 80, "https": 443}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
KEPT_IN_PATH = "/%:@!$&'()*+,;=-._~[]"
KEPT_IN_QUERY = KEPT_IN_PATH + "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`host` is ASCII, lower-case, without brackets; `path` is percent-encoded and holds the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def place(self) -> tuple[str, int]:
        return self.host, self.port

    @property
    def authority(self) -> str:
        """The Host header: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    def join(self, location: str) -> "Target":
        """Where a Location header leads from here."""
        try:
            return read_target(urljoin(self.url, location.strip()))
        except ValueError as broken:
            raise EgressError(INVALID, "bad_redirect") from broken


def read_target(url: str) -> Target:
    """EgressError: http:invalid for what is no address, http:blocked for other schemes and user names."""
    parts = split_url(url)
    if "@" in parts.netloc:
        raise EgressError(BLOCKED, "user_name")
    return target_of(parts)


def split_url(url: str) -> SplitResult:
    """The parts of an http or https address; control characters are refused before a parser can drop them."""
    stripped = url.strip()
    if CONTROL.search(stripped):
        raise EgressError(INVALID, "bad_address")
    try:
        parts = urlsplit(stripped)
    except ValueError as broken:
        raise EgressError(INVALID, "bad_address") from broken
    if parts.scheme and parts.scheme not in DEFAULT_PORTS:
        raise EgressError(BLOCKED, "scheme")
    if not parts.scheme or not parts.hostname:
        raise EgressError(INVALID, "bad_address")
    return parts


def target_of(parts: SplitResult) -> Target:
    """The target of an address already split; a user name in it is not looked at."""
    try:
        port = DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
        path = quote(parts.path or "/", safe=KEPT_IN_PATH)
        query = quote(parts.query, safe=KEPT_IN_QUERY)
    except ValueError as broken:  # a port out of range, a lone surrogate
        raise EgressError(INVALID, "bad_address") from broken
    if port == 0:
        raise EgressError(INVALID, "bad_address")
    host = host_name(parts.hostname or "")
    return Target(scheme=parts.scheme, host=host, port=port, path=f"{path}?{query}" if query else path)


def host_name(text: str) -> str:
    """A host as it is looked up: IDNA to ASCII, `0x7f.1` and `2130706433` as the dotted address they mean."""
    address = read_address(text)
    if isinstance(address, IPv6Address):
        return str(address)
    name = _ascii(text).removesuffix(".")
    if len(name) > 253 or not all(LABEL.fullmatch(label) for label in name.split(".")):
        raise EgressError(INVALID, "bad_address")
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return name


def _ascii(text: str) -> str:
    if text.isascii():
        return text.lower()
    try:
        return idna.encode(text, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as broken:
        raise EgressError(INVALID, "bad_address") from broken
