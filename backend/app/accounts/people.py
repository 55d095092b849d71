"""Making people, and changing what they are."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.principals import Principal, Role
from app.accounts.repository import SignIns, Users
from app.accounts.revocations import Revocations
from app.accounts.schemas import MeIn, PersonOut
from app.kit.clock import now
from app.kit.errors import Conflict, NotFound, Unauthenticated
from app.kit.ids import uuid7
from app.storage.database import after_commit
from app.storage.models import AnonymousUser, User, Workspace, WorkspaceMember


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """`email` in lower case, `password_hash` of argon2id."""

    email: str
    password_hash: str
    role: Role
    name: str | None = None
    locale: str | None = None
    timezone: str | None = None


async def create_person(session: AsyncSession, person: NewPerson) -> User:
    """A user with a workspace of their own; `auth:email_taken` where the address has an account.

    Who gives no name is called what stands before the @ of the address.
    """
    name = person.name or person.email.partition("@")[0]
    user = User(
        id=uuid7(),
        email=person.email,
        password_hash=person.password_hash,
        role=person.role,
        name=name,
        locale=person.locale,
        timezone=person.timezone,
    )
    try:
        await Users(session).add(user)
    except IntegrityError as fault:
        raise Conflict("auth:email_taken", "There is an account with this e-mail address.") from fault
    workspace = Workspace(id=uuid7(), name=name, personal_of=user.id)
    session.add(workspace)
    await session.flush()
    session.add(WorkspaceMember(workspace_id=workspace.id, user_id=user.id, role="owner"))
    record(
        session,
        Change(action="user.create", subject_id=user.id, actor_id=user.id, after={"role": person.role}),
    )
    await session.flush()
    return user


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an ADMIN decides of a person; None leaves it."""

    role: Role | None = None
    is_active: bool | None = None


async def change_standing(
    session: AsyncSession, actor: Principal, user_id: UUID, wanted: Standing, revocations: Revocations
) -> User:
    """At once, on every process and open socket; `user:last_admin` where no administrator would be left."""
    admins = await Users(session).lock_active_admins()
    user = await Users(session).locked(user_id)
    if user is None:
        raise NotFound("user:not_found", "There is no such person.")
    before = {"role": user.role, "is_active": user.is_active}
    user.role = wanted.role or user.role
    user.is_active = user.is_active if wanted.is_active is None else wanted.is_active
    after = {"role": user.role, "is_active": user.is_active}
    if list(admins) == [user_id] and after != {"role": "ADMIN", "is_active": True}:
        raise Conflict("user:last_admin", "The last administrator can't step down.")
    if not user.is_active:
        await SignIns(session).end_all_of(user_id, now())
    record(
        session,
        Change(
            action="user.change", subject_id=user_id, actor_id=actor.person_id, before=before, after=after
        ),
    )
    after_commit(session, lambda: revocations.tell(user_id))
    await session.flush()
    await session.refresh(user)
    return user


async def change_me(
    session: AsyncSession, principal: Principal, wanted: MeIn, revocations: Revocations
) -> PersonOut:
    """Name, locale and time zone, where they are in the body."""
    row: AnonymousUser | User | None = await session.get(
        User if principal.kind == "user" else AnonymousUser, principal.person_id
    )
    if row is None:
        raise Unauthenticated("auth:token_invalid", "The access token is not valid.")
    for field in wanted.model_fields_set:
        setattr(row, field, getattr(wanted, field))
    await session.flush()
    # A name is part of a principal, so that messages carry it.
    after_commit(session, lambda: revocations.tell(principal.person_id))
    return PersonOut.model_validate(row).model_copy(update={"kind": principal.kind})
