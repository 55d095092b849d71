"""What a proposal would change, part by part, with what stands in its way by now."""

from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import Conflict, DbcvError
from app.storage.models import Bot, Proposal

from ..changes import Operation, apply
from ..changes.conflicts import Claim, claims_of, conflicts_since
from ..changes.line import draft_history
from ..draft import read_draft
from .branch import read_base, read_branch
from .parting import ProposedPart, parts_of, with_needs
from .shown import Glass, glass

type Json = dict[str, Any]
type Conflicts = dict[str, list[Json]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """`conflicts`: by part, as `/changes` would tell them; None where that is no longer known. `left_out`:
    there are more of them."""

    parts: tuple[ProposedPart, ...]
    conflicts: Conflicts | None
    left_out: bool
    glass: Glass


async def differing(session: AsyncSession, bot: Bot, proposal: Proposal) -> Differing:
    """Of a steady bot, and a proposal with its documents."""
    base, document = await read_base(proposal), (await read_branch(session, proposal)).document
    parts = await to_thread(parts_of, base, document)
    through = glass(document, bot.head)
    conflicts, left_out = await _conflicts(session, bot, proposal, _Sides(base, parts, through))
    return Differing(parts=parts, conflicts=conflicts, left_out=left_out, glass=through)


@dataclass(frozen=True, slots=True)
class _Sides:
    base: Json
    parts: Sequence[ProposedPart]
    glass: Glass


async def _conflicts(
    session: AsyncSession, bot: Bot, proposal: Proposal, sides: _Sides
) -> tuple[Conflicts | None, bool]:
    parts = sides.parts
    if proposal.state != "open" or not parts or bot.revision == proposal.base_revision:
        return {}, False
    draft = (await read_draft(session, bot)).document
    history = draft_history(bot, proposal.id)
    claims = await to_thread(_claims, sides.base, parts)
    try:
        told, left_out = await conflicts_since(session, history, proposal.base_revision, claims, draft)
    except Conflict:
        return None, False
    owners = [part.id for part in parts for _ in part.operations]
    found: Conflicts = {}
    for one in map(sides.glass.conflict, told):
        part = owners[one.pop("operation")]
        found.setdefault(part, []).append({"code": "change:conflict", **one})
    for part, refused in await to_thread(_refusals, draft, parts):
        if part.id not in found:
            found[part.id] = [{"code": refused.code, **_place(refused)}]
    return found, left_out


def _claims(base: Json, parts: Sequence[ProposedPart]) -> list[Claim]:
    return claims_of(apply(base, [one for part in parts for one in part.operations]).done)


def _refusals(draft: Json, parts: Sequence[ProposedPart]) -> list[tuple[ProposedPart, DbcvError]]:
    """The parts that cannot be made so in the draft at all."""
    if _refused(draft, [one for part in parts for one in part.operations]) is None:
        return []
    found: list[tuple[ProposedPart, DbcvError]] = []
    for part in parts:
        others = [one for other in with_needs(parts, [part]) if other is not part for one in other.operations]
        refused = _refused(draft, [*others, *part.operations])
        if refused is not None and refused.details.get("operation", len(others)) >= len(others):
            found.append((part, refused))
    return found


def _refused(draft: Json, operations: Sequence[Operation]) -> DbcvError | None:
    try:
        apply(draft, operations)
    except DbcvError as refused:
        return refused
    return None


def _place(refused: DbcvError) -> Json:
    path = refused.details.get("path")
    return {} if path is None else {"path": path}
