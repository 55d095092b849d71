"""What the runtime asks of rings above it. A composition root plugs the answers in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from app.engine import Answer, CallHttp, CallIntegration, RunCode
from app.kit.egress import Streamed

type Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """On whose behalf a command is performed: what it may use is what its bot may use."""

    bot_id: UUID
    session_id: UUID
    workspace_id: UUID


class Performer[Command: (CallHttp, CallIntegration, RunCode)](Protocol):
    """Does a command's work. Every fault of the world is an answer; an exception is a bug of ours."""

    async def perform(self, command: Command, origin: Origin) -> Answer: ...

    async def after_crash(self, command: Command, origin: Origin) -> Answer:
        """The command may have been performed before, with nobody left to tell."""
        ...

    def give_up(self, command: Command) -> Answer:
        """The answer where nobody came through performing it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Which token was used, for the case that the server does not take it."""

    credential_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A credential opened for who uses it at once. `hosts`: where it may go (kit/hosts.py).

    `secret` holds by strategy: `api_key`; `username`, `password` (basic); `access_token` beside what it was
    exchanged for (oauth2, service_account); for `other` whatever its fields are called.
    """

    provider: str
    strategy: str
    hosts: tuple[str, ...]
    secret: Mapping[str, str] = field(repr=False)
    token: Token | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a credential adds to one request. `secrets`: texts that nobody is to be shown."""

    headers: Headers = field(default=(), repr=False)
    query: Headers = field(default=(), repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    token: Token | None = None


class RequestCredentials(Protocol):
    """What requests ask of credentials, for the place (host and port) the request goes to. `name`: that of a
    credential, else of a service, whose default it is."""

    async def added_to(self, origin: Origin, name: str, place: tuple[str, int]) -> Added:
        """EgressError where there is none of that name, it is not for that place, it cannot be opened, or the
        token it takes cannot be had."""
        ...

    async def outline(self, origin: Origin, name: str, place: tuple[str, int]) -> Added:
        """The same with `•••` in the place of every secret; nobody is asked for a token."""
        ...

    async def refused(self, token: Token) -> None:
        """A server did not take the token: the next request gets another."""
        ...


class Credentials(RequestCredentials, Protocol):
    """What is kept sealed. Nothing that comes out of here is stored, logged or shown."""

    async def open(self, origin: Origin, name: str | None, provider: str) -> Opened | None:
        """The credential of that provider; without a name the default of the bot, else of the workspace.

        None where there is none. EgressError where it is of another provider, cannot be opened, or the token
        it takes cannot be had.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """An upload on its way out. `sha256` is that of its content.

    The content's `pieces` raise EgressError where they cannot be had, and are never fewer than its length.
    """

    name: str
    content_type: str
    sha256: bytes = field(repr=False)
    content: Streamed = field(repr=False)


class Uploads(Protocol):
    """Files that requests send along."""

    async def find(self, origin: Origin, file: str, most: int) -> SentFile | None:
        """An upload by its id or its own link; None where the bot may not send it, or it is larger than
        `most` bytes: a bot sends what authors of its workspace uploaded and what its person sent it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message to be carried to a person outside. `message` is the JSON text every interface shows."""

    channel_id: UUID
    person_id: UUID | None
    message_id: UUID
    seq: int
    message: str


class Undelivered(Exception):
    """The other side did not take the message. `final`: trying again is of no use."""

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.final = final


class Carrier(Protocol):
    """Carries messages of one kind of channel; raises Undelivered."""

    async def carry(self, delivery: Delivery) -> None: ...
