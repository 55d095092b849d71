"""Bodies of the accounts' routes."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.accounts.principals import PersonKind, Role
from app.accounts.scopes import Scope
from app.kit.fields import Email, Input, Line, Locale, NewPassword, OpaqueToken, Password, Timezone

type WorkspaceRole = Literal["owner", "EDITOR", "VIEWER"]


def example(fields: dict[str, Any]) -> ConfigDict:
    """For the description of a body."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RegisterIn(Input):
    """`invitation`: the token of one, where registration goes by invitation."""

    model_config = example(
        {
            "email": "ada@example.org",
            "password": "a long sentence is a good password",
            "name": "Ada",
            "invitation": "the-token-of-the-link",
        }
    )

    email: Email
    password: NewPassword
    name: Line | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None
    invitation: OpaqueToken | None = None


class LoginIn(Input):
    model_config = example({"email": "ada@example.org", "password": "a long sentence is a good password"})

    email: Email
    password: Password


class AnonymousIn(Input):
    model_config = example({"name": "Ada", "locale": "en", "timezone": "Europe/London"})

    name: Line | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None


class RefreshIn(Input):
    model_config = example({"refresh_token": "the-refresh-token"})

    refresh_token: OpaqueToken


class LogoutIn(Input):
    """`refresh_token`: of the sign-in that ends, where the access token may have ended before."""

    model_config = example({"refresh_token": "the-refresh-token"})

    refresh_token: OpaqueToken | None = None


class MeIn(Input):
    """What is left out stays; null clears."""

    model_config = example({"name": "Ada Lovelace", "locale": "en-GB", "timezone": "Europe/London"})

    name: Line | None = None
    locale: Locale | None = None
    timezone: Timezone | None = None


class PersonOut(_Read):
    id: UUID
    kind: PersonKind = "user"
    email: str | None = None
    email_verified_at: datetime | None = None
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


class ForgotIn(Input):
    model_config = example({"email": "ada@example.org"})

    email: Email


class ResetIn(Input):
    """`token`: what stands behind `#reset=` in the link."""

    model_config = example(
        {"token": "the-token-of-the-link", "password": "a long sentence is a good password"}
    )

    token: OpaqueToken
    password: NewPassword


class PasswordIn(Input):
    model_config = example({"current_password": "the one until now", "password": "a long sentence is better"})

    current_password: Password
    password: NewPassword


class VerifyIn(Input):
    """`token`: what stands behind `#verify=` in the link."""

    model_config = example({"token": "the-token-of-the-link"})

    token: OpaqueToken


class EmailIn(Input):
    """`password`: one's own, as it is."""

    model_config = example({"email": "ada@example.com", "password": "the one until now"})

    email: Email
    password: Password


class SignInOut(_Read):
    """`agent`: what the program called itself; `is_this`: the one that asks."""

    id: UUID
    agent: str | None
    created_at: datetime
    seen_at: datetime | None
    is_this: bool


class TokenIn(Input):
    """`expires_in_days` null: good until it is revoked."""

    model_config = example({"name": "Nightly export", "scopes": ["bots:read"], "expires_in_days": 90})

    name: Line
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=10)]
    expires_in_days: Annotated[int, Field(ge=1, le=3650)] | None = 90


class TokenOut(_Read):
    """`prefix`: how its secret begins; `last_used_at` to the minute."""

    id: UUID
    name: str
    scopes: list[Scope]
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class TokenMade(TokenOut):
    """`token` is shown this once."""

    token: str


class MailOut(_Read):
    """`link` only where SMTP_URL is not set: hand it to the person, to nobody else. `due_at` null: a server
    refused the letter for good, as `fault` says."""

    id: UUID
    kind: str
    email: str
    link: str | None = None
    attempts: int
    fault: str | None
    due_at: datetime | None
    expires_at: datetime
    created_at: datetime


class UserOut(PersonOut):
    is_active: bool


class UserIn(Input):
    model_config = example({"role": "DEVELOPER", "is_active": True})

    role: Role | None = None
    is_active: bool | None = None


class InvitationIn(Input):
    """`email` ties it to one address; `workspace_id` with `workspace_role` makes a member."""

    model_config = example({"email": "ada@example.org", "role": "DEVELOPER"})

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
    model_config = example({"token": "the-token-of-the-link"})

    token: OpaqueToken


class WorkspaceIn(Input):
    model_config = example({"name": "Shop"})

    name: Line


class WorkspaceOut(_Read):
    """`role`: the caller's own; null for an ADMIN who is no member."""

    id: UUID
    name: str
    is_personal: bool
    role: WorkspaceRole | None
    created_at: datetime


class MemberIn(Input):
    model_config = example({"user_id": "019a0000-0000-7000-8000-000000000000", "role": "EDITOR"})

    user_id: UUID
    role: WorkspaceRole


class MemberRoleIn(Input):
    model_config = example({"role": "VIEWER"})

    role: WorkspaceRole


class MemberOut(_Read):
    user_id: UUID
    email: str
    name: str | None
    role: WorkspaceRole
    created_at: datetime
