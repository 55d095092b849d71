"""News of proposals, told by the database with the commit, to every process that has their bot open."""

from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Proposal

NEWS_OF_PROPOSALS = "proposals"


class ProposalNews(msgspec.Struct, frozen=True):
    """Ids and states alone: what is written in a proposal is read by who may."""

    bot_id: UUID
    id: UUID
    state: str
    revision: int


async def tell(session: AsyncSession, proposal: Proposal) -> None:
    """That it was made, changed or decided."""
    news = ProposalNews(
        bot_id=proposal.bot_id, id=proposal.id, state=proposal.state, revision=proposal.revision
    )
    payload = msgspec.json.encode(news).decode()
    await session.execute(select(func.pg_notify(NEWS_OF_PROPOSALS, payload)))
