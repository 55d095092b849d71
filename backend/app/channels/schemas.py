"""Channels over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, SecretStr, StringConstraints
from pydantic_core import PydanticCustomError

from app.kit.fields import Input, Line
from app.storage.models import Channel, Subscriber

type Kind = Literal["web", "webhook"]


def _origin(text: str) -> str:
    parts = urlsplit(text)
    plain = f"{parts.scheme}://{parts.netloc}"
    if text == "*" or (parts.scheme in {"http", "https"} and parts.netloc and text.rstrip("/") == plain):
        return text.rstrip("/")
    raise PydanticCustomError("origin", "This is not an origin, such as https://shop.example")


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme in {"http", "https"} and parts.netloc and parts.username is None:
        return text
    raise PydanticCustomError("address", "This is not an http or https address")


def _signing(secret: SecretStr) -> SecretStr:
    if not 16 <= len(secret.get_secret_value()) <= 200:
        raise PydanticCustomError("secret", "A secret has 16 to 200 characters")
    return secret


type Origin = Annotated[str, StringConstraints(max_length=300), AfterValidator(_origin)]
type WebAddress = Annotated[str, StringConstraints(max_length=2048), AfterValidator(_web_address)]
type SigningSecret = Annotated[SecretStr, AfterValidator(_signing)]


class ChannelSettings(Input):
    """`url`: where a webhook channel posts what its bot says."""

    url: WebAddress | None = None


class ChannelFields(Input):
    """`secret` signs and checks webhooks; it is never shown again, and null takes it away."""

    is_public: bool = False
    default_bot_id: UUID | None = None
    allowed_origins: list[Origin] = Field(default_factory=list, max_length=50)
    settings: ChannelSettings = Field(default_factory=ChannelSettings)
    secret: SigningSecret | None = None


class ChannelCreate(ChannelFields):
    """`workspace_id`: that of the default bot, else the personal one, where left out."""

    name: Line
    kind: Kind = "web"
    is_group: bool = False
    workspace_id: UUID | None = None


class ChannelChange(ChannelFields):
    """Keys left out stay as they are; kind and is_group never change."""

    name: Line | None = None


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
    """What those who run it see."""

    workspace_id: UUID
    default_bot_id: UUID | None
    allowed_origins: list[str]
    settings: dict[str, Any]
    has_secret: bool
    created_at: datetime
    updated_at: datetime

    @classmethod
    def whole(cls, channel: Channel) -> "ChannelRead":
        own = {"allowed_origins", "settings", "has_secret"}
        return cls.model_validate(
            {
                **{name: getattr(channel, name) for name in cls.model_fields if name not in own},
                "allowed_origins": channel.allowed_origins or [],
                "settings": channel.settings or {},
                "has_secret": channel.secret is not None,
            }
        )


class SubscriberCreate(Input):
    """A user, an anonymous user or a bot."""

    kind: Literal["user", "anonymous", "bot"]
    member_id: UUID


class SubscriberRead(BaseModel):
    id: UUID
    channel_id: UUID
    kind: Literal["user", "anonymous", "bot"]
    member_id: UUID
    current_bot_id: UUID | None
    created_at: datetime

    @classmethod
    def of(cls, subscriber: Subscriber) -> "SubscriberRead":
        return cls.model_validate({name: getattr(subscriber, name) for name in cls.model_fields})


class Sender(BaseModel):
    kind: Literal["user", "anonymous", "bot"]
    id: UUID
    name: str | None


class MessageRead(BaseModel):
    """A message as every interface shows it."""

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


class Receipt(BaseModel):
    """Stored for good."""

    id: UUID
    seq: int
    status: Literal["accepted"]


class StartReceipt(BaseModel):
    """`existing`: the conversation had begun before and nothing happened."""

    status: Literal["started", "existing"]
