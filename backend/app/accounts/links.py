"""Links sent by mail: used once, at most."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.mail import drop_letters
from app.accounts.opaque import digest
from app.kit.clock import now
from app.kit.errors import Forbidden
from app.storage.models import AccountLink


async def check_link(session: AsyncSession, token: str, *kinds: str) -> None:
    """`auth:link_invalid` whatever is wrong with it; it stays good."""
    is_good = select(AccountLink.id).where(*_good(token, kinds))
    if await session.scalar(is_good) is None:
        raise link_invalid()


async def use_link(session: AsyncSession, token: str, *kinds: str) -> AccountLink:
    """Likewise, for the one caller who may go on with it."""
    link = await session.scalar(delete(AccountLink).where(*_good(token, kinds)).returning(AccountLink))
    if link is None:
        raise link_invalid()
    return link


async def drop_links(session: AsyncSession, user_id: UUID, *kinds: str) -> None:
    """Those that were sent, and those that were not yet."""
    await session.execute(
        delete(AccountLink).where(AccountLink.user_id == user_id, AccountLink.kind.in_(kinds))
    )
    await drop_letters(session, user_id, *kinds)


def link_invalid() -> Forbidden:
    return Forbidden("auth:link_invalid", "This link is not valid, or no longer. Ask for a new one.")


def _good(token: str, kinds: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    return (
        AccountLink.digest == digest(token),
        AccountLink.kind.in_(kinds),
        AccountLink.expires_at > now(),
    )
