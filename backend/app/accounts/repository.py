"""Queries on people, their sign-ins and refresh tokens."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update

from app.accounts.principals import PersonKind, Principal, Role
from app.accounts.tokens import Claims
from app.kit.clock import now
from app.kit.pagination import PageRequest
from app.storage.database import Database
from app.storage.models import AccessToken, AnonymousUser, RefreshToken, SignIn, User
from app.storage.repository import Repository, page_of


async def find_principal(database: Database, claims: Claims) -> Principal | None:
    """Whom the claims stand for now; None where the sign-in ended or the person may not act."""
    statement = (
        select(
            SignIn.kind,
            User.role,
            User.name,
            AnonymousUser.name,
            User.id,
            AnonymousUser.id,
            SignIn.channel_id,
        )
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
        channel_id=row[6],
    )


_NOTED_EVERY = timedelta(minutes=1)
GRACE = timedelta(seconds=60)

type Use = Literal["good", "invalid", "reused"]


async def find_token(database: Database, token_digest: bytes) -> tuple[Principal, datetime | None] | None:
    """Whom an access token stands for and until when, also where that is past; None where it was revoked or
    its person may not act."""
    at = now()
    statement = (
        select(AccessToken, User.role, User.name)
        .join(SignIn, SignIn.id == AccessToken.id)
        .join(User, and_(User.id == AccessToken.user_id, User.is_active))
        .where(
            AccessToken.digest == token_digest,
            or_(SignIn.ended_at.is_(None), AccessToken.expires_at <= at),  # expiry ends its sign-in too
        )
    )
    async with database.unit_of_work() as session:
        row = (await session.execute(statement)).one_or_none()
        if row is None:
            return None
        token: AccessToken = row[0]
        is_over = token.expires_at is not None and token.expires_at <= at
        if not is_over and (token.last_used_at is None or token.last_used_at < at - _NOTED_EVERY):
            token.last_used_at = at
    principal = Principal(
        person_id=token.user_id,
        kind="user",
        role=cast("Role", row[1]),
        sign_in_id=token.id,
        name=row[2],
        scopes=frozenset(token.scopes),
    )
    return principal, token.expires_at


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
        """Access tokens too."""
        await self.session.execute(
            update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None)).values(ended_at=at)
        )

    async def end_others_of(self, person_id: UUID, kept: UUID, at: datetime) -> Sequence[UUID]:
        """All but the one, and but access tokens; which ones ended."""
        ended = await self.session.scalars(
            update(SignIn)
            .where(_is_open_of(person_id), SignIn.id != kept)
            .values(ended_at=at)
            .returning(SignIn.id)
        )
        return ended.all()

    async def open_of(self, person_id: UUID) -> Sequence[SignIn]:
        """The latest first, without access tokens."""
        found = await self.session.scalars(
            select(SignIn).where(_is_open_of(person_id)).order_by(SignIn.id.desc())
        )
        return found.all()


def _is_open_of(person_id: UUID) -> ColumnElement[bool]:
    is_token = select(AccessToken.id).where(AccessToken.id == SignIn.id).exists()
    return and_(SignIn.person_id == person_id, SignIn.ended_at.is_(None), ~is_token)


class RefreshTokens(Repository[RefreshToken]):
    model = RefreshToken

    async def locked_sign_in(self, token_digest: bytes) -> SignIn | None:
        """Whose token it is, locked: what is done with its tokens is done one after another."""
        whose = select(SignIn).join(RefreshToken).where(RefreshToken.digest == token_digest)
        return await self.session.scalar(whose.with_for_update(of=SignIn, key_share=True))

    async def use(self, token: RefreshToken, at: datetime) -> Use:
        """What comes of presenting it, where its sign-in is locked.

        An answer may get lost, and tabs may ask at once: for `GRACE` it is good again, as long as nobody
        went on with what it gave. Of several that it gave one is gone on with; any other is then a copy in
        other hands, as it is itself.
        """
        if token.used_at is None:
            if token.follows is not None and await self._is_gone_on(token.sign_in_id, token.follows):
                return "reused"
            if token.expires_at <= at:
                return "invalid"
            token.used_at = at
            return "good"
        if at - token.used_at > GRACE or await self._is_gone_on(token.sign_in_id, token.digest):
            return "reused"
        return "good"

    async def _is_gone_on(self, sign_in_id: UUID, follows: bytes) -> bool:
        """Whether one that was given for that token has been used."""
        used = select(RefreshToken.digest).where(
            RefreshToken.sign_in_id == sign_in_id,
            RefreshToken.follows == follows,
            RefreshToken.used_at.is_not(None),
        )
        return await self.session.scalar(select(used.exists())) is True
