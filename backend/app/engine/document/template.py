"""Template documents (flow-language.md 7)."""

from typing import Any, Literal

from pydantic import Field

from .note import Note
from .part import Id, Part
from .request import Request
from .schema_subset import Schema
from .step import Step


class TemplateDocument(Part):
    """A part of a conversation that bots use as one step."""

    dbcv: Literal[1] = Field(description="Version of the document format.")
    kind: Literal["template"] = Field(description="template.")
    id: Id = Field(description="Stable key: a-z, 0-9, _ and -.")
    version: int = Field(ge=1, lt=2**31, description="Bots pin a version.")
    name: str = Field(default="", description="Shown to people; the id by default.")
    description: str = Field(default="", description="What it is for.")
    inputs: Schema = Field(default={}, description="JSON Schema of what is passed in.")
    outputs: Schema = Field(default={}, description="JSON Schema of what it gives back.")
    variables: dict[str, Any] = Field(default={}, description="Initial values of template.*.")
    first_step: str | None = Field(default=None, description="Id of the step it begins with.")
    notes: list[Note] = Field(default=[], description="Notes for authors.")
    requests: list[Request] = Field(default=[], description="Requests its groups name.")
    steps: list[Step] = Field(default=[], description="The steps.")

    @property
    def title(self) -> str:
        return self.name or self.id
