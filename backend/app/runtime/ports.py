"""What the runtime asks of rings above it. A composition root plugs the answers in."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from app.engine import Answer, CallHttp, CallIntegration, RunCode


class Performer[Command: (CallHttp, CallIntegration, RunCode)](Protocol):
    """Does a command's work. Every fault of the world is an answer; an exception is a bug of ours."""

    async def perform(self, command: Command) -> Answer: ...

    async def after_crash(self, command: Command) -> Answer:
        """The command may have been performed before, with nobody left to tell."""
        ...

    def give_up(self, command: Command) -> Answer:
        """The answer where nobody came through performing it."""
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
