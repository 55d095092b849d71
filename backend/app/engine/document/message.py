"""The message of a step (flow-language.md 1)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from .part import Free, Part, SchemaOf
from .widget import ANY_WIDGET


class Button(Part):
    """A button under a message; pressing it sends `value`, or the text where there is none."""

    text: str = Field(default="", description="What the button shows. May hold placeholders.")
    value: str | None = Field(
        default=None, description="What is sent when it is pressed; the text by default."
    )


class Attachment(Part):
    """A file sent along, by its address or by the id of an uploaded file."""

    url: str | None = Field(default=None, description="Address of the file. May hold placeholders.")
    file: str | None = Field(default=None, description="Id of an uploaded file, in place of `url`.")
    type: Literal["image", "audio", "video", "file"] = Field(default="file", description="How it is shown.")
    name: str | None = Field(default=None, description="Name shown to people.")


class Widget(Part):
    """A form, cards, a calendar … of the widget catalogue."""

    type: str = Field(description="Kind of widget, from the catalogue.")
    props: Free = Field(default={}, description="Settings of the widget. May hold placeholders.")


class Message(Part):
    """What is sent on entering the step; nothing is sent where all of it is empty."""

    text: str = Field(
        default="", description="Text of the message. May hold placeholders such as {$user.name$}."
    )
    buttons: list[Button] = Field(default=[], description="Buttons, in order.")
    attachments: list[Attachment] = Field(default=[], description="Files sent along.")
    widget: Annotated[Widget | None, SchemaOf(ANY_WIDGET)] = Field(
        default=None, description="A widget, or null."
    )
    params: dict[str, Any] = Field(default={}, description="Anything a channel may use, passed on as it is.")
