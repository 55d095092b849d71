"""Conversation tests as they are written (flow-language.md 9), without the `bot` they are about.

`{bot, issues}` files are for `dbcv test`; a test kept in a document always has turns.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, WithJsonSchema

from .part import Free, Number, Part

WAIT_PATTERN = r"^\s*\d+(\.\d+)?\s*[smhd]\s*$"

type Chance = Annotated[
    Number, Field(ge=0, lt=1), WithJsonSchema({"type": "number", "minimum": 0, "exclusiveMaximum": 1})
]


class HttpMock(Part):
    """One answer of a server, gone when it was given."""

    request: str = Field(
        min_length=1, description="Method and address, such as GET https://api.example/price."
    )
    answer: Free = Field(default={}, description="{status, headers, json | text, elapsed_ms} or {error}.")
    expect: Free | None = Field(default=None, description="What the request must contain.")


class IntegrationMock(Part):
    """One answer of an integration, gone when it was given."""

    integration: str = Field(min_length=1, description="Operation, such as telegram.send_message.")
    answer: Free = Field(default={}, description="{ok, result, error}.")
    expect: Free | None = Field(default=None, description="What the call must contain.")


class Said(Part):
    """What a person does in a turn, where more than a text matters."""

    text: str | None = Field(default=None, description="The value of the button by default.")
    button: str | None = Field(default=None, description="Value of the button that is pressed.")
    params: Free = Field(default={}, description="message.params.")
    attachments: list[Any] = Field(default=[], description="message.attachments.")


class StartWith(Part):
    """What a start brings along."""

    params: Free = Field(default={}, description="message.params.")


class Turn(Part):
    """What happens, one of start, user and wait; the rest is what must follow."""

    start: Literal[True] | StartWith | None = Field(
        default=None, description="A start, with params or without."
    )
    user: str | Said | None = Field(default=None, description="What the person says.")
    wait: Annotated[str, Field(pattern=WAIT_PATTERN)] | None = Field(
        default=None, description="Time: s, m, h, d."
    )
    given: Free = Field(default={}, description="Values by path, set before it happens.")
    bot: list[str | Free] | None = Field(default=None, description="The exact list of messages sent.")
    at: str | None = Field(default=None, description="The step the session is at.")
    finished: bool | None = Field(default=None, description="Whether the session is finished.")
    variables: Free | None = Field(default=None, description="Values by path; only these are compared.")
    problems: list[str] | None = Field(default=None, description="The exact list of problem codes.")
    no_match: bool | None = Field(default=None, description="Whether nothing was taken.")

    @property
    def happens(self) -> int:
        """How many of start, user and wait are given; a turn has exactly one."""
        return sum(part is not None for part in (self.start, self.user, self.wait))


class ConversationTest(Part):
    """A conversation and what must follow from it."""

    name: str = Field(default="", description="What the test shows.")
    user: Free = Field(default={}, description="user.* at the start.")
    now: str = Field(default="2026-01-01T00:00:00Z", description="The clock, ISO 8601.")
    random: Chance = Field(default=0.5, description="system.random.")
    templates: list[Any] = Field(default=[], description="Templates beside those of the bot.")
    http: list[HttpMock] = Field(default=[], description="Answers of servers, in order.")
    integrations: list[IntegrationMock] = Field(default=[], description="Answers of integrations, in order.")
    turns: list[Turn] = Field(min_length=1, description="The turns.")


TEST: TypeAdapter[Any] = TypeAdapter(ConversationTest)
