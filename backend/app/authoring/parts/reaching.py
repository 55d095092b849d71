"""From the id of a part to its place, looked up once its bot is held: nothing is written where a part was."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import bot_access, forbidden
from app.accounts.principals import Access, Principal
from app.storage.models import Bot

from ..bots import locked_bot, steady_bot
from .places import Place, not_found, place_of

type Hold = Callable[[AsyncSession, UUID], Awaitable[Bot]]


async def held(session: AsyncSession, person: Principal, kind: str, part_id: UUID) -> tuple[Bot, Place]:
    """For writing: nobody moves or removes the part until the transaction ends.

    `part:not_found`, or `bot:forbidden` where they see its bot and may not edit it.
    """
    bot_id = await _bot_of(session, person, (kind, part_id), Access.EDITOR)
    return await _placed(session, locked_bot, bot_id, (kind, part_id))


async def steady(
    session: AsyncSession, person: Principal, kind: str, part_id: UUID, least: Access = Access.VIEWER
) -> tuple[Bot, Place]:
    """For reading; refused likewise."""
    bot_id = await _bot_of(session, person, (kind, part_id), least)
    return await _placed(session, steady_bot, bot_id, (kind, part_id))


async def _bot_of(session: AsyncSession, person: Principal, part: tuple[str, UUID], least: Access) -> UUID:
    bot_id = (await place_of(session, *part)).bot_id
    reach = await bot_access(session, person, bot_id)
    if reach is None:
        raise not_found()
    if reach.access < least:
        raise forbidden()
    return bot_id


async def _placed(
    session: AsyncSession, hold: Hold, bot_id: UUID, part: tuple[str, UUID]
) -> tuple[Bot, Place]:
    bot = await hold(session, bot_id)
    place = await place_of(session, *part)
    if place.bot_id != bot_id:
        raise not_found()
    return bot, place
