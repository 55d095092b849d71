"""Credentials over HTTP. What is secret comes in and never goes out."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.kit.fields import Input, Line
from app.kit.hosts import read_host
from app.storage.models import CredentialEntity

type StrategyName = Literal["api_key", "basic", "oauth2", "service_account", "other"]
type Provider = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]


def _host(text: str) -> str:
    try:
        return read_host(text)
    except ValueError as unfit:
        raise PydanticCustomError(
            "host", "A host is wanted, such as api.example.com, api.example.com:8443 or *.example.com"
        ) from unfit


type Host = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(_host)]
type Hosts = Annotated[list[Host], Field(max_length=20)]
type SecretFields = Annotated[
    dict[Annotated[str, StringConstraints(min_length=1, max_length=100)], SecretStr],
    Field(min_length=1, max_length=20, description="The parts of the secret, as its strategy names them."),
]
type Settings = Annotated[
    dict[str, Any], Field(max_length=20, description="What of it may be shown, as its strategy names it.")
]

_EXAMPLE = {
    "name": "shop",
    "provider": "shop",
    "strategy": "api_key",
    "settings": {"name": "X-Api-Key"},
    "secret": {"api_key": "k-123"},
    "hosts": ["api.example.com"],
}


class CredentialCreate(Input):
    """With `bot_id` it is that bot's alone; else the workspace's (the personal one where none is named).

    `hosts` left out: those of the provider. `is_default` left out: true for the first of its provider there.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    workspace_id: UUID | None = None
    bot_id: UUID | None = None
    name: Line
    provider: Provider
    strategy: StrategyName
    settings: Settings = Field(default_factory=dict)
    secret: SecretFields
    hosts: Hosts = Field(default_factory=list)
    is_default: bool | None = None

    @model_validator(mode="after")
    def _one_owner(self) -> Self:
        if self.bot_id is not None and self.workspace_id is not None:
            raise PydanticCustomError("one_owner", "Give bot_id or workspace_id, not both")
        return self


class CredentialChange(Input):
    """What is not named stays. Whoever names a new host or changes the settings gives the secret again:
    so nobody can lead one away who does not have it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "shop", "secret": {"api_key": "k-456"}}]}
    )

    name: Line | None = None
    settings: Settings | None = None
    secret: SecretFields | None = None
    hosts: Hosts | None = None
    is_default: bool | None = None


class CredentialRead(BaseModel):
    """`sealed_at`: when its secret was last given."""

    id: UUID
    workspace_id: UUID
    bot_id: UUID | None
    name: str
    provider: str
    strategy: str
    settings: dict[str, Any]
    hosts: list[str]
    is_default: bool
    sealed_at: datetime
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: CredentialEntity) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class CredentialFilter(BaseModel):
    """`bot_id`: those the bot may use. `search`: a part of the name, in any case; `sort`: with `-` the last
    first."""

    workspace_id: UUID | None = None
    bot_id: UUID | None = None
    provider: Provider | None = None
    search: Annotated[str, StringConstraints(max_length=200)] | None = None
    sort: Literal["created_at", "-created_at", "name", "-name", "updated_at", "-updated_at"] = "name"


class StrategyRead(BaseModel):
    """`settings` and `secret` are JSON Schemas, for forms."""

    id: str
    title: str
    settings: dict[str, Any]
    secret: dict[str, Any]


class ProviderRead(BaseModel):
    """A service we know: how it can be signed in to, and where."""

    id: str
    title: str
    strategies: list[str]
    hosts: list[str]


class Catalogue(BaseModel):
    strategies: list[StrategyRead]
    providers: list[ProviderRead]


class UsageRead(BaseModel):
    """Where a bot names it: `version` null is its draft; `paths` are those of its document."""

    bot_id: UUID
    bot_name: str
    version: int | None
    paths: list[str]


class Trial(Input):
    """`url`: asked with GET, on one of its hosts. Left out: only a token is asked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"url": "https://api.example.com/me"}]})

    url: Annotated[str, StringConstraints(min_length=1, max_length=2000)] | None = None


class TrialRead(BaseModel):
    """Never what the server said. `error`: a code of requests (`http:…`), null where there was an answer;
    `detail` and `message` say why: `reason`, and what is known of `host` and `status`."""

    ok: bool
    status: int
    error: str | None
    detail: dict[str, Any] | None
    message: str | None
    message_ru: str | None
    elapsed_ms: int
