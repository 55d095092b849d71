"""/bots/{id}/proposals: what comes in and goes out."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from app.engine.difference import How
from app.engine.text import clean_text
from app.kit.fields import Input, Line, example
from app.storage.models import Proposal

from ..changes.schemas import AppliedRead, OperationIn, OperationName
from ..exchange.schemas import Counts, FieldChangeRead
from ..schemas import IssueRead
from ..seen import Revision
from .differing import Differing
from .parting import PartKind, ProposedPart, needed_by
from .shown import Glass
from .wanted import Wanted

type ProposalState = Literal["open", "accepted", "rejected", "withdrawn"]
type Note = Annotated[str, StringConstraints(max_length=5000), AfterValidator(clean_text)]
type PartName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
type PartNames = Annotated[list[PartName], Field(min_length=1, max_length=5000)]


class ProposalFilter(BaseModel):
    """`state`: one or several; all where left out."""

    state: Annotated[list[ProposalState], Field(max_length=4)] | None = None


class ProposalIn(Input):
    """`operations`: what it begins with, as `/changes` takes them. `operation_id`: a name of yours; sent
    again with it, the same makes no second one."""

    model_config = example(
        {
            "title": "Ask for the address too",
            "note": "Two customers in three came back for it.",
            "operations": [
                {"op": "add", "path": "steps", "value": {"id": "address", "message": {"text": "Where to?"}}}
            ],
        }
    )

    title: Line
    note: Note | None = None
    operations: Annotated[list[OperationIn], Field(max_length=2000)] = Field(
        default_factory=list[OperationIn]
    )
    operation_id: OperationName | None = None

    def wanted(self) -> Wanted:
        return Wanted(
            title=self.title,
            note=self.note,
            operations=[one.operation() for one in self.operations],
            operation_id=self.operation_id,
        )


class ProposalRead(BaseModel):
    """`revision`: how often it was changed; `base_revision`: of the draft it branched from; `draft_revision`:
    of the draft now. `counts`: parts that wait for a decision, or, once decided, were decided last.
    `accepted_revision`: of the newest change of the draft that accepting made. `token_id`: where it was made
    through an access token, with its name while it is there."""

    id: UUID
    bot_id: UUID
    title: str
    note: str | None
    state: ProposalState
    revision: int
    base_revision: int
    draft_revision: int
    counts: Counts
    author_id: UUID | None
    author_name: str | None
    token_id: UUID | None
    token_name: str | None
    accepted_revision: int | None
    created_at: datetime
    updated_at: datetime
    decided_at: datetime | None
    decided_by: UUID | None
    decided_by_name: str | None

    @classmethod
    def of(cls, proposal: Proposal, **more: Any) -> "ProposalRead":
        own = {name: getattr(proposal, name) for name in cls.model_fields if name not in more}
        return cls.model_validate(own | more)


class ProposalMade(ProposalRead):
    """`applied`: the operations it began with; `issues`: what `inspect` finds in the parts they touched.
    `is_new` false: it had been made before under this `operation_id`, and this is what it is now."""

    applied: list[AppliedRead]
    issues: list[IssueRead]
    is_new: bool


class ProposalDocument(BaseModel):
    """The branch as a whole document, at `revision` of the proposal."""

    revision: int
    base_revision: int
    document: dict[str, Any]


class PartConflict(BaseModel):
    """What stands in the way of a part. `change:conflict`: others changed the same since, as `/changes` tells
    it (`yours`: an operation of the proposal, `theirs`: what is there now); else why it cannot be done."""

    code: str
    path: str | list[str] | None = None
    yours: dict[str, Any] | None = None
    theirs: Any = None
    revision: int | None = None
    author_id: UUID | None = None
    is_cut: bool = False


class ProposedPartRead(BaseModel):
    """Something a person decides on. `part` stays the same as long as it is in the proposal; of `kind` bot,
    variables and tests there is one, whose `id` is empty. `fields`: what changed in it, as differences of
    versions tell it; `whole`: all of it, where it was added or removed. `needs`: the parts it would be broken
    without, `needed_by` the other way round. `after`: the part that one which is new or `moved` stands
    behind."""

    part: str
    kind: PartKind
    id: str
    name: str
    how: How
    moved: bool
    after: str | None
    fields: list[FieldChangeRead]
    whole: dict[str, Any] | None
    needs: list[str]
    needed_by: list[str]
    conflicts: list[PartConflict]

    @classmethod
    def of(
        cls, part: ProposedPart, glass: Glass, needing: tuple[str, ...], conflicts: list[dict[str, Any]]
    ) -> "ProposedPartRead":
        change = part.change
        return cls(
            part=part.id,
            kind=part.kind,
            id=change.id,
            name=change.name,
            how=change.how,
            moved=change.moved,
            after=change.after,
            fields=[
                FieldChangeRead(
                    path=".".join(map(str, one.path)),
                    before=glass.value(one.path, one.before),
                    after=glass.value(one.path, one.after),
                )
                for one in change.fields
            ],
            whole=part.whole,
            needs=list(part.needs),
            needed_by=list(needing),
            conflicts=[PartConflict.model_validate(one) for one in conflicts],
        )


class ProposalDifference(BaseModel):
    """What the proposal would change. `conflicts_known` false: it branched off too long ago; accepting it
    takes a `base_revision`. `conflicts_left_out`: there are more than are told."""

    revision: int
    base_revision: int
    draft_revision: int
    counts: Counts
    parts: list[ProposedPartRead]
    conflicts_known: bool
    conflicts_left_out: bool

    @classmethod
    def of(cls, proposal: Proposal, draft_revision: int, found: Differing) -> "ProposalDifference":
        needing, conflicts = needed_by(found.parts), found.conflicts or {}
        parts = [
            ProposedPartRead.of(part, found.glass, needing.get(part.id, ()), conflicts.get(part.id, []))
            for part in found.parts
        ]
        return cls(
            revision=proposal.revision,
            base_revision=proposal.base_revision,
            draft_revision=draft_revision,
            counts=Counts.of(part.change for part in found.parts),
            parts=parts,
            conflicts_known=found.conflicts is not None,
            conflicts_left_out=found.left_out,
        )


class AcceptProposal(Input):
    """`parts`: all where left out. `revision`: of the proposal that was looked at, 409 `proposal:changed`
    where it was changed since. `base_revision`: of the draft that was looked at; what others changed up to it
    is written over, while left out it is a conflict since the proposal branched off. `with_needs`: also the
    parts these need, instead of 409 `proposal:needs_parts`. `dry_run`: nothing is written."""

    model_config = example({"parts": ["steps.address", "steps.hello"], "revision": 3})

    parts: PartNames | None = None
    revision: Revision | None = None
    base_revision: Revision | None = None
    with_needs: bool = False
    dry_run: bool = False


class RejectProposal(Input):
    """`parts`: all where left out. `revision` as for accepting. `with_needing`: also the parts that need
    these, instead of 409 `proposal:needed`."""

    model_config = example({"parts": ["steps.address"], "revision": 3})

    parts: PartNames | None = None
    revision: Revision | None = None
    with_needing: bool = False


class Decision(BaseModel):
    """`parts`: those that were decided now; `left`: those that wait still."""

    proposal: ProposalRead
    parts: list[str]
    left: list[str]


class Acceptance(Decision):
    """`revision`: the draft's after it; `issues`: what `inspect` finds there in what was accepted."""

    dry_run: bool
    revision: int
    issues: list[IssueRead]
