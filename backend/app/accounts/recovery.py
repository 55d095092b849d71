"""New passwords: for who forgot theirs, and for who knows it."""

from uuid import UUID

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.dependencies import Parts
from app.accounts.limits import Limit
from app.accounts.links import check_link, drop_links, link_invalid, use_link
from app.accounts.mail import Letter, post
from app.accounts.principals import Principal
from app.accounts.repository import SignIns, Users
from app.accounts.schemas import PasswordIn, ResetIn
from app.kit.clock import now
from app.kit.errors import Conflict, Forbidden, Unauthenticated
from app.storage.database import after_commit
from app.storage.models import User

_FORGOTTEN = Limit(name="forgot", allowed=3, seconds=900)
_FORGOTTEN_ADDRESS = Limit(name="forgot_address", allowed=30, seconds=3600)
_FORGOTTEN_ACCOUNT = Limit(name="forgot_account", allowed=30, seconds=3600)
_LINKS = Limit(name="links", allowed=30, seconds=60)


async def forget_password(process: Parts, email: str, address: str) -> None:
    """A letter to whoever has that address. All it takes here is one row, be there somebody or nobody.

    Who asks in the name of others uses up their own tries, not those of the others.
    """
    await process.limits.take(_FORGOTTEN_ADDRESS, address)
    await process.limits.take(_FORGOTTEN, email, address)
    await process.limits.take(_FORGOTTEN_ACCOUNT, email)
    async with process.database.unit_of_work() as session:
        post(session, Letter(kind="reset", email=email))


async def take_link_try(process: Parts, address: str) -> None:
    """Tokens can't be guessed; this is for the work that trying makes."""
    await process.limits.take(_LINKS, address)


async def reset_password(process: Parts, wanted: ResetIn, address: str) -> None:
    """Every sign-in of the person ends, access tokens too: who knows why the password was lost?"""
    await take_link_try(process, address)
    async with process.database.unit_of_work() as session:
        await check_link(session, wanted.token, "reset")
    password_hash = await process.passwords.hash(wanted.password.get_secret_value())
    async with process.database.unit_of_work() as session:
        link = await use_link(session, wanted.token, "reset")
        user = await Users(session).locked(link.user_id)
        if user is None or not user.is_active or user.email != link.email:
            raise link_invalid()
        user.email_verified_at = user.email_verified_at or now()
        await SignIns(session).end_all_of(user.id, now())
        await _give(session, user, password_hash, "user.password_reset")
        after_commit(session, lambda: process.revocations.tell(user.id))


async def change_password(process: Parts, person: Principal, wanted: PasswordIn) -> None:
    """Every other sign-in of the person ends; access tokens stay."""
    kept = await prove_password(process, person, wanted.current_password)
    password_hash = await process.passwords.hash(wanted.password.get_secret_value())
    async with process.database.unit_of_work() as session:
        user = await Users(session).locked(person.person_id)
        if user is None or user.password_hash != kept:
            raise Conflict("auth:password_changed", "The password was changed meanwhile.")
        ended = await SignIns(session).end_others_of(user.id, person.sign_in_id, now())
        await _give(session, user, password_hash, "user.password_change")
        after_commit(session, lambda: tell_ended(process, person.person_id, *ended))


async def prove_password(process: Parts, person: Principal, password: SecretStr) -> str:
    """The hash it matches; `auth:password_wrong`. Guesses are counted as at the door."""
    settings = process.settings
    guesses = Limit(
        name="password", allowed=settings.login_failures_allowed, seconds=settings.login_failures_minutes * 60
    )
    await process.limits.take(guesses, str(person.person_id))
    async with process.database.unit_of_work() as session:
        user = await Users(session).get(person.person_id)
    if user is None:
        raise Unauthenticated("auth:token_invalid", "The access token is not valid.")
    is_right = await process.passwords.matches(password.get_secret_value(), user.password_hash)
    if not is_right or user.password_hash is None:
        raise Forbidden("auth:password_wrong", "This is not your password.")
    await process.limits.give_back(guesses, str(person.person_id))
    return user.password_hash


async def tell_ended(process: Parts, person_id: UUID, *ended: UUID) -> None:
    """Their sockets close, and no others of the person."""
    for sign_in_id in ended:
        await process.revocations.tell(person_id, sign_in_id)


async def _give(session: AsyncSession, user: User, password_hash: str, action: str) -> None:
    user.password_hash = password_hash
    await drop_links(session, user.id, "reset")
    post(session, Letter(kind="password_changed", email=user.email, user_id=user.id))
    record(session, Change(action=action, subject_id=user.id, actor_id=user.id))
    await session.flush()
