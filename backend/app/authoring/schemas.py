"""Bots over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

from app.engine.inspect import Issue
from app.kit.fields import Input, Line
from app.storage.models import Bot, BotVersion, DeadLetter


class BotCreate(Input):
    """`workspace_id`: the personal one where left out."""

    name: Line
    description: Annotated[str, StringConstraints(max_length=2000)] | None = None
    workspace_id: UUID | None = None


class BotChange(Input):
    """Keys left out stay as they are."""

    name: Line | None = None
    description: Annotated[str, StringConstraints(max_length=2000)] | None = None


class BotRead(BaseModel):
    """`published_version` is null until the bot is published for the first time."""

    id: UUID
    workspace_id: UUID
    name: str
    description: str | None
    status: Literal["active", "paused", "archived"]
    revision: int
    published_version: int | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, bot: Bot) -> "BotRead":
        return cls.model_validate(
            {
                **{name: getattr(bot, name) for name in cls.model_fields if name != "description"},
                "description": bot.head.get("description"),
            }
        )


class IssueRead(BaseModel):
    """`message` in English, `message_ru` in Russian; an `error` blocks publishing."""

    code: str
    severity: Literal["error", "warning", "hint"]
    path: str
    step: str | None
    message: str
    message_ru: str
    fix: dict[str, Any] | None = None

    @classmethod
    def of(cls, issue: Issue) -> "IssueRead":
        return cls.model_validate({**issue.as_json(), "message_ru": issue.sentence("ru")})


class Issues(BaseModel):
    issues: list[IssueRead]


class Imported(BotRead):
    """A bot as it is after an import, with what `inspect` finds in it."""

    issues: list[IssueRead]


class Publish(Input):
    """`sessions`: running ones finish on their version, move where their step still exists, or restart."""

    note: Annotated[str, StringConstraints(max_length=2000)] | None = None
    sessions: Literal["finish", "move", "restart"] = "finish"


class VersionRead(BaseModel):
    bot_id: UUID
    number: int
    note: str | None
    sessions: Literal["finish", "move", "restart"]
    author_id: UUID | None
    created_at: datetime

    @classmethod
    def of(cls, version: BotVersion) -> "VersionRead":
        return cls.model_validate({name: getattr(version, name) for name in cls.model_fields})


class VersionWhole(VersionRead):
    document: dict[str, Any]

    @classmethod
    def whole(cls, version: BotVersion) -> "VersionWhole":
        return cls.model_validate({name: getattr(version, name) for name in cls.model_fields})


class Versions(BaseModel):
    items: list[VersionRead]


class Simulated(BaseModel):
    """What came of a conversation test, turn by turn."""

    name: str
    passed: bool
    turns: list[dict[str, Any]]
    differences: list[str]


class DeadLetterRead(BaseModel):
    """`error` is type and place; the event itself is shown to nobody, since a person wrote it."""

    id: UUID
    kind: Literal["event", "delivery"]
    session_id: UUID | None
    error: str
    attempts: int
    created_at: datetime
    replayed_at: datetime | None

    @classmethod
    def of(cls, letter: DeadLetter) -> "DeadLetterRead":
        return cls.model_validate({name: getattr(letter, name) for name in cls.model_fields})


class Replayed(BaseModel):
    session_id: UUID
