"""Which sessions a person reaches: those of the bots they reach."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import bot_access, require_bot
from app.accounts.principals import Access, Principal
from app.kit.errors import NotFound
from app.storage.models import Session


async def require_session(
    session: AsyncSession, person: Principal, session_id: UUID, least: Access
) -> Session:
    """The session; `session:not_found`, or `bot:forbidden` where they may not do so much with its bot.

    One in which nothing has happened (any more) is not there yet.
    """
    found = await session.get(Session, session_id)
    if found is None or found.state is None or await bot_access(session, person, found.bot_id) is None:
        raise NotFound("session:not_found", "There is no such conversation.")
    await require_bot(session, person, found.bot_id, least)
    return found
