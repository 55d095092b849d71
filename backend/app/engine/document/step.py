"""Steps (flow-language.md 1, 4.2, 7)."""

from typing import Any

from pydantic import Field

from .group import Group
from .message import Message
from .part import Free, Id, Part, Position


class TemplateInstance(Part):
    """Runs a template as a sub-flow of the step."""

    id: str = Field(description="Id of the template.")
    version: int = Field(ge=1, lt=2**31, description="The version it is pinned to.")
    inputs: dict[str, Any] = Field(default={}, description="Values by input name. May hold placeholders.")
    outputs: dict[str, str] = Field(default={}, description="Path of the variable each output is written to.")


class Preset(Part):
    """What the step was made from."""

    id: str = Field(description="Id of the preset.")
    config: Free = Field(default={}, description="What was chosen in it.")


class Step(Part):
    """A place in the conversation: sends its message, then waits, or passes on where it is a proxy."""

    id: Id = Field(description="Stable key, unique in the bot: a-z, 0-9, _ and -.")
    name: str = Field(default="", description="Shown to people; the id by default.")
    position: Position | None = Field(default=None, description="Where it is drawn.")
    note: str = Field(default="", description="Free text for authors.")
    proxy: bool = Field(default=False, description="true: passes on by itself.")
    message: Message = Field(default=Message(), description="Sent on entering the step.")
    template: TemplateInstance | None = Field(default=None, description="A template run as a sub-flow.")
    preset: Preset | None = Field(default=None, description="The preset the step was made from.")
    groups: list[Group] = Field(
        default=[], description="What happens next; none: the conversation ends here."
    )

    @property
    def title(self) -> str:
        return self.name or self.id

    @property
    def final(self) -> bool:
        """The session is finished where it comes to rest here (flow-language.md 4.6)."""
        return not self.groups
