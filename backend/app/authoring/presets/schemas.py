"""/presets: what comes in and goes out."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from app.engine.document.part import Position
from app.kit.fields import Input, Line, example

from ..changes import dotted, segments
from ..changes.schemas import PathIn
from ..schemas import IssueRead
from .config import schema_of
from .making import made_of, preset_called, read_config
from .parts import Made, Place, Site
from .preset import Preset
from .service import Standing, Wanted

_BOT = "01890c5e-7c40-7c5a-9d5e-1f2a3b4c5d6e"
type Key = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$"),
    Field(description="Id of its first step in the document; made if left out."),
]
type OperationId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64),
    Field(description="The same again is done once."),
]
type Revision = Annotated[int, Field(ge=0, lt=2**31)]


class PresetRead(BaseModel):
    """`config`: JSON Schema of what can be chosen, with `title_ru` and `description_ru` beside `title` and
    `description`. `icon`: a public address. `example`: a config."""

    id: str
    family: Literal["talk", "ask", "logic", "work"]
    title: str
    title_ru: str
    description: str
    description_ru: str
    icon: str
    config: dict[str, Any]
    example: dict[str, Any]

    @classmethod
    def of(cls, preset: Preset[Any]) -> "PresetRead":
        return cls(
            id=preset.id,
            family=preset.family,
            title=preset.title.en,
            title_ru=preset.title.ru,
            description=preset.description.en,
            description_ru=preset.description.ru,
            icon=preset.icon.address,
            config=schema_of(preset.config),
            example=preset.example,
        )


class Catalog(BaseModel):
    items: list[PresetRead]


class StepFromPreset(Input):
    """`name`: that of the preset where left out; `position`: right of all there is. `connect`: paths of
    connections that are to lead to the new step."""

    model_config = example(
        {
            "preset_id": "ask_email",
            "bot_id": _BOT,
            "config": {"question": "Where may we write to?", "variable": "session.email"},
            "name": "E-mail",
            "position": {"x": 320, "y": 0},
        }
    )

    preset_id: Annotated[str, StringConstraints(max_length=64)]
    bot_id: UUID
    config: dict[str, Any] = Field(default_factory=dict)
    name: Line | None = None
    position: Position | None = None
    key: Key | None = None
    connect: Annotated[list[PathIn], Field(max_length=100)] = Field(default_factory=list)
    base_revision: Revision | None = None
    operation_id: OperationId | None = None

    def wanted(self) -> Wanted:
        at: Place | None = None if self.position is None else (self.position.x, self.position.y)
        return Wanted(
            preset_id=self.preset_id,
            config=self.config,
            name=self.name,
            at=at,
            key=self.key,
            connect=[segments(path) for path in self.connect],
        )


class PartsOfPreset(Input):
    """`key`: id of its first step, with which those of all its parts begin. `language`: of texts left out."""

    model_config = example(
        {
            "preset_id": "ask_email",
            "config": {"question": "Where may we write to?", "variable": "session.email"},
            "key": "ask_email1",
            "position": {"x": 320, "y": 0},
            "language": "en",
        }
    )

    preset_id: Annotated[str, StringConstraints(max_length=64)]
    config: dict[str, Any] = Field(default_factory=dict)
    key: Key
    name: Line | None = None
    position: Position | None = None
    language: Annotated[str, StringConstraints(max_length=35)] = "en"

    def made(self) -> Made:
        preset = preset_called(self.preset_id)
        site = Site(
            id=self.key,
            name=self.name or preset.title.in_language(self.language),
            at=(0, 0) if self.position is None else (self.position.x, self.position.y),
            language=self.language,
        )
        return made_of(preset, read_config(preset, self.config), site)


class PresetParts(BaseModel):
    """As they stand in a document, to be added to one; ways on have an empty `to`."""

    steps: list[dict[str, Any]]
    requests: list[dict[str, Any]]


class PresetChange(Input):
    """`step_id`: the row of the step that keeps the preset. `config` is the whole of it."""

    model_config = example(
        {"step_id": _BOT, "config": {"question": "And your address?", "variable": "session.email"}}
    )

    step_id: UUID
    config: dict[str, Any]
    base_revision: Revision | None = None
    operation_id: OperationId | None = None


class ExitRead(BaseModel):
    """A way on from a preset. `to`: the step it leads to, empty while none is chosen."""

    path: str
    name: str
    to: str


class PresetStepRead(BaseModel):
    """`id` of the row of the first step, `key` its id in the document; `steps` and `requests` by their ids
    there. `issues`: what `inspect` finds in what was changed."""

    id: UUID
    bot_id: UUID
    key: str
    revision: int
    steps: list[str]
    requests: list[str]
    exits: list[ExitRead]
    issues: list[IssueRead]

    @classmethod
    def of(cls, standing: Standing, row: UUID, issues: list[IssueRead]) -> "PresetStepRead":
        return cls(
            id=row,
            bot_id=standing.bot.id,
            key=standing.key,
            revision=standing.revision,
            steps=[*standing.steps],
            requests=[*standing.requests],
            exits=[ExitRead(path=dotted(one.path), name=one.name, to=one.to) for one in standing.exits],
            issues=issues,
        )
