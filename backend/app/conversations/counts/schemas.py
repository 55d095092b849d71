"""Counts as they are shown."""

from datetime import datetime

from pydantic import BaseModel, Field


class ConnectionCount(BaseModel):
    """Ids as in the document; a group that is none of the step's is a bot-level one."""

    group: str
    connection: str
    count: int


class StepCounts(BaseModel):
    """`dropped`: conversations that came to rest here, are not finished, and have long been silent."""

    step: str | None = Field(description="`outer/inner` inside templates; null: before the first step.")
    entered: int
    no_match: int = Field(description="Events at which nothing was taken here.")
    dropped: int
    left: list[ConnectionCount]


class Counts(BaseModel):
    """`version` null: of all; `since` counts whole days (UTC)."""

    version: int | None
    since: datetime | None
    steps: list[StepCounts]
    all_drops: bool = Field(description="False: `dropped` tells of the newest conversations alone.")
