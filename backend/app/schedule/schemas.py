"""Emitters and crons over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.kit.fields import Input, Line, Timezone, example
from app.storage.models import Cron, Emitter

CRONS_MOST = 20  # of one emitter
PEOPLE_MOST = 1000  # named one by one
LONGEST_EVERY = 366 * 24 * 3600
YEARS = range(2000, 2201)


def _as_text(given: Any) -> Any:
    return str(given) if type(given) is int else given


def _in_time(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise PydanticCustomError("year", "A time between the years 2000 and 2200 is wanted")
    return moment


type Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
type Expression = Annotated[
    str, BeforeValidator(_as_text), StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9*,/ -]+$")
]

EXAMPLE = {"hour": "9", "minute": "30", "day_of_week": "mon-fri", "timezone": "Europe/Moscow"}

SOME_ID = "019a0000-0000-7000-8000-000000000000"
NEWS = {"field": "user.news", "operator": "equal", "value": True}


class CronFields(Input):
    """The fields of APScheduler's CronTrigger. Larger ones left out mean every one, smaller ones the first;
    `day_of_week` counts from Monday, 0. `jitter`: up to so many seconds later. `misfire`: times that were
    missed are skipped, sent once, or all sent."""

    model_config = example(EXAMPLE)

    year: Expression | None = None
    month: Expression | None = None
    day: Expression | None = None
    day_of_week: Expression | None = None
    hour: Expression | None = None
    minute: Expression | None = None
    second: Expression | None = None
    start_at: Moment | None = None
    end_at: Moment | None = None
    timezone: Timezone = "UTC"
    jitter: Annotated[int, Field(ge=0, le=3600)] = 0
    misfire: Literal["skip", "once", "all"] = "once"


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
    """All subscribers of the channel, or of the workspace's channels where the emitter names none."""

    kind: Literal["all"]


class Chosen(Input):
    """People by their ids, each a subscriber."""

    kind: Literal["people"]
    ids: Annotated[list[UUID], Field(min_length=1, max_length=PEOPLE_MOST)]


class Matching(Input):
    """Subscribers for whom a rule set holds (flow-language.md 5), on `user.*`, `bot.*` and `channel.*`."""

    kind: Literal["rules"]
    rules: dict[str, Any]


type Audience = Annotated[Everybody | Chosen | Matching, Field(discriminator="kind")]


class ScheduleIn(Input):
    """Once, `at` a time; or `every` so many seconds, from `start_at` (now where left out) to `end_at`; or by
    `crons`, which `/crons` changes one by one."""

    model_config = example({"crons": [EXAMPLE]})

    at: Moment | None = None
    every: Annotated[int, Field(ge=1, le=LONGEST_EVERY)] | None = None
    start_at: Moment | None = None
    end_at: Moment | None = None
    crons: Annotated[list[CronFields], Field(max_length=CRONS_MOST)] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(one is not None for one in (self.at, self.every, self.crons)) != 1:
            raise PydanticCustomError("schedule", "Give at, every or crons, one of them")
        if self.every is None and (self.start_at is not None or self.end_at is not None):
            raise PydanticCustomError("schedule", "start_at and end_at go with every; crons have their own")
        return self

    @property
    def kept(self) -> dict[str, Any]:
        """As it is stored: crons have rows of their own."""
        if self.crons is not None:
            return {"crons": True}
        return self.model_dump(mode="json", exclude_none=True)


class EmitterFields(Input):
    """`message` is written as in a step. `needs_message_processing`: the message is said to the bot as the
    person's, instead of being sent to them."""

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
    message: dict[str, Any]
    schedule: ScheduleIn


class EmitterChange(EmitterFields):
    """Keys left out stay as they are; a schedule is replaced whole."""

    model_config = example({"is_paused": True})

    name: Line | None = None
    message: dict[str, Any] | None = None
    schedule: ScheduleIn | None = None


class ScheduleRead(BaseModel):
    """One of `at`, `every` and `crons` is not null."""

    at: datetime | None = None
    every: int | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None
    crons: list[CronRead] | None = None


class EmitterRead(BaseModel):
    """`next_at`: null while it is paused, and when its time is over."""

    id: UUID
    bot_id: UUID
    channel_id: UUID | None
    name: str
    message: dict[str, Any]
    audience: Audience
    schedule: ScheduleRead
    needs_message_processing: bool
    is_paused: bool
    next_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, emitter: Emitter, crons: list[Cron]) -> "EmitterRead":
        own: dict[str, Any] = {"crons": [CronRead.of(cron) for cron in crons]}
        schedule = own if "crons" in emitter.schedule else emitter.schedule
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
