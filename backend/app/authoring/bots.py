"""Bots as a person sees them: those of their workspaces and those shared with them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.principals import Principal
from app.kit.errors import NotFound
from app.kit.pagination import PageRequest
from app.storage.models import Bot, BotAccess, Workspace, WorkspaceMember
from app.storage.repository import page_of


async def bots_of(
    session: AsyncSession, person: Principal, page: PageRequest, search: str | None
) -> tuple[list[Bot], str | None]:
    """A page of the bots this person reaches, oldest first; `search` is a part of the name, in any case."""
    statement = _reached(person)
    if search:
        statement = statement.where(Bot.name.icontains(search, autoescape=True))
    return await page_of(session, statement, Bot, page)


def _reached(person: Principal) -> Select[Any]:
    statement = select(Bot)
    if person.role == "ADMIN":
        return statement
    mine = select(WorkspaceMember.workspace_id).where(WorkspaceMember.user_id == person.person_id)
    shared = select(BotAccess.bot_id).where(BotAccess.user_id == person.person_id)
    return statement.where(or_(Bot.workspace_id.in_(mine), Bot.id.in_(shared)))


async def personal_workspace(session: AsyncSession, person: Principal) -> UUID:
    """Where a person's bots go unless they say otherwise."""
    found = await session.scalar(select(Workspace.id).where(Workspace.personal_of == person.person_id))
    if found is None:
        raise NotFound("workspace:not_found", "There is no such workspace.")
    return found


async def locked_bot(session: AsyncSession, bot_id: UUID) -> Bot:
    """The bot, held until the transaction ends: one writer at a time."""
    bot = await session.scalar(select(Bot).where(Bot.id == bot_id).with_for_update())
    if bot is None:
        raise NotFound("bot:not_found", "There is no such bot.")
    return bot
