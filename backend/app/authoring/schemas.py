"""Bots over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from app.engine.inspect import Fix, Issue
from app.engine.text import clean_text
from app.kit.fields import Input, Line, example
from app.storage.models import Bot, BotVersion, DeadLetter

from .bots import LISTED, WantedBots

type BotStatus = Literal["active", "paused", "archived"]
Description = Annotated[str, StringConstraints(max_length=2000), AfterValidator(clean_text)]
type BotSort = Literal["created_at", "-created_at", "name", "-name", "updated_at", "-updated_at"]


class BotFilter(BaseModel):
    """`search`: a part of the name, in any case; `status`: one or several, all but archived ones where left
    out; `sort`: with `-` the last first."""

    search: Annotated[str, StringConstraints(max_length=200)] | None = None
    status: Annotated[list[BotStatus], Field(max_length=3)] | None = None
    workspace_id: UUID | None = None
    sort: BotSort = "created_at"

    def wanted(self) -> WantedBots:
        return WantedBots(
            search=self.search,
            statuses=self.status or LISTED,
            workspace_id=self.workspace_id,
            sort=self.sort,
        )


class BotCreate(Input):
    """`workspace_id`: the personal one where left out."""

    model_config = example({"name": "Shop", "description": "Takes orders"})

    name: Line
    description: Description | None = None
    workspace_id: UUID | None = None


class BotChange(Input):
    """Keys left out stay as they are."""

    model_config = example({"name": "Shop, summer"})

    name: Line | None = None
    description: Description | None = None
    publish_needs_tests: bool | None = Field(
        default=None, description="Publishing is refused while a test of the draft is red."
    )


class BotRead(BaseModel):
    """`published_version` is null until the bot is published for the first time."""

    id: UUID
    workspace_id: UUID
    name: str
    description: str | None
    status: BotStatus
    revision: int
    published_version: int | None
    publish_needs_tests: bool
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


class FixRead(BaseModel):
    """What mends an issue: operations for `/changes`, and what they do in English and Russian."""

    title: str
    title_ru: str
    operations: list[dict[str, Any]]

    @classmethod
    def of(cls, fix: Fix) -> "FixRead":
        operations = [dict(operation) for operation in fix.operations]
        return cls(title=fix.title, title_ru=fix.sentence("ru"), operations=operations)


class IssueRead(BaseModel):
    """`message` in English, `message_ru` in Russian; an `error` blocks publishing. `path` counts from the
    beginning of each list, `target` names the same place by ids, as `/changes` takes it; null where changes
    do not reach."""

    code: str
    severity: Literal["error", "warning", "hint"]
    path: str
    target: str | list[str] | None = None
    step: str | None
    message: str
    message_ru: str
    fix: FixRead | None = None

    @classmethod
    def of(cls, issue: Issue) -> "IssueRead":
        fix = FixRead.of(issue.fix) if issue.fix else None
        return cls.model_validate({**issue.as_json(), "message_ru": issue.sentence("ru"), "fix": fix})


class Issues(BaseModel):
    issues: list[IssueRead]


class Imported(BotRead):
    """A bot as it is after an import, with what `inspect` finds in it."""

    issues: list[IssueRead]


class Publish(Input):
    """`sessions`: running ones finish on their version, move where their step still exists, or restart."""

    model_config = example({"note": "Asks for the address first", "sessions": "move"})

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


class Simulation(BaseModel):
    """Which version is played, or the branch of which proposal, and whether what no mock answers is asked for
    outside: not of a proposal, which nobody has accepted yet."""

    version: Annotated[str, StringConstraints(pattern=r"^(draft|[1-9][0-9]{0,8})$")] = "draft"
    live: Annotated[bool, Field(description="For those who may change the bot.")] = False
    proposal: UUID | None = None


class Recorded(BaseModel):
    """A mock that answers as the world did."""

    turn: int = Field(description="Counted from 1.")
    kind: Literal["http", "integrations"] = Field(description="The list of a test it belongs into.")
    mock: dict[str, Any]


class Simulated(BaseModel):
    """What came of a conversation test, turn by turn."""

    name: str
    passed: bool
    turns: list[dict[str, Any]]
    differences: list[str]
    recorded: list[Recorded] = Field(
        default_factory=list[Recorded], description="What was asked for outside, in its order."
    )


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
    """Where it waits again: an event in its session, a message in its thread."""

    session_id: UUID | None = None
    thread_id: UUID | None = None
