"""Templates over HTTP."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.engine.document.part import ID_PATTERN
from app.kit.fields import Input, example

from ..schemas import IssueRead
from .extracting import Chosen, Crossing
from .repository import Found

type Key = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
type Name = Annotated[str, StringConstraints(min_length=1, max_length=64)]

_BOT = "01890c5e-7c40-7c5a-9d5e-1f2a3b4c5d6e"


class TemplateRead(BaseModel):
    """One version of a template. `key` is its id in documents; `source` `gallery`: it comes with DBCV, and
    every workspace may use it."""

    id: UUID
    workspace_id: UUID | None
    key: str
    version: int
    name: str
    description: str
    source: Literal["workspace", "gallery"]
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    created_at: datetime | None

    @classmethod
    def of(cls, found: Found) -> "TemplateRead":
        return cls.model_validate(_shown(found))


class TemplateWhole(TemplateRead):
    """With its document, which never changes."""

    document: dict[str, Any]

    @classmethod
    def whole(cls, found: Found) -> "TemplateWhole":
        return cls.model_validate({**_shown(found), "document": found.document})


class TemplateImported(TemplateWhole):
    """`is_new` false: this version was there before, the same to the byte."""

    is_new: bool
    issues: list[IssueRead]


class TemplateVersions(BaseModel):
    items: list[TemplateRead]


class CrossingIn(Input):
    """A variable outside, and the JSON Schema of its value."""

    variable: Annotated[str, StringConstraints(pattern=r"^(session|bot)\.[^\s.|{}$']{1,128}$")]
    schema_: dict[str, Any] = Field(default={}, alias="schema")

    def crossing(self) -> Crossing:
        return Crossing(variable=self.variable, schema=self.schema_)


class FromSteps(Input):
    """`inputs`, `outputs`: variables outside by their names inside; left out: what the steps read and write.
    `replace`: the bot runs the template in place of the steps, under the id of the one they begin with."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "bot_id": _BOT,
                    "steps": ["ask_city", "check_city"],
                    "id": "ask-city",
                    "name": "Ask for a city",
                    "outputs": {"city": {"variable": "session.city", "schema": {"type": "string"}}},
                    "replace": True,
                }
            ]
        }
    )

    bot_id: UUID
    steps: Annotated[list[Key], Field(min_length=1, max_length=500)]
    id: Key
    name: Annotated[str, StringConstraints(max_length=200)] = ""
    description: Annotated[str, StringConstraints(max_length=2000)] = ""
    inputs: Annotated[dict[Name, CrossingIn], Field(max_length=200)] | None = None
    outputs: Annotated[dict[Name, CrossingIn], Field(max_length=200)] | None = None
    replace: bool = False
    base_revision: Annotated[int, Field(ge=0, lt=2**31)] | None = None

    def chosen(self) -> Chosen:
        return Chosen(
            keys=[*dict.fromkeys(self.steps)],
            id=self.id,
            name=self.name,
            description=self.description,
            inputs=None if self.inputs is None else _crossings(self.inputs),
            outputs=None if self.outputs is None else _crossings(self.outputs),
        )


class TemplateMade(TemplateImported):
    """`revision`: of the draft; `step`: the id of the step that runs it now, null where none was replaced."""

    revision: int
    step: str | None


class InstanceUpdate(Input):
    """`version`: left out, the newest that fits."""

    model_config = example({"version": 2})

    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


def _crossings(given: dict[str, CrossingIn]) -> dict[str, Crossing]:
    return {name: one.crossing() for name, one in given.items()}


def _shown(found: Found) -> dict[str, Any]:
    return {
        "id": found.id,
        "workspace_id": found.workspace_id,
        "key": found.key,
        "version": found.version,
        "name": found.name,
        "description": found.document.get("description", ""),
        "source": "gallery" if found.workspace_id is None else "workspace",
        "inputs": found.document.get("inputs", {}),
        "outputs": found.document.get("outputs", {}),
        "created_at": found.created_at,
    }
