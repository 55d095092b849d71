"""Sessions, messages and traces as they are shown."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

type Kind = Literal["user", "anonymous", "bot"]


class Somebody(BaseModel):
    """A person or a bot; `name` null where there is none to tell."""

    id: UUID
    kind: Kind
    name: str | None


class ChannelOf(BaseModel):
    id: UUID
    name: str
    kind: str


class SessionRead(BaseModel):
    """One conversation of a person with a bot in a channel."""

    id: UUID
    bot_id: UUID
    version: int
    place: str | None = Field(description="The step it stands at, `outer/inner` inside templates.")
    finished: bool
    awaiting: bool = Field(description="A turn waits for an answer from outside.")
    person: Somebody
    channel: ChannelOf
    created_at: datetime
    updated_at: datetime


class TimerRead(BaseModel):
    group: str | None
    due_at: datetime


class AwaitedRead(BaseModel):
    """What a turn waits for: `what` is method and address, or an operation."""

    kind: Literal["http", "code", "integration"]
    what: str
    since: datetime
    attempts: int


class ProblemRead(BaseModel):
    """A problem met while running (flow-language.md 4.9)."""

    code: str
    step: str | None
    group: str | None
    detail: dict[str, Any]
    at: datetime


class SessionWhole(SessionRead):
    """`variables`: the scopes session, user, channel and bot; secrets are shown as •••. `problems`: newest
    first, as far as traces are kept."""

    variables: dict[str, dict[str, Any]]
    timers: list[TimerRead]
    awaited: list[AwaitedRead]
    problems: list[ProblemRead]


class MessageRead(BaseModel):
    """What was said, by either side; secrets are shown as •••. `aside`: by the bot, without a turn of this
    conversation."""

    id: UUID
    seq: int
    sender: Somebody
    text: str | None
    button: str | None
    buttons: list[Any]
    attachments: list[Any]
    widget: Any
    params: dict[str, Any]
    aside: bool
    created_at: datetime


class Asked(BaseModel):
    """The work a turn stopped for."""

    kind: Literal["http", "code", "integration"]
    what: str
    step: str | None
    group: str | None


class TraceRead(BaseModel):
    """What one turn did, or one part of a turn that waited for an answer (flow-language.md 8)."""

    id: int
    at: datetime
    version: int | None = Field(description="Of the bot; null in traces of earlier releases.")
    place: str | None = Field(description="Where the session stood afterwards.")
    finished: bool | None
    no_match: bool
    dropped: int = Field(description="Entries beyond the trace's limit.")
    asked: Asked | None
    entries: list[dict[str, Any]]
