"""Proposals by the names their makers gave the making of them: the same again makes no second one."""

from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import Conflict
from app.storage.models import Proposal, ProposalOperation

from ..changes.repeats import digest_of
from .wanted import Wanted

_MADE_AT = 0  # the revision of a proposal that was just made, at which no operation is done


async def made_before(
    session: AsyncSession, bot_id: UUID, author_id: UUID, wanted: Wanted
) -> Proposal | None:
    """By the same person. Conflict `change:operation_reused` where another one was made by that name."""
    if wanted.operation_id is None:
        return None
    statement = (
        select(Proposal, ProposalOperation.digest)
        .join(ProposalOperation, ProposalOperation.proposal_id == Proposal.id)
        .where(Proposal.bot_id == bot_id, Proposal.author_id == author_id)
        .where(ProposalOperation.operation_id == wanted.operation_id, ProposalOperation.revision == _MADE_AT)
    )
    found = (await session.execute(statement)).one_or_none()
    if found is None:
        return None
    proposal, digest = found
    if digest != _digest(wanted):
        raise Conflict(
            "change:operation_reused",
            "This operation_id was given to another operation.",
            operation_id=wanted.operation_id,
        )
    return proposal


async def remember(session: AsyncSession, proposal: Proposal, wanted: Wanted) -> None:
    """That it was made so, under the name it was given."""
    if wanted.operation_id is None:
        return
    row = {
        "proposal_id": proposal.id,
        "operation_id": wanted.operation_id,
        "revision": _MADE_AT,
        "part_id": None,
        "digest": _digest(wanted),
    }
    await session.execute(insert(ProposalOperation).values(row))


def _digest(wanted: Wanted) -> bytes:
    told = [wanted.title, wanted.note, [digest_of(one) for one in wanted.operations]]
    return sha256(msgspec.json.encode(told)).digest()
