"""Bodies of the accounts' routes."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from app.accounts.principals import PersonKind, Role
from app.kit.fields import Email, Input, Line, Locale, NewPassword, OpaqueToken, Password, Timezone

type WorkspaceRole = Literal["owner", "EDITOR", "VIEWER"]


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RegisterIn(Input):
    """`invitation`: the token of one, where registration goes by invitation."""

    email: Email
    password: NewPassword
    name: Line | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None
    invitation: OpaqueToken | None = None


class LoginIn(Input):
    email: Email
    password: Password


class AnonymousIn(Input):
    name: Line | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None


class RefreshIn(Input):
    refresh_token: OpaqueToken


class MeIn(Input):
    """What is left out stays; null clears."""

    name: Line | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None


class PersonOut(_Read):
    id: UUID
    kind: PersonKind = "user"
    email: str | None = None
    name: str | None
    role: Role = "USER"
    locale: str | None
    timezone: str | None
    created_at: datetime


class TokensOut(BaseModel):
    """`expires_in`: seconds the access token is good for."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"]
    expires_in: int
    user: PersonOut


class UserOut(PersonOut):
    is_active: bool


class UserIn(Input):
    role: Role | None = None
    is_active: bool | None = None


class InvitationIn(Input):
    """`email` ties it to one address; `workspace_id` with `workspace_role` makes a member."""

    email: Email | None = None
    role: Role = "USER"
    workspace_id: UUID | None = None
    workspace_role: WorkspaceRole = "VIEWER"


class InvitationOut(_Read):
    id: UUID
    email: str | None
    role: Role
    workspace_id: UUID | None
    workspace_role: WorkspaceRole | None
    invited_by: UUID | None
    expires_at: datetime
    used_at: datetime | None
    created_at: datetime


class InvitationMade(InvitationOut):
    """`token` is shown this once."""

    token: str


class AcceptIn(Input):
    token: OpaqueToken


class WorkspaceIn(Input):
    name: Line


class WorkspaceOut(_Read):
    """`role`: the caller's own; null for an ADMIN who is no member."""

    id: UUID
    name: str
    is_personal: bool
    role: WorkspaceRole | None
    created_at: datetime


class MemberIn(Input):
    user_id: UUID
    role: WorkspaceRole


class MemberRoleIn(Input):
    role: WorkspaceRole


class MemberOut(_Read):
    user_id: UUID
    email: str
    name: str | None
    role: WorkspaceRole
    created_at: datetime
