"""Parts over HTTP: the fields a part has in the document, with the ids of the rows around them."""

from datetime import datetime
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model

from app.engine.document import (
    Connection,
    Group,
    Message,
    Note,
    Part,
    Request,
    Step,
    TemplateInstance,
    Widget,
)
from app.engine.document.part import ID_PATTERN, Position
from app.kit.fields import Input

type TemplateId = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
type Key = Annotated[
    str, StringConstraints(pattern=ID_PATTERN), Field(description="Id in the document; made if left out.")
]


class PartRead(BaseModel):
    """`id` is the row's, `key` the id in the document, `revision` the draft's. Empty fields are left out."""

    model_config = ConfigDict(extra="allow")

    id: UUID
    bot_id: UUID
    key: str
    revision: int
    created_at: datetime
    updated_at: datetime


class _Placed(Input):
    key: Key | None = None
    after_key: Annotated[
        str | None,
        Field(max_length=140, description="The part it comes behind; null: first; left out: last."),
    ] = None


class _InBot(_Placed):
    bot_id: UUID


class _InGroup(_Placed):
    group_id: UUID


class _InStep(Input):
    step_id: UUID


class _StepOrBot(_Placed):
    bot_id: UUID
    step_id: Annotated[UUID | None, Field(description="null: tried before any step's own groups.")] = None


class _NewInstance(_InBot):
    """`step_id`: the step that runs the template; left out: a new one is made. `version` left out: the newest
    there is."""

    step_id: UUID | None = None
    name: Annotated[str, StringConstraints(max_length=200)] | None = None
    position: Position | None = None
    template: TemplateId


class _OwnedByStep(PartRead):
    step_id: UUID | None


class _InstanceRead(_OwnedByStep):
    """`newest_version` of its template, null where none is known; `newer_fits`: the step could run it as it
    is."""

    newest_version: int | None
    newer_fits: bool


class _OwnedByGroup(PartRead):
    group_id: UUID


def fields_of(model: type[Part], *without: str) -> dict[str, Any]:
    """Every field of a part but its id, each one allowed to be left out or null (then it goes)."""
    return {
        name: (
            cast("Any", field.annotation) | None,
            Field(default=None, alias=field.alias, description=field.description),
        )
        for name, field in model.model_fields.items()
        if name not in {"id", *without}
    }


class MessageShown(Message):
    """As it is in a draft, where a widget may be of a kind that no catalogue has."""

    widget: Widget | None = None


_SHOWN: dict[str, Any] = {"message": (MessageShown | None, None)}


def _model(name: str, base: type[BaseModel], fields: dict[str, Any], example: dict[str, Any]) -> Any:
    made = create_model(name, __base__=base, **fields)
    made.model_config = ConfigDict(
        **{**base.model_config, "json_schema_extra": {"examples": [example]}},  # type: ignore[typeddict-item]
    )
    made.model_rebuild(force=True)
    return made


_BOT = "01890c5e-7c40-7c5a-9d5e-1f2a3b4c5d6e"
_GROUP = {"type": "message", "connections": [{"to": "hello"}]}
_EXAMPLES: dict[str, dict[str, Any]] = {
    "Step": {"name": "Hello", "message": {"text": "Hi {$user.name$}!"}},
    "ConnectionGroup": _GROUP,
    "Connection": {"name": "yes", "to": "hello"},
    "Request": {"name": "Price", "method": "GET", "url": "https://api.example/price"},
    "Note": {"text": "ask legal"},
    "Message": {"text": "Hi {$user.name$}!", "buttons": [{"text": "Hello"}]},
    "Widget": {"type": "rating", "props": {}},
    "TemplateInstance": {"template": "dbcv-ask-email", "inputs": {}, "outputs": {"email": "user.email"}},
}


class Shapes:
    """What comes in and goes out for one kind of part."""

    def __init__(
        self, name: str, part: type[Part], create: type[BaseModel], read: type[BaseModel], *without: str
    ) -> None:
        fields = fields_of(part, *without)
        example = _EXAMPLES[name]
        owner = {key: _BOT for key in create.model_fields if key in {"bot_id", "group_id"}}
        owner |= {"step_id": _BOT} if create is _InStep else {}
        self.fields = frozenset(fields)
        self.create = _model(f"{name}Create", create, fields, {**owner, **example})
        changed = {key: value for key, value in example.items() if key in fields}
        self.change = _model(f"{name}Change", Input, fields, changed)
        shown = {key: _SHOWN.get(key, field) for key, field in fields.items()}
        self.read = create_model(f"{name}Read", __base__=read, **shown)


STEPS = Shapes("Step", Step, _InBot, PartRead)
GROUPS = Shapes("ConnectionGroup", Group, _StepOrBot, _OwnedByStep)
CONNECTIONS = Shapes("Connection", Connection, _InGroup, _OwnedByGroup)
REQUESTS = Shapes("Request", Request, _InBot, PartRead)
NOTES = Shapes("Note", Note, _InBot, PartRead)
MESSAGES = Shapes("Message", Message, _InStep, PartRead)
WIDGETS = Shapes("Widget", Widget, _InStep, _OwnedByStep)
INSTANCES = Shapes("TemplateInstance", TemplateInstance, _NewInstance, _InstanceRead)
