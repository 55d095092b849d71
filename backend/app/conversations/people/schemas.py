"""People as they are shown, and what came of erasing one."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field


class PersonRead(BaseModel):
    """Somebody who talks to bots. `email`: what they told a bot; to ADMIN also that of their account."""

    id: UUID
    kind: Literal["user", "anonymous"]
    name: str | None
    username: str | None
    email: str | None
    sessions: int = Field(description="Conversations within one's reach.")
    last_seen: datetime | None


class WrittenVariable(BaseModel):
    """A shared variable that a conversation of theirs wrote to."""

    bot_id: UUID
    variable: str


class Erased(BaseModel):
    """`rows`: how many of each table are gone. `account`: `deleted`, `emptied` (of a registered person: what
    they own stays, nameless) or `kept` (they are known elsewhere too).

    `may_remain`: shared variables of bots and channels that their conversations wrote to, as far as traces
    tell: what a bot copied there is for its author to clear.
    """

    person_id: UUID
    account: Literal["deleted", "emptied", "kept"]
    rows: dict[str, int]
    may_remain: list[WrittenVariable]
