"""The bot document (flow-language.md 1)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from .conversation_test import TEST
from .group import Group
from .note import Note
from .part import Free, Part, SchemaOf
from .request import Request
from .step import Step
from .template import TemplateDocument

type TestShape = Annotated[Free, SchemaOf(TEST)]


class BotDocument(Part):
    """One bot: the same document for export, import, versions and tests."""

    dbcv: Literal[1] = Field(description="Version of the document format.")
    kind: Literal["bot"] = Field(description="bot.")
    name: str = Field(default="Untitled", description="Shown to people.")
    description: str = Field(default="", description="What the bot does.")
    locale: str = Field(default="en", description="Language of the bot, such as en or ru.")
    timezone: str = Field(default="UTC", description="IANA time zone, such as Europe/Moscow.")
    secrets: list[str] = Field(default=[], description="Variables that are never shown, such as bot.token.")
    on_finish: Literal["restart", "stay"] = Field(
        default="restart", description="What the next message does when the conversation has ended."
    )
    variables: dict[str, Any] = Field(default={}, description="Initial values of bot.*.")
    first_step: str | None = Field(default=None, description="Id of the step a conversation begins with.")
    groups: list[Group] = Field(default=[], description="Tried before the groups of the current step.")
    templates: list[TemplateDocument] = Field(default=[], description="Templates the bot uses.")
    tests: list[TestShape] = Field(default=[], description="Conversation tests kept with the bot.")
    notes: list[Note] = Field(default=[], description="Notes for authors.")
    requests: list[Request] = Field(default=[], description="Requests that groups name.")
    steps: list[Step] = Field(default=[], description="The steps.")
