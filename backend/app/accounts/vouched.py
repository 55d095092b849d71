"""People whom somebody else's site vouches for: one person of a workspace for each of its external ids."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.revocations import Revocations
from app.accounts.schemas import PersonOut
from app.kit.ids import uuid7
from app.storage.database import after_commit
from app.storage.models import AnonymousUser


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """What the site says of them. A name or an address it does not tell stays as it was."""

    external_id: str
    name: str | None = None
    email: str | None = None


async def vouched_person(
    session: AsyncSession, workspace_id: UUID, told: Vouched, revocations: Revocations
) -> PersonOut:
    """The same external id is the same person; what is told anew is written down, at once for everybody."""
    person = await _person(session, workspace_id, told)
    before = person.name, person.email
    person.name, person.email = told.name or person.name, told.email or person.email
    if before != (person.name, person.email):
        after_commit(session, lambda: revocations.tell(person.id))
    await session.flush()
    await session.refresh(person)
    return PersonOut.model_validate(person).model_copy(update={"kind": "anonymous"})


async def _person(session: AsyncSession, workspace_id: UUID, told: Vouched) -> AnonymousUser:
    wanted = select(AnonymousUser).where(
        AnonymousUser.workspace_id == workspace_id, AnonymousUser.external_id == told.external_id
    )
    found = await session.scalar(wanted)
    if found is not None:
        return found
    made = {
        "workspace_id": workspace_id,
        "external_id": told.external_id,
        "name": told.name,
        "email": told.email,
    }
    await session.execute(insert(AnonymousUser).values(id=uuid7(), **made).on_conflict_do_nothing())
    return (await session.scalars(wanted)).one()
