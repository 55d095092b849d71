"""Channels over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, SecretStr, StringConstraints
from pydantic_core import PydanticCustomError

from app.kit.fields import Input, Line, WebAddress, example
from app.storage.models import Channel, Subscriber

from .warnings import ChannelWarning

MOST_ORIGINS = 50  # of one channel

type Kind = Literal["web", "webhook"]
type SubscriberKind = Literal["user", "anonymous", "bot"]


def _origin(text: str) -> str:
    parts = urlsplit(text)
    plain = f"{parts.scheme}://{parts.netloc}"
    if text == "*" or (parts.scheme in {"http", "https"} and parts.netloc and text.rstrip("/") == plain):
        return text.rstrip("/")
    raise PydanticCustomError("origin", "This is not an origin, such as https://shop.example")


def _without_nul(text: str) -> str:
    """PostgreSQL keeps it in JSON, and then reads nothing of that any more."""
    return text.replace("\0", "\ufffd")


def _signing(secret: SecretStr) -> SecretStr:
    if not 16 <= len(secret.get_secret_value()) <= 200:
        raise PydanticCustomError("secret", "A secret has 16 to 200 characters")
    return secret


type Origin = Annotated[str, StringConstraints(max_length=300), AfterValidator(_origin)]
type SigningSecret = Annotated[SecretStr, AfterValidator(_signing)]


type Accent = Annotated[str, StringConstraints(pattern="^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")]
type Greeting = Annotated[
    str, StringConstraints(max_length=300, strip_whitespace=True), AfterValidator(_without_nul)
]


class Look(BaseModel):
    """How a web channel's chat looks and greets, where the page around does not say it. `identity_required`:
    it is only for people whom the site vouches for."""

    model_config = example({"theme": "dark", "accent": "#1971c2", "start_message": "How can we help?"})

    theme: Literal["auto", "light", "dark"] = "auto"
    accent: Accent | None = None
    position: Literal["right", "left"] = "right"
    language: Literal["auto", "en", "ru"] = "auto"
    start_message: Greeting | None = None
    identity_required: bool = False


class ChannelSettings(Look, Input):
    """`url`: where a webhook channel posts what its bot says; the rest is of web channels."""

    url: WebAddress | None = None


class ChannelFields(Input):
    """`secret` signs and checks webhooks; it is never shown again, and null takes it away."""

    is_public: bool = False
    default_bot_id: UUID | None = None
    allowed_origins: list[Origin] = Field(default_factory=list, max_length=MOST_ORIGINS)
    settings: ChannelSettings = Field(default_factory=ChannelSettings)
    secret: SigningSecret | None = None


class ChannelCreate(ChannelFields):
    """`workspace_id`: that of the default bot, else the personal one, where left out."""

    model_config = example({"name": "Shop", "is_public": True, "allowed_origins": ["https://shop.example"]})

    name: Line
    kind: Kind = "web"
    is_group: bool = False
    workspace_id: UUID | None = None


class ChannelChange(ChannelFields):
    """Keys left out stay as they are; kind and is_group never change. `add_origins` and `remove_origins`
    change the list of sites there is, whoever else changes it at the same time."""

    model_config = example({"name": "Shop, summer", "add_origins": ["https://summer.example"]})

    name: Line | None = None
    is_public: bool = Field(default_factory=bool)  # no default is told: it would not be taken
    add_origins: list[Origin] = Field(default_factory=list, max_length=MOST_ORIGINS)
    remove_origins: list[Origin] = Field(default_factory=list, max_length=MOST_ORIGINS)


class IdentityIn(Input):
    """What the site's server signed: a JWT with `sub`, `aud`, `exp`, and at will `name`, `email`, `jti`."""

    model_config = example({"token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl"})

    token: Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class SecretIn(Input):
    """How long the old secret stays good; 0: not a moment longer."""

    model_config = example({"overlap_hours": 24})

    overlap_hours: Annotated[int, Field(ge=0, le=168)] = 24


class SecretMade(BaseModel):
    secret: str
    old_secret_until: datetime | None


class ChannelFilter(BaseModel):
    """`search`: a part of the name, in any case; `sort`: with `-` the last first."""

    workspace_id: UUID | None = None
    kind: Kind | None = None
    is_public: bool | None = None
    default_bot_id: UUID | None = None
    search: Annotated[str, StringConstraints(max_length=200)] | None = None
    sort: Literal["created_at", "-created_at", "name", "-name", "updated_at", "-updated_at"] = "created_at"


class ChannelShown(BaseModel):
    """What anyone who may chat there sees."""

    id: UUID
    name: str
    kind: str
    is_public: bool
    is_group: bool

    @classmethod
    def of(cls, channel: Channel) -> "ChannelShown":
        return cls.model_validate({name: getattr(channel, name) for name in cls.model_fields})


class ChannelRead(ChannelShown):
    """What those who run it see. `warnings`: why nobody answers there, if so."""

    workspace_id: UUID
    default_bot_id: UUID | None
    allowed_origins: list[str]
    settings: dict[str, Any]
    has_secret: bool
    warnings: list[ChannelWarning]
    created_at: datetime
    updated_at: datetime

    @classmethod
    def whole(cls, channel: Channel, warnings: list[ChannelWarning]) -> "ChannelRead":
        own = {"allowed_origins", "settings", "has_secret", "warnings"}
        return cls.model_validate(
            {
                **{name: getattr(channel, name) for name in cls.model_fields if name not in own},
                "allowed_origins": channel.allowed_origins or [],
                "settings": channel.settings or {},
                "has_secret": channel.secret is not None,
                "warnings": warnings,
            }
        )


class SubscriberCreate(Input):
    """A user, an anonymous user or a bot."""

    model_config = example({"kind": "user", "member_id": "019a0000-0000-7000-8000-000000000000"})

    kind: SubscriberKind
    member_id: UUID


class SubscriberFilter(BaseModel):
    """`search`: a part of the name, in any case."""

    kind: SubscriberKind | None = None
    search: Annotated[str, StringConstraints(max_length=200)] | None = None


class SubscriberRead(BaseModel):
    """`is_added`: let in by those who run the channel; false: came by themselves while it was public."""

    id: UUID
    channel_id: UUID
    kind: SubscriberKind
    member_id: UUID
    name: str | None
    current_bot_id: UUID | None
    is_added: bool
    created_at: datetime

    @classmethod
    def of(cls, subscriber: Subscriber, called: str | None) -> "SubscriberRead":
        fields = {name: getattr(subscriber, name) for name in cls.model_fields if name != "name"}
        return cls.model_validate({**fields, "name": called})


class Sender(BaseModel):
    kind: Literal["user", "anonymous", "bot"]
    id: UUID
    name: str | None


class MessageRead(BaseModel):
    """A message as every interface shows it. `aside`: the bot said it without a turn of this conversation, by
    an emitter or to many, so what it asked before is still open."""

    id: UUID
    seq: int
    sender: Sender
    created_at: datetime
    text: str
    button: str | None = None
    buttons: list[dict[str, str]]
    attachments: list[dict[str, Any]]
    widget: dict[str, Any] | None
    params: dict[str, Any]
    aside: bool = False


class Receipt(BaseModel):
    """Stored for good."""

    id: UUID
    seq: int
    status: Literal["accepted"]


class StartReceipt(BaseModel):
    """`existing`: the conversation had begun before and nothing happened."""

    status: Literal["started", "existing"]
