"""Times as authors give them: crons, schedules, quiet hours."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self, cast

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    NaiveDatetime,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.engine.limits import LIMITS
from app.engine.paths import parse_path
from app.kit.fields import Input, Timezone, example

CRONS_MOST = 20  # of one emitter
LONGEST_EVERY = 366 * 24 * 3600
YEARS = range(2000, 2201)


def _as_text(given: Any) -> Any:
    return str(given) if type(given) is int else given


def _in_time(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise PydanticCustomError("year", "A time between the years 2000 and 2200 is wanted")
    return moment


def _user_path(text: str) -> str:
    path = parse_path(text)
    if path is None or path[0] != "user" or len(path) == 1:
        raise PydanticCustomError("variable", "A variable of the person is wanted, such as user.birthday")
    return text


def _shallow(given: dict[str, Any]) -> dict[str, Any]:
    """Level by level, so that no depth can hurt."""
    level: list[Any] = [given]
    for _ in range(LIMITS.value_depth):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return given
    raise PydanticCustomError("too_deep", "Values within values go too deep: at most 100 levels")


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).values()
    return cast("list[Any]", value) if isinstance(value, list) else ()


type Given = Annotated[dict[str, Any], AfterValidator(_shallow)]
type Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
type LocalMoment = Annotated[NaiveDatetime, AfterValidator(_in_time)]
type WallTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
type Misfire = Literal["skip", "once", "all"]
type Expression = Annotated[
    str, BeforeValidator(_as_text), StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9*,/ -]+$")
]

EXAMPLE = {"hour": "9", "minute": "30", "day_of_week": "mon-fri", "timezone": "Europe/Moscow"}


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
    misfire: Misfire = "once"


class QuietHours(Input):
    """From `start` to before `end` by each person's clock, over midnight where `end` is the earlier: what
    falls into them is sent at their end, once."""

    model_config = example({"start": "22:00", "end": "08:00"})

    start: WallTime
    end: WallTime

    @model_validator(mode="after")
    def _is_some_time(self) -> Self:
        if self.start == self.end:
            raise PydanticCustomError("quiet", "Quiet hours begin and end at different times")
        return self


class ByDateIn(Input):
    """So many `days` and `seconds` from the date in `variable` of the person (before it: negative), at `time`
    of that day by their clock (that of the date where left out); with `repeat` again every so often."""

    model_config = example({"variable": "user.birthday", "time": "09:00", "repeat": "year"})

    variable: Annotated[str, StringConstraints(max_length=200), AfterValidator(_user_path)]
    days: Annotated[int, Field(ge=-3660, le=3660)] = 0
    seconds: Annotated[int, Field(ge=-LONGEST_EVERY, le=LONGEST_EVERY)] = 0
    time: WallTime | None = None
    repeat: Literal["day", "week", "month", "year"] | None = None


class ScheduleIn(Input):
    """Once: `at` a time, `after` so many seconds, or `at_local` when each person's clock shows that; `every`
    so many seconds, from `start_at` (now where left out) to `end_at`; by a `date` that is kept of each
    person; or by `crons`, which `/crons` changes one by one (`own_zone`: each person's clock is asked, and
    `timezone` of a cron where theirs is not known). `misfire`: as in crons, which have their own where they
    are the same for everybody."""

    model_config = example({"crons": [EXAMPLE], "quiet": {"start": "22:00", "end": "08:00"}})

    at: Moment | None = None
    after: Annotated[int, Field(ge=1, le=LONGEST_EVERY)] | None = None
    at_local: LocalMoment | None = None
    date: ByDateIn | None = None
    every: Annotated[int, Field(ge=1, le=LONGEST_EVERY)] | None = None
    start_at: Moment | None = None
    end_at: Moment | None = None
    crons: Annotated[list[CronFields], Field(max_length=CRONS_MOST)] | None = None
    own_zone: bool = False
    quiet: QuietHours | None = None
    misfire: Misfire = "once"

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        ways = (self.at, self.after, self.at_local, self.date, self.every, self.crons)
        if sum(one is not None for one in ways) != 1:
            raise PydanticCustomError(
                "schedule", "Give at, after, at_local, date, every or crons, one of them"
            )
        if self.every is None and (self.start_at is not None or self.end_at is not None):
            raise PydanticCustomError("schedule", "start_at and end_at go with every; crons have their own")
        if self.own_zone and self.crons is None:
            raise PydanticCustomError("schedule", "own_zone goes with crons")
        return self

    def kept(self, made_at: datetime) -> dict[str, Any]:
        """As it is stored: crons have rows of their own, and a delay is a time."""
        kept = self.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"crons"})
        if self.crons is not None:
            kept["crons"] = True
        if self.after is not None:
            kept["at"] = (made_at + timedelta(seconds=self.after)).isoformat()
        return kept
