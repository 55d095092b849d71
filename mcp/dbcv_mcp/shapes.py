"""Arguments that many tools take, with what an assistant is told of them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

BotId = Annotated[UUID, Field(description="From list_bots.")]
StepId = Annotated[str, Field(min_length=1, max_length=140, description="Id of a step in the document.")]
PartId = Annotated[str, Field(min_length=1, max_length=140)]
OfStep = Annotated[
    str | None, Field(max_length=140, description="The step it belongs to; left out: the bot's own group.")
]
BaseRevision = Annotated[
    int | None,
    Field(
        ge=0, lt=2**31, description="The revision you have read; what others did elsewhere since is merged."
    ),
]
DryRun = Annotated[bool, Field(description="Write nothing; the answer is what it would be.")]
After = Annotated[
    str | None, Field(max_length=140, description="Id of the part it comes behind; left out: last.")
]
Fields = Annotated[
    dict[str, Any],
    Field(min_length=1, description="New values by field, also dotted (message.text); null removes a field."),
]
Proposal = Annotated[UUID | None, Field(description="From create_proposal: instead of the draft.")]
Part = Annotated[dict[str, Any], Field(description="As in a bot document (get_guide).")]
Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str | None, Field(max_length=1000, description="next_cursor of the answer before.")]
Version = Annotated[
    Literal["draft"] | Annotated[int, Field(ge=1, lt=2**31)],
    Field(description="draft, or a version's number."),
]
Test = Annotated[
    dict[str, Any],
    Field(description="{name, user, now, random, http, integrations, turns}: see get_guide, topic tests."),
]
Name = Annotated[str, Field(min_length=1, max_length=200)]
OperationId = Annotated[str | None, Field(min_length=1, max_length=64, description="Yours: done once only.")]
PathArgument = (
    Annotated[str, Field(min_length=1, max_length=2048)]
    | Annotated[list[str | int], Field(min_length=1, max_length=64)]
)


class Change(BaseModel):
    """One operation, as the REST API takes it."""

    model_config = ConfigDict(extra="forbid")

    op: Literal["add", "set", "remove", "move", "order"]
    path: PathArgument = Field(
        description="steps.hello.message.text; add and order: the list, such as steps."
    )
    value: Any = None
    after: str | None = Field(
        default=None, max_length=140, description="Id it comes behind; null: first; else last."
    )
    to: PathArgument | None = Field(default=None, description="move: the list it goes into.")
    operation_id: OperationId = None

    def as_json(self) -> dict[str, Any]:
        """What was said, and nothing more: a null that was written means something."""
        return self.model_dump(mode="json", exclude_unset=True)
