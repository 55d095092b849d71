"""An erased person's e-mail address, wherever accounts keep it beside the person themselves."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, delete, null, or_, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import AccountLink, Invitation, OutgoingMail, User


async def forget_address(session: AsyncSession, user: User, workspaces: Collection[UUID] | None) -> None:
    """Out of the invitations to these workspaces, with their letters; None: out of everything there is.

    What nobody has accepted is taken back: without its address it would be good for whoever has the link.
    Call it while the user still has the address.
    """
    sent = (Invitation.email == user.email, _within(workspaces))
    await session.execute(delete(Invitation).where(*sent, Invitation.used_at.is_(None)))
    await session.execute(update(Invitation).where(*sent).values(email=null()))
    if workspaces is None:
        for mail in (AccountLink, OutgoingMail):
            theirs = or_(mail.user_id == user.id, mail.email == user.email)
            await session.execute(delete(mail).where(theirs))


def _within(workspaces: Collection[UUID] | None) -> ColumnElement[bool]:
    return true() if workspaces is None else Invitation.workspace_id.in_(workspaces)
