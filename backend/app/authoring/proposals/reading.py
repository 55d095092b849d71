"""Proposals as they are shown, with the names of those who made and decided them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import AccessToken, Proposal, User

from .schemas import ProposalRead


async def shown(
    session: AsyncSession, proposals: Sequence[Proposal], draft_revision: int
) -> list[ProposalRead]:
    """Of one bot, whose draft is at that revision."""
    people = await _names(
        session, User, (one for each in proposals for one in (each.author_id, each.decided_by))
    )
    tokens = await _names(session, AccessToken, (each.token_id for each in proposals))
    return [
        ProposalRead.of(
            one,
            draft_revision=draft_revision,
            author_name=people.get(one.author_id),
            token_name=tokens.get(one.token_id),
            decided_by_name=people.get(one.decided_by),
        )
        for one in proposals
    ]


async def _names(
    session: AsyncSession, kind: type[User | AccessToken], ids: Iterable[UUID | None]
) -> dict[UUID | None, str | None]:
    known = set(ids) - {None}
    if not known:
        return {}
    found = await session.execute(select(kind.id, kind.name).where(kind.id.in_(known)))
    return {row.id: row.name for row in found}
