"""What goes out and what comes back."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Protocol

from .errors import EgressError


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """`length` bytes that are never held whole: `pieces` opens them anew each time they are sent."""

    length: int
    pieces: Callable[[], AsyncGenerator[bytes]]


type Content = bytes | Streamed


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRequest:
    """`timeout` is seconds for everything, redirects and body included; `proxy` is an http:// address.

    Without `follows` a redirect is the answer.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: Content | None = None
    timeout: float | None = None
    proxy: str | None = None
    follows: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingResponse:
    """The last answer after redirects, from `url`: header names as they came, the body decompressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    url: str

    def header(self, name: str) -> str | None:
        """The first header of that name in any case, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Egress(Protocol):
    """Who asks servers: the guarded client, or a fake of it."""

    async def request(self, outgoing: OutgoingRequest) -> IncomingResponse: ...

    def refusal(self, url: str) -> EgressError | None: ...
