"""E-mail addresses: proving that one's own is one's own, and changing it."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.dependencies import Parts
from app.accounts.limits import Limit
from app.accounts.links import drop_links, link_invalid, use_link
from app.accounts.mail import Letter, post
from app.accounts.principals import Principal
from app.accounts.recovery import prove_password, take_link_try
from app.accounts.repository import Users
from app.accounts.schemas import EmailIn
from app.kit.clock import now
from app.kit.errors import Conflict
from app.storage.models import AccountLink, User

_LETTERS = Limit(name="address_letters", allowed=5, seconds=3600)


async def resend_verification(process: Parts, person: Principal) -> None:
    """`auth:email_verified` where there is nothing to prove any more."""
    await process.limits.take(_LETTERS, str(person.person_id))
    async with process.database.unit_of_work() as session:
        user = await session.get_one(User, person.person_id)
        if user.email_verified_at is not None:
            raise Conflict("auth:email_verified", "This e-mail address is verified already.")
        post(session, Letter(kind="verify", email=user.email, user_id=user.id))


async def ask_for_address(process: Parts, person: Principal, wanted: EmailIn) -> None:
    """A letter to the new address, unless somebody has it: that is not told, and nobody is written to."""
    await prove_password(process, person, wanted.password)
    await process.limits.take(_LETTERS, str(person.person_id))
    async with process.database.unit_of_work() as session:
        post(session, Letter(kind="change", email=wanted.email, user_id=person.person_id))


async def verify_address(process: Parts, token: str, address: str) -> None:
    """The address the link was sent to is now the person's, and known to be."""
    await take_link_try(process, address)
    async with process.database.unit_of_work() as session:
        link = await use_link(session, token, "verify", "change")
        user = await Users(session).locked(link.user_id)
        if user is None or not user.is_active:
            raise link_invalid()
        await _SEEN[link.kind](session, user, link)
        await session.flush()


async def _verified(session: AsyncSession, user: User, link: AccountLink) -> None:
    if user.email != link.email:
        raise link_invalid()
    user.email_verified_at = now()
    await drop_links(session, user.id, "verify")
    _record(session, "user.email_verify", user.id)


async def _changed(session: AsyncSession, user: User, link: AccountLink) -> None:
    before, user.email = user.email, link.email
    user.email_verified_at = now()
    try:
        await session.flush()
    except IntegrityError as fault:
        raise Conflict("auth:email_taken", "There is an account with this e-mail address.") from fault
    await drop_links(session, user.id, "reset", "verify", "change")
    post(session, Letter(kind="email_changed", email=before, user_id=user.id))
    _record(session, "user.email_change", user.id)


_SEEN = {"verify": _verified, "change": _changed}


def _record(session: AsyncSession, action: str, user_id: UUID) -> None:
    """Without the addresses: they are the person's, and the log outlives them."""
    record(session, Change(action=action, subject_id=user_id, actor_id=user_id))
