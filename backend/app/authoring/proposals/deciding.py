"""Accepting and rejecting: whole or by part, once; and withdrawing."""

from asyncio import to_thread
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.kit.clock import now
from app.kit.errors import Conflict, DbcvError
from app.storage.models import Proposal

from ..bots import locked_bot, steady_bot
from ..changes import Changed, Terms, change
from .branch import Branch, Step, open_branch, read_base, refuse_others
from .limits import TOLD
from .parting import (
    ProposedPart,
    chosen,
    done,
    parts_of,
    places,
    refuse_lacking,
    refuse_needed,
    with_needing,
    with_needs,
)
from .shown import Glass, glass

type Json = dict[str, Any]
type Verb = Literal["accept", "reject", "withdraw"]

# The state a proposal ends in of which no part was accepted before.
_ENDS: Mapping[Verb, str] = {"accept": "accepted", "reject": "rejected", "withdraw": "withdrawn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`parts`: None for all. `revision`: of the proposal that was looked at. `base_revision`: of the draft,
    whatever was changed up to it is written over. `along`: also the parts these cannot be decided without."""

    person_id: UUID
    parts: Collection[str] | None = None
    revision: int | None = None
    base_revision: int | None = None
    along: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """`parts`: those decided now; `left`: those that wait still."""

    proposal: Proposal
    parts: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What is decided on: picked are `picked`, `rest` stays."""

    branch: Branch
    base: Json
    picked: tuple[ProposedPart, ...]
    rest: tuple[ProposedPart, ...]


async def accept(
    session: AsyncSession, place: tuple[UUID, UUID], wanted: Decision
) -> tuple[Decided, Changed]:
    """Make the parts so in the draft, as one change of it. `place`: the bot and the proposal.

    Conflict `proposal:decided`, `proposal:changed`, `proposal:empty`, `proposal:needs_parts`; what `change`
    refuses, with the parts it is about.
    """
    bot = await (steady_bot if wanted.dry_run else locked_bot)(session, place[0])
    table = await _laid(session, place, wanted, "accept")
    if not table.picked:
        raise Conflict("proposal:empty", "There is nothing in this proposal.")
    proposal = table.branch.proposal
    terms = Terms(
        author_id=wanted.person_id,
        base_revision=max(proposal.base_revision, wanted.base_revision or 0),
        dry_run=wanted.dry_run,
        action="accept",
        proposal_id=proposal.id,
    )
    operations = [one for part in table.picked for one in part.operations]
    try:
        changed = await change(session, bot.id, operations, terms)
    except DbcvError as refused:
        _name_parts(refused, table.picked, glass((await table.branch.read()).document, bot.head))
        raise
    if not wanted.dry_run:
        proposal.accepted_revision = changed.revision
        if table.rest:
            rest = await to_thread(done, table.base, table.picked)
            await table.branch.advance(Step(author_id=wanted.person_id, action="accept"), base=rest)
        else:
            await _close(table.branch, wanted.person_id, "accept")
        _note(session, table, wanted, "accept", {"revision": changed.revision})
    return _decided(table), changed


async def reject(session: AsyncSession, place: tuple[UUID, UUID], wanted: Decision) -> Decided:
    """Drop the parts. Conflict `proposal:decided`, `proposal:changed`, `proposal:needed`."""
    table = await _laid(session, place, wanted, "reject")
    if table.rest:
        rest = await to_thread(done, table.base, table.rest)
        touched = tuple(path for part in table.picked for path in places(part))
        step = Step(author_id=wanted.person_id, action="reject", touched=touched)
        await table.branch.advance(step, document=rest)
    else:
        await _close(table.branch, wanted.person_id, "reject")
    _note(session, table, wanted, "reject", {})
    return _decided(table)


async def withdraw(session: AsyncSession, place: tuple[UUID, UUID], person_id: UUID) -> None:
    """By who made it. Forbidden `proposal:not_yours`, Conflict `proposal:decided`."""
    branch = await open_branch(session, *place, to_write=True)
    proposal = branch.proposal
    refuse_others(proposal, person_id)
    await _close(branch, person_id, "withdraw")
    told = Change(
        action="proposal.withdraw",
        subject_id=proposal.id,
        bot_id=proposal.bot_id,
        actor_id=person_id,
        after={"title": proposal.title, "state": proposal.state},
    )
    record(session, told)


async def _laid(
    session: AsyncSession, place: tuple[UUID, UUID], wanted: Decision, verb: Literal["accept", "reject"]
) -> _Table:
    branch = await open_branch(session, *place, to_write=not wanted.dry_run)
    proposal = branch.proposal
    if wanted.revision not in {None, proposal.revision}:
        raise Conflict(
            "proposal:changed",
            "The proposal was changed meanwhile: look at it again.",
            revision=proposal.revision,
        )
    base = await read_base(proposal)
    parts = await to_thread(parts_of, base, (await branch.read()).document)
    wished = chosen(parts, wanted.parts)
    picked = (with_needs if verb == "accept" else with_needing)(parts, wished)
    if not wanted.along:
        (refuse_lacking if verb == "accept" else refuse_needed)(wished, picked)
    rest = tuple(part for part in parts if part not in picked)
    return _Table(branch=branch, base=base, picked=picked, rest=rest)


async def _close(branch: Branch, person_id: UUID, verb: Verb) -> None:
    """Both documents stay as they are, for who asks later what was decided last."""
    proposal = branch.proposal
    proposal.state = _ENDS[verb] if proposal.accepted_revision is None else "accepted"
    proposal.decided_at, proposal.decided_by = now(), person_id
    await branch.advance(Step(author_id=person_id, action=verb))


def _note(session: AsyncSession, table: _Table, wanted: Decision, verb: str, after: Json) -> None:
    proposal = table.branch.proposal
    parts = [part.id for part in table.picked[:TOLD]]
    told = Change(
        action=f"proposal.{verb}",
        subject_id=proposal.id,
        bot_id=proposal.bot_id,
        actor_id=wanted.person_id,
        after={"title": proposal.title, "state": proposal.state, "parts": parts, **after},
    )
    record(session, told)


def _decided(table: _Table) -> Decided:
    return Decided(
        proposal=table.branch.proposal,
        parts=tuple(part.id for part in table.picked),
        left=tuple(part.id for part in table.rest),
    )


def _name_parts(refused: DbcvError, parts: Sequence[ProposedPart], through: Glass) -> None:
    """Operations of a proposal are of our making: whoever decides knows them by their parts."""
    owners = [part.id for part in parts for _ in part.operations]
    details = refused.details
    if "conflicts" in details:
        details["conflicts"] = [through.conflict(one) for one in details["conflicts"]]
    for told in (details, *details.get("conflicts", ())):
        number = told.pop("operation", None)
        if number is not None:
            told["part"] = owners[number]
