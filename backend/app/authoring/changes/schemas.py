"""/bots/{id}/changes: what comes in and goes out."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.kit.fields import Input, example
from app.storage.models import DraftChange

from ..schemas import IssueRead
from .operation import LAST, Operation, from_json, segments, written
from .repeats import Applied
from .service import Changed

type Segment = Annotated[str, StringConstraints(max_length=256)] | Annotated[int, Field(ge=0, lt=10**6)]
type PathIn = (
    Annotated[str, StringConstraints(min_length=1, max_length=2048)]
    | Annotated[list[Segment], Field(min_length=1, max_length=64)]
)
type Name = Annotated[str, StringConstraints(min_length=1, max_length=140)]
type OperationName = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class OperationIn(Input):
    """One operation. A path names parts by their ids: `steps.hello.message.text`; a list of segments where a
    key has a dot in it. `after` (the id of a sibling, its place in a list without ids, null for the first
    place, left out for the last) says where an added or moved part stands; `to` is the list it moves into."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"op": "set", "path": "steps.hello.message.text", "value": "Hi {$user.name$}!"},
                {"op": "add", "path": "steps", "value": {"id": "bye", "message": {"text": "Bye!"}}},
                {"op": "remove", "path": "steps.hello.groups.g1.connections.c2"},
                {"op": "move", "path": "steps.hello.groups.g1", "after": None},
            ]
        },
    )

    op: Literal["add", "set", "remove", "move", "order"]
    path: PathIn
    value: Any = None
    after: Name | None = None
    to: PathIn | None = None
    operation_id: OperationName | None = None

    def operation(self) -> Operation:
        return Operation(
            op=self.op,
            path=segments(self.path),
            value=self.value,
            after=self.after if "after" in self.model_fields_set else LAST,
            to=None if self.to is None else segments(self.to),
            operation_id=self.operation_id,
        )


class ChangesIn(Input):
    """`base_revision`: the revision the sender has seen (`If-Match` says the same); left out: what is there
    is written over. `dry_run`: nothing is written, the answer is what it would be."""

    model_config = example(
        {
            "base_revision": 1,
            "operations": [{"op": "set", "path": "steps.hello.message.text", "value": "Hi {$user.name$}!"}],
        }
    )

    base_revision: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    operations: Annotated[list[OperationIn], Field(min_length=1, max_length=2000)]
    dry_run: bool = False


class AppliedRead(BaseModel):
    """`id` of the part that was added or moved; `is_new` false: it had been done before."""

    operation_id: str | None
    op: str
    path: str | list[str]
    id: str | None
    is_new: bool

    @classmethod
    def of(cls, applied: Applied) -> "AppliedRead":
        return cls(
            operation_id=applied.operation_id,
            op=applied.op,
            path=written(applied.path),
            id=applied.id,
            is_new=applied.is_new,
        )


class ChangesOut(BaseModel):
    """`issues`: what `inspect` finds in the parts that were touched."""

    revision: int
    applied: list[AppliedRead]
    issues: list[IssueRead]

    @classmethod
    def of(cls, changed: Changed, issues: list[IssueRead]) -> "ChangesOut":
        return cls(
            revision=changed.revision,
            applied=[AppliedRead.of(one) for one in changed.applied],
            issues=issues,
        )


class ChangeRead(BaseModel):
    """A change as it was made: its operations as `/changes` takes them. `proposal_id`: of the one that was
    accepted by it."""

    revision: int
    author_id: UUID | None
    action: Literal["change", "import", "restore", "undo", "accept"]
    proposal_id: UUID | None
    operations: list[dict[str, Any]]
    created_at: datetime

    @classmethod
    def of(cls, made: DraftChange) -> "ChangeRead":
        shown = {name: getattr(made, name) for name in cls.model_fields}
        # Kept in older forms too.
        return cls.model_validate(
            shown | {"operations": [from_json(one).as_json() for one in made.operations]}
        )


class ChangesSince(BaseModel):
    """`revision`: the newest there is; `has_more`: ask again behind the last one. `has_gap`: those right
    behind `after` are no longer kept; whoever catches up reads the draft anew."""

    revision: int
    items: list[ChangeRead]
    has_more: bool
    has_gap: bool


class DraftRead(BaseModel):
    """All an editor opens a bot with, as one answer. `proposal`: whose branch it is, null for the draft."""

    id: UUID
    workspace_id: UUID
    status: Literal["active", "paused", "archived"]
    revision: int
    published_version: int | None
    access: Literal["OWNER", "EDITOR", "VIEWER"]
    document: dict[str, Any]
    proposal: UUID | None = None
    issues: list[IssueRead]
