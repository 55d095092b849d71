"""Proposals in the database, each of the bot it is asked of."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from app.kit.errors import NotFound
from app.kit.keyset import SortedPage, read_number
from app.storage.models import Proposal
from app.storage.selecting import AnySelect
from app.storage.sorting import SortKey, sorted_page

_OPEN_FIRST = {
    "open": SortKey(expression=case((Proposal.state == "open", 1), else_=0), read=read_number),
}


async def page_of(
    session: AsyncSession, bot_id: UUID, states: Sequence[str] | None, page: SortedPage
) -> tuple[list[Proposal], str | None]:
    """Open ones first, of these the newest; None: whatever their state."""
    statement = select(Proposal).where(Proposal.bot_id == bot_id)
    if states is not None:
        statement = statement.where(Proposal.state.in_(states))
    return await sorted_page(session, statement, _OPEN_FIRST, "-open", page)


async def numbers_open(session: AsyncSession, bot_id: UUID, token_id: UUID | None) -> tuple[int, int]:
    """How many wait for a decision, and how many of these were made through that access token."""
    of_token = func.count().filter(Proposal.token_id == token_id)
    waiting = select(func.count(), of_token).where(Proposal.bot_id == bot_id, Proposal.state == "open")
    every, its_own = (await session.execute(waiting)).one()
    return every, its_own


async def steady(session: AsyncSession, bot_id: UUID, proposal_id: UUID) -> Proposal:
    """The proposal of that bot with both documents; NotFound `proposal:not_found`."""
    return await _found(session, _whole(bot_id, proposal_id))


async def locked(session: AsyncSession, bot_id: UUID, proposal_id: UUID) -> Proposal:
    """The same, held until the transaction ends. Who holds the bot, too, holds it first."""
    return await _found(session, _whole(bot_id, proposal_id).with_for_update())


async def head_of(session: AsyncSession, bot_id: UUID, proposal_id: UUID) -> Proposal:
    """The proposal without its documents."""
    return await _found(session, _of_bot(bot_id, proposal_id))


def _of_bot(bot_id: UUID, proposal_id: UUID) -> Select[Proposal]:
    return select(Proposal).where(Proposal.id == proposal_id, Proposal.bot_id == bot_id)


def _whole(bot_id: UUID, proposal_id: UUID) -> Select[Proposal]:
    return _of_bot(bot_id, proposal_id).options(undefer(Proposal.base), undefer(Proposal.document))


async def _found(session: AsyncSession, statement: AnySelect) -> Proposal:
    found = await session.scalar(statement.execution_options(populate_existing=True))
    if found is None:
        raise NotFound("proposal:not_found", "There is no such proposal of this bot.")
    return found
