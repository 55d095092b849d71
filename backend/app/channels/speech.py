"""What a person may say: checked, cleaned, and made ready for the inbox."""

import json
from random import random
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from app.engine import Incoming, MessageReceived, dump_event, values
from app.kit import clock
from app.kit.api.faults import faulty
from app.kit.errors import BadRequest, InvalidInput, TooLarge
from app.kit.ids import uuid7
from app.runtime.addresses import session_id
from app.runtime.inbox import Said

from .admission import Admission

LONGEST_TEXT = 65_536

# The length is told by `message:too_large`, not as a faulty field.
type Text = Annotated[str, Field(json_schema_extra={"maxLength": LONGEST_TEXT})]
type ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Attachment(BaseModel):
    """A link to a file. Only http, https and our own addresses are links."""

    model_config = ConfigDict(extra="forbid", strict=True)

    url: Annotated[str, StringConstraints(min_length=1, max_length=2048)]
    type: Literal["image", "audio", "video", "file"] = "file"
    name: Annotated[str, StringConstraints(max_length=255)] | None = None

    @field_validator("url")
    @classmethod
    def _is_link(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc:
            return url
        if not parts.scheme and not parts.netloc and url.startswith("/") and not url.startswith("//"):
            return url
        raise ValueError("only http and https addresses are links")


class Speech(BaseModel):
    """The body of a message (interfaces.md): a text, a button, params or attachments say something."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Hello", "external_id": "hello-1"}]}
    )

    text: Text | None = None
    button: Text | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    attachments: Annotated[list[Attachment], Field(max_length=20)] = Field(default_factory=list)
    bot_id: UUID | None = None
    external_id: ExternalId | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.button or self.params or self.attachments)

    @property
    def is_too_long(self) -> bool:
        return max(len(self.text or ""), len(self.button or "")) > LONGEST_TEXT


class First(BaseModel):
    """The body of a start (interfaces.md)."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"params": {"from": "poster"}}]}
    )

    params: dict[str, Any] = Field(default_factory=dict)
    restart: bool = False
    bot_id: UUID | None = None


def read_json(source: bytes | str) -> Any:
    """A cleaned value of the language; BadRequest where it is no JSON."""
    try:
        return values.clean(values.decode(source))
    except ValueError:
        return _read_lenient(source)


def _read_lenient(source: bytes | str) -> Any:
    """Lone surrogates are JSON to most writers: they are replaced, not refused."""
    try:
        text = source.decode() if isinstance(source, bytes) else source
        return values.clean(json.loads(text, parse_constant=_refuse_constant))
    except (ValueError, RecursionError) as broken:
        raise BadRequest("api:malformed_json", "The body is not JSON.") from broken


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def read_speech(payload: Any) -> Speech:
    """The body of a message; InvalidInput with every faulty field by path."""
    return sayable(validated(Speech, payload, "body"))


def sayable[Spoken: Speech](speech: Spoken) -> Spoken:
    """The speech; TooLarge `message:too_large` where a text is too long, InvalidInput `message:empty` where
    it says nothing."""
    if speech.is_too_long:
        raise TooLarge("message:too_large", "The text is too long.", limit=LONGEST_TEXT)
    if speech.is_empty:
        raise InvalidInput("message:empty", "A message needs a text, a button, params or attachments.")
    return speech


def validated[Model: BaseModel](model: type[Model], payload: Any, *within: str) -> Model:
    """The payload as that model; InvalidInput with every faulty field by path."""
    try:
        return model.model_validate(payload)
    except ValidationError as invalid:
        raise faulty(invalid.errors(include_url=False, include_input=False), *within, shape=model) from None


def said(speech: Speech, admission: Admission) -> Said:
    """The row to be written; InvalidInput where it names a bot that is not in the channel."""
    bot_id = speech.bot_id or admission.bot_id
    if speech.bot_id is not None and speech.bot_id not in admission.bots:
        raise InvalidInput("channel:bot_not_here", "That bot is not in this channel.")
    message_id = uuid7()
    attachments = [one.model_dump(exclude_none=True) for one in speech.attachments]
    heard = Incoming(
        id=str(message_id),
        # A press is heard as the button's value, whatever label the person saw (flow-language.md 4.3).
        text=speech.button if speech.button is not None else speech.text,
        button=speech.button,
        params=speech.params,
        attachments=attachments,
    )
    event = MessageReceived(id=str(message_id), at=clock.now(), random=random(), message=heard)  # noqa: S311
    return Said(
        thread_id=admission.thread_id,
        reader_id=admission.reader_id,
        channel_id=admission.channel_id,
        person_id=admission.person_id,
        person_kind=admission.person_kind,
        bot_id=bot_id,
        message_id=message_id,
        external_id=speech.external_id or f"~{message_id}",
        body=_shown(speech, attachments),
        event=dump_event(event).decode(),
        session_id=session_id(admission.channel_id, admission.person_id, bot_id) if bot_id else None,
    )


def _shown(speech: Speech, attachments: list[dict[str, Any]]) -> str:
    shown: dict[str, Any] = {
        "text": speech.text if speech.text is not None else speech.button or "",
        "button": speech.button,
        "buttons": [],
        "attachments": attachments,
        "widget": None,
        "params": speech.params,
    }
    return values.encode(shown).decode()
