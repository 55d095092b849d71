"""A bot as a whole, over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.kit.fields import Email, Input, Line, example

type ShareRole = Literal["EDITOR", "VIEWER"]


class RoleIn(Input):
    """What they may do with the bot."""

    model_config = example({"role": "VIEWER"})

    role: ShareRole


class ShareIn(RoleIn):
    """With whom: by the id of a person, or by the address of their account."""

    model_config = example({"email": "ada@example.org", "role": "EDITOR"})

    user_id: UUID | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.user_id is None) == (self.email is None):
            raise PydanticCustomError("person", "Give user_id or email, one of them")
        return self


class PersonAccess(BaseModel):
    """`access` is the better of `workspace_role` and `share`. `is_effective` false: the account is off, or
    only chats. `email`: null for those it is not for."""

    user_id: UUID
    name: str | None
    email: str | None
    access: Literal["OWNER", "EDITOR", "VIEWER"]
    workspace_role: Literal["owner", "EDITOR", "VIEWER"] | None
    share: ShareRole | None
    is_effective: bool


class Duplicate(Input):
    """`name`: that of the bot with "(copy)" where left out. `workspace_id`: the bot's own where one may edit
    there, else the personal one."""

    model_config = example({"name": "Shop, summer"})

    name: Line | None = None
    workspace_id: UUID | None = None


class AuditFilter(BaseModel):
    """`action`: one, such as `bot.publish`, or its first word for all of a kind."""

    action: Annotated[str, StringConstraints(pattern=r"^[a-z_-]{1,40}(\.[a-z_-]{1,40})?$")] | None = None
    actor_id: UUID | None = None


class AuditLine(BaseModel):
    """One thing that was done. `revision`: where it was a change of the draft; long values are cut short.
    `token_id`: where it was done through an access token, with its name while it is there."""

    id: str
    at: datetime
    actor_id: UUID | None
    actor_name: str | None
    action: str
    subject_id: UUID | None
    revision: int | None
    before: Any = None
    after: Any = None
    token_id: UUID | None = None
    token_name: str | None = None


type Key = Annotated[str, Field(min_length=1, max_length=1000)]
