"""Access tokens for scripts and assistants: made, listed and revoked by the person they act for."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from app.accounts.audit import Change, record
from app.accounts.opaque import PREFIX_SHOWN, digest, personal_token
from app.accounts.principals import Principal
from app.accounts.repository import SignIns, Users
from app.accounts.revocations import Revocations
from app.accounts.schemas import TokenIn
from app.kit.clock import now
from app.kit.errors import Conflict, NotFound
from app.kit.ids import uuid7
from app.kit.pagination import PageRequest
from app.storage.database import after_commit
from app.storage.models import AccessToken, SignIn
from app.storage.repository import Repository, page_of

LARGEST_NUMBER = 50


class PersonalTokens(Repository[AccessToken]):
    model = AccessToken

    async def make(self, person: Principal, wanted: TokenIn) -> tuple[AccessToken, str]:
        """The token and its secret, which is kept as a digest only."""
        await Users(self.session).locked(person.person_id)
        await self._check_number(person.person_id)
        secret, days = personal_token(), wanted.expires_in_days
        sign_in = SignIn(id=uuid7(), kind="user", person_id=person.person_id)
        await SignIns(self.session).add(sign_in)
        token = AccessToken(
            id=sign_in.id,
            user_id=person.person_id,
            name=wanted.name,
            scopes=sorted(set(wanted.scopes)),
            digest=digest(secret),
            prefix=secret[:PREFIX_SHOWN],
            expires_at=None if days is None else now() + timedelta(days=days),
        )
        await self.add(token)
        self._record("token.create", person, token)
        return token, secret

    async def page(self, person: Principal, request: PageRequest) -> tuple[list[AccessToken], str | None]:
        """One's own; those past their time for a while too, so that a script's end is understood."""
        statement = select(AccessToken).where(_is_kept_by(person.person_id))
        return await page_of(self.session, statement, AccessToken, request)

    async def revoke(self, person: Principal, token_id: UUID, revocations: Revocations) -> None:
        """At once, its open sockets too. An ADMIN revokes anybody's."""
        token = await self.get(token_id)
        if token is None or (token.user_id != person.person_id and person.role != "ADMIN"):
            raise NotFound("token:not_found", "There is no such access token.")
        await SignIns(self.session).end(token.id, now())
        self._record("token.revoke", person, token)
        after_commit(self.session, lambda: revocations.tell(token.user_id, token.id))
        await self.delete(token)

    async def _check_number(self, user_id: UUID) -> None:
        count = select(func.count()).select_from(AccessToken).where(_is_kept_by(user_id))
        if (await self.session.scalar(count) or 0) >= LARGEST_NUMBER:
            raise Conflict("token:too_many", "Revoke some tokens first.", limit=LARGEST_NUMBER)

    def _record(self, action: str, person: Principal, token: AccessToken) -> None:
        shown = {"user_id": str(token.user_id), "scopes": token.scopes}
        change = Change(action=action, subject_id=token.id, actor_id=person.person_id, after=shown)
        record(self.session, change)


def _is_kept_by(user_id: UUID) -> ColumnElement[bool]:
    """Not ended with everything else, as by a new password."""
    open_ones = select(SignIn.id).where(SignIn.ended_at.is_(None), SignIn.person_id == user_id)
    return and_(AccessToken.user_id == user_id, AccessToken.id.in_(open_ones))
