"""Alerts over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.kit.fields import Input, WebAddress, example

from .limits import LONGEST_WINDOW

MOST = 1_000_000
MORE_THAN, MINUTES = 5, 10  # where nobody has chosen

type MailState = Literal["ready", "unproven", "none"]
type MoreThan = Annotated[int, Field(ge=0, le=MOST)]
type Minutes = Annotated[int, Field(ge=1, le=LONGEST_WINDOW)]


class AlertsChange(Input):
    """Keys left out stay as they are. People are told when there are more than `more_than` problems in
    `minutes`; `by_mail` is for the caller alone, `url` (null: none) for the bot."""

    model_config = example(
        {"is_on": True, "more_than": 5, "minutes": 10, "by_mail": True, "url": "https://shop.example/alerts"}
    )

    # No defaults are told: they would not be taken.
    is_on: bool = Field(default_factory=bool)
    more_than: MoreThan = Field(default_factory=lambda: MORE_THAN)
    minutes: Minutes = Field(default_factory=lambda: MINUTES)
    by_mail: bool = Field(default_factory=bool)
    url: WebAddress | None = None


class ProblemKind(BaseModel):
    """`code`: of a problem; `dead_letter:event` and `dead_letter:delivery` for what was set aside;
    `emitter:says_nothing` and `emitter:missed` for what the bot was to say by itself."""

    code: str
    problems: int


class AlertFault(BaseModel):
    """Why the last alert was given up."""

    code: str
    at: datetime


class AlertsRead(BaseModel):
    """`mail`: whether the caller can be written to: `unproven` while they have not confirmed their address,
    `none` without a mail server. `since`: when the problems rose that go on now; `problems` and `kinds`:
    those of the last `minutes`."""

    is_on: bool
    more_than: int
    minutes: int
    by_mail: bool
    mail: MailState
    url: str | None
    has_secret: bool
    problems: int
    kinds: list[ProblemKind]
    since: datetime | None
    told_at: datetime | None
    mail_fault: AlertFault | None
    url_fault: AlertFault | None


class AlertSecret(BaseModel):
    """Shown this once."""

    secret: str
