"""Emitters and crons over HTTP."""
# What may be left out of a request is always in an answer:
# pyright: reportGeneralTypeIssues=false

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.kit.fields import Input, Line, example
from app.storage.models import Cron, Emitter

from .shapes import EXAMPLE, ByDateIn, CronFields, Given, Misfire, Moment, QuietHours, ScheduleIn

PEOPLE_MOST = 1000  # named one by one
SOME_ID = "019a0000-0000-7000-8000-000000000000"
NEWS = {"field": "user.news", "operator": "equal", "value": True}


class CronCreate(CronFields):
    """One more time at which the emitter fires."""

    model_config = example({"emitter_id": SOME_ID, **EXAMPLE})

    emitter_id: UUID


class CronChange(CronFields):
    """Keys left out stay as they are."""

    model_config = example({"hour": "10"})


class CronRead(CronFields):
    """`next_at`: null while the emitter is paused, and when its time is over."""

    model_config = ConfigDict(extra="ignore", from_attributes=True)

    year: str | None
    month: str | None
    day: str | None
    day_of_week: str | None
    hour: str | None
    minute: str | None
    second: str | None
    start_at: datetime | None
    end_at: datetime | None
    id: UUID
    emitter_id: UUID
    next_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, cron: Cron) -> "CronRead":
        return cls.model_validate({name: getattr(cron, name) for name in cls.model_fields})


class PreviewIn(CronFields):
    """`after`: now where left out."""

    count: Annotated[int, Field(ge=1, le=50)] = 5
    after: Moment | None = None


class TimeRead(BaseModel):
    """One moment, in UTC and as a clock in the cron's zone shows it."""

    at: datetime
    local: str


class Preview(BaseModel):
    """`times`: the next ones in order; fewer than asked for where there are no more."""

    times: list[TimeRead]


class Everybody(Input):
    """All subscribers of the channel, or of the bot's channels where the emitter names none."""

    kind: Literal["all"]


class Chosen(Input):
    """People by their ids, each a subscriber."""

    kind: Literal["people"]
    ids: Annotated[list[UUID], Field(min_length=1, max_length=PEOPLE_MOST)]


class Matching(Input):
    """Subscribers for whom a rule set holds (flow-language.md 5), on `user.*`, `bot.*` and `channel.*`."""

    kind: Literal["rules"]
    rules: Given


type Audience = Annotated[Everybody | Chosen | Matching, Field(discriminator="kind")]


class EmitterFields(Input):
    """`message` is written as in a step. `needs_message_processing`: the bot hears the message as if the
    person had said it, instead of its being sent to them."""

    channel_id: UUID | None = None
    audience: Audience = Everybody(kind="all")
    needs_message_processing: bool = False
    is_paused: bool = False


class EmitterCreate(EmitterFields):
    """`channel_id`: all channels of the bot where left out."""

    model_config = example(
        {
            "bot_id": SOME_ID,
            "name": "Morning news",
            "message": {"text": "Good morning, {$user.name$}!"},
            "audience": {"kind": "rules", "rules": NEWS},
            "schedule": {"crons": [EXAMPLE]},
        }
    )

    bot_id: UUID
    name: Line
    message: Given
    schedule: ScheduleIn


class EmitterChange(EmitterFields):
    """Keys left out stay as they are; a schedule is replaced whole."""

    model_config = example({"is_paused": True})

    name: Line | None = None
    message: Given | None = None
    schedule: ScheduleIn | None = None


class ScheduleRead(BaseModel):
    """One of `at`, `at_local`, `date`, `every` and `crons` is not null; `after` comes with the `at` it
    made."""

    at: datetime | None = None
    after: int | None = None
    at_local: datetime | None = None
    date: ByDateIn | None = None
    every: int | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None
    crons: list[CronRead] | None = None
    own_zone: bool = False
    quiet: QuietHours | None = None
    misfire: Misfire = "once"


class EmitterRead(BaseModel):
    """`next_at`: null while it is paused, when its time is over, and where each person has times of their own
    (`is_personal`)."""

    id: UUID
    bot_id: UUID
    channel_id: UUID | None
    name: str
    message: dict[str, Any]
    audience: Audience
    schedule: ScheduleRead
    needs_message_processing: bool
    is_paused: bool
    is_personal: bool
    next_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, emitter: Emitter, crons: list[Cron]) -> "EmitterRead":
        schedule: dict[str, Any] = dict(emitter.schedule)
        if "crons" in schedule:
            schedule["crons"] = [CronRead.of(cron) for cron in crons]
        fields = {name: getattr(emitter, name) for name in cls.model_fields if name != "schedule"}
        return cls.model_validate({**fields, "schedule": schedule})


class EmitterFilter(BaseModel):
    """`search`: a part of the name; `sort`: with `-` the last first."""

    bot_id: UUID
    channel_id: UUID | None = None
    is_paused: bool | None = None
    search: Annotated[str, StringConstraints(max_length=200)] | None = None
    sort: Literal["created_at", "-created_at", "name", "-name", "updated_at", "-updated_at"] = "created_at"


class CronFilter(BaseModel):
    """Of a bot, or of one of its emitters."""

    bot_id: UUID
    emitter_id: UUID | None = None
