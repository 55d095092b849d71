"""What a request leaves for the clock process to write and send: one row, whoever it concerns."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.clock import now
from app.storage.models import OutgoingMail

from .kinds import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`secret`: the sealed token of the link, where there is one already. `language` of whoever is written
    to, where they have no account that says it."""

    kind: str
    email: str
    user_id: UUID | None = None
    invitation_id: UUID | None = None
    language: str | None = None
    secret: bytes | None = None


def post(session: AsyncSession, letter: Letter) -> None:
    """In the same unit of work as what the letter is about."""
    at = now()
    session.add(
        OutgoingMail(
            kind=letter.kind,
            email=letter.email,
            user_id=letter.user_id,
            invitation_id=letter.invitation_id,
            language=letter.language,
            secret=letter.secret,
            due_at=at,
            expires_at=at + KINDS[letter.kind].good_for,
        )
    )


async def drop_letters(session: AsyncSession, user_id: UUID, *kinds: str) -> None:
    """Those of these kinds that were not sent yet: their links are used up."""
    await session.execute(
        delete(OutgoingMail).where(OutgoingMail.user_id == user_id, OutgoingMail.kind.in_(kinds))
    )
