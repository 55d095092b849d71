"""What becomes of a person's account once what is kept about them is erased."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Text, cast, delete, null, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.forgetting import forget_address
from app.kit.errors import Conflict
from app.storage.models import (
    AlertDelivery,
    AlertReader,
    AnonymousUser,
    Audit,
    SignIn,
    Thread,
    User,
    Workspace,
)

from .reach import Reach, is_within

type Fate = Literal["deleted", "emptied", "kept"]

EVERYWHERE = Reach(workspaces=None)


async def end_sign_ins(session: AsyncSession, who: User | AnonymousUser | None, reach: Reach) -> None:
    """Before anything is erased, so that nothing new comes of them; `person:is_admin` for administrators.

    Who is known in other workspaces too goes on there.
    """
    if isinstance(who, User) and reach.is_everywhere and who.role == "ADMIN":
        raise Conflict("person:is_admin", "Take the role of an administrator away from them first.")
    if who is not None and reach.is_everywhere:
        await session.execute(delete(SignIn).where(SignIn.person_id == who.id))
        if isinstance(who, User):
            who.is_active = False


async def settle_account(session: AsyncSession, person_id: UUID, reach: Reach) -> Fate:
    """In the end: an anonymous person nobody knows any more is deleted, an account emptied by ADMIN alone."""
    user = await session.get(User, person_id)
    if user is not None:
        await forget_address(session, user, reach.workspaces)
        return await _emptied(session, user) if reach.is_everywhere else "kept"
    if reach.is_everywhere or not await is_within(session, EVERYWHERE, person_id):
        for table, column in ((SignIn, SignIn.person_id), (Thread, Thread.person_id)):
            await session.execute(delete(table).where(column == person_id))
        await session.execute(delete(AnonymousUser).where(AnonymousUser.id == person_id))
        return "deleted"
    return "kept"


async def _emptied(session: AsyncSession, user: User) -> Fate:
    """What they own stays, nameless: bots and workspaces are others' work too."""
    address = user.email
    await session.execute(delete(Thread).where(Thread.person_id == user.id))
    for alerts in (AlertReader, AlertDelivery):
        await session.execute(delete(alerts).where(alerts.user_id == user.id))
    await session.execute(update(Workspace).where(Workspace.personal_of == user.id).values(name="Erased"))
    await session.execute(_unsaid(address))
    user.email = f"{user.id}@erased.invalid"
    user.name = user.username = user.locale = user.timezone = user.password_hash = None
    user.is_active, user.email_verified_at = False, None
    return "emptied"


def _unsaid(address: str) -> Any:
    """Wherever the audit still tells the address."""
    told = or_(
        *(cast(part, Text).icontains(address, autoescape=True) for part in (Audit.before, Audit.after))
    )
    return update(Audit).where(told).values(before=null(), after=null())
