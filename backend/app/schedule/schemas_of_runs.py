"""Histories of emitters, and what is to come, over HTTP."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.engine import PROBLEM_CODES
from app.kit.fields import Timezone
from app.storage.models import EmitterRun

from .faults import SENTENCES
from .shapes import Moment


class RunFilter(BaseModel):
    """`sort`: with `-` the last first."""

    kind: Literal["send", "plan", "own"] | None = None
    state: Literal["open", "done", "skipped", "stopped"] | None = None
    sort: Literal["occurrence", "-occurrence"] = "-occurrence"


class RunProblem(BaseModel):
    """What went wrong for `count` people; `person_id`: the first of them. `message_ru` where there is one."""

    code: str
    count: int
    person_id: UUID | None
    message: str
    message_ru: str | None

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "RunProblem":
        english, russian = SENTENCES.get(kept["code"], (PROBLEM_CODES.get(kept["code"], kept["code"]), None))
        return cls.model_validate({**kept, "message": english, "message_ru": russian})


class RunRead(BaseModel):
    """`kind`: `send` to an audience at one time; `plan`: the times of people who have times of their own were
    found (`sent`: of how many); `own`: what was sent to those in the hour of `occurrence`. `cause`: the
    schedule, or a person. `passed`: for whom its rules did not hold; `postponed`: until their quiet hours
    end. `reason` says why one was skipped or stopped."""

    id: UUID
    emitter_id: UUID
    kind: Literal["send", "plan", "own"]
    cause: Literal["schedule", "person"]
    state: Literal["open", "done", "skipped", "stopped"]
    reason: str | None
    occurrence: datetime
    sent: int
    postponed: int
    passed: int
    failed: int
    problems: list[RunProblem]
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, run: EmitterRun) -> "RunRead":
        fields = {name: getattr(run, name) for name in cls.model_fields if name != "problems"}
        problems = [RunProblem.of(one) for one in run.problems or ()]
        return cls.model_validate({**fields, "problems": problems})


class CalendarFilter(BaseModel):
    """`from`: now where left out; `to`: a week later. At most a year."""

    bot_id: UUID
    emitter_id: UUID | None = None
    begin: Moment | None = Field(default=None, alias="from", description="From this moment on; now.")
    end: Moment | None = Field(default=None, alias="to", description="To before this one; a week later.")
    timezone: Timezone = Field(default="UTC", description="The zone `local` is told in.")


class CalendarEntry(BaseModel):
    """What will be sent. `at` in UTC, `local` as a clock in the zone asked for shows it. `is_personal`: by
    each person's own clock, which shows `local` then; or by dates of theirs, and then `people` is how many of
    them are due within the hour that begins `at`."""

    emitter_id: UUID
    name: str
    at: datetime
    local: str
    is_personal: bool
    people: int | None
