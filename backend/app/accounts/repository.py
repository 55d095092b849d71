"""Queries on people, their sign-ins and refresh tokens."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, and_, select, update

from app.accounts.principals import PersonKind, Principal, Role
from app.accounts.tokens import Claims
from app.kit.pagination import PageRequest
from app.storage.database import Database
from app.storage.models import AnonymousUser, RefreshToken, SignIn, User
from app.storage.repository import Repository, page_of


async def find_principal(database: Database, claims: Claims) -> Principal | None:
    """Whom the claims stand for now; None where the sign-in ended or the person may not act."""
    statement = (
        select(SignIn.kind, User.role, User.name, AnonymousUser.name, User.id, AnonymousUser.id)
        .outerjoin(User, and_(SignIn.kind == "user", User.id == SignIn.person_id, User.is_active))
        .outerjoin(AnonymousUser, and_(SignIn.kind == "anonymous", AnonymousUser.id == SignIn.person_id))
        .where(
            SignIn.id == claims.sign_in_id, SignIn.person_id == claims.person_id, SignIn.ended_at.is_(None)
        )
    )
    async with database.unit_of_work() as session:
        row = (await session.execute(statement)).one_or_none()
    if row is None or (row[4] or row[5]) is None:
        return None
    return Principal(
        person_id=claims.person_id,
        kind=cast("PersonKind", row[0]),
        role=cast("Role", row[1] or "USER"),
        sign_in_id=claims.sign_in_id,
        name=row[2] or row[3],
    )


class Users(Repository[User]):
    model = User

    async def by_email(self, email: str) -> User | None:
        return await self.session.scalar(select(User).where(User.email == email))

    async def locked(self, user_id: UUID) -> User | None:
        return await self.session.get(User, user_id, with_for_update=True)

    async def page(self, request: PageRequest, email: str | None) -> tuple[list[User], str | None]:
        statement = select(User) if email is None else select(User).where(User.email == email)
        return await page_of(self.session, statement, User, request)

    async def lock_active_admins(self) -> Sequence[UUID]:
        """Locked in one order, so that two admins who demote each other can't both succeed."""
        statement = select(User.id).where(User.role == "ADMIN", User.is_active).order_by(User.id)
        return (await self.session.scalars(statement.with_for_update())).all()


class SignIns(Repository[SignIn]):
    model = SignIn

    async def end(self, sign_in_id: UUID, at: datetime) -> None:
        await self.session.execute(
            update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=at)
        )

    async def end_all_of(self, person_id: UUID, at: datetime) -> None:
        await self.session.execute(
            update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None)).values(ended_at=at)
        )


class RefreshTokens(Repository[RefreshToken]):
    model = RefreshToken

    async def use(self, token_digest: bytes, at: datetime) -> bool:
        """True for the one caller who may go on with this token."""
        used = await self.session.execute(
            update(RefreshToken)
            .where(
                RefreshToken.digest == token_digest,
                RefreshToken.used_at.is_(None),
                RefreshToken.expires_at > at,
            )
            .values(used_at=at)
        )
        return cast("CursorResult[Any]", used).rowcount == 1
