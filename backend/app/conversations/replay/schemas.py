"""A replay as it is asked for and shown."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.engine.document.conversation_test import HttpMock, IntegrationMock
from app.kit.fields import Input

type Aspect = Literal["messages", "place", "finished", "problems", "variables"]
MOST_MOCKS = 200


class ReplayIn(Input):
    """Which document it is replayed with, and answers for what was not asked for then."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "version": "draft",
                    "http": [{"request": "GET https://api.example/price", "answer": {"json": {"price": 10}}}],
                }
            ]
        }
    )

    version: Literal["draft"] | int = Field(default="draft", description="The draft, or a version's number.")
    http: list[HttpMock] = Field(default=[], max_length=MOST_MOCKS)
    integrations: list[IntegrationMock] = Field(default=[], max_length=MOST_MOCKS)


class EventRead(BaseModel):
    """What happened; `text` and `button` where something was said."""

    type: Literal["start", "message", "timeout"]
    at: datetime
    text: str | None = None
    button: str | None = None
    params: dict[str, Any] = {}


class Side(BaseModel):
    """What came of an event. `variables`: those that changed, by path; `problems`: their codes."""

    messages: list[dict[str, Any]]
    place: str | None
    finished: bool
    problems: list[str]
    variables: dict[str, Any]


class WorkRead(BaseModel):
    """What the bot asked for in the replay, and whose answer it had.

    `recorded`: the one given then; `other_request`: the one this group had then, to something else;
    `mock`: one sent along; `missing`: none, it was answered as a connection that fails.
    """

    kind: Literal["http", "code", "integration"]
    what: str
    answered: Literal["recorded", "mock", "run", "other_request", "missing"]


class ReplayTurn(BaseModel):
    """`recorded` null: it happened in the replay only."""

    number: int
    event: EventRead
    recorded: Side | None
    replayed: Side
    differs: list[Aspect]
    work: list[WorkRead]


class Replay(BaseModel):
    """`complete` false: of the beginning only the messages are kept, or there was too much for one replay."""

    session_id: UUID
    version: int | None = Field(description="Null: the draft.")
    complete: bool
    same: bool
    first_difference: int | None = Field(description="Number of the first turn that differs.")
    turns: list[ReplayTurn]
