"""Signing in and staying signed in; each step commits by itself, so no connection waits for argon2."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.invitations import Invitations
from app.accounts.limits import Limit, RateLimits
from app.accounts.mail import Letter, post
from app.accounts.opaque import digest, opaque_token
from app.accounts.passwords import Passwords
from app.accounts.people import NewPerson, create_person
from app.accounts.principals import PersonKind, Principal, Role
from app.accounts.repository import RefreshTokens, SignIns, Users
from app.accounts.revocations import Revocations
from app.accounts.schemas import AnonymousIn, LoginIn, PersonOut, RegisterIn, TokensOut
from app.accounts.tokens import AccessTokens, Claims
from app.kit.clock import now
from app.kit.errors import Forbidden, Unauthenticated
from app.kit.ids import uuid7
from app.settings import Settings
from app.storage.database import Database
from app.storage.models import AnonymousUser, Invitation, RefreshToken, SignIn, User

_PER_ADDRESS = 10  # so many times more failures may come from one address than for one account from it
_REGISTRATIONS = Limit(name="register", allowed=60, seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the service works with; made in the composition root, one of each a process."""

    settings: Settings
    database: Database
    tokens: AccessTokens
    passwords: Passwords
    limits: RateLimits
    revocations: Revocations


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """From where somebody signs in: the network address, and what their program calls itself."""

    address: str
    agent: str | None = None


class Accounts:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._database = tools.database
        settings = tools.settings
        window = settings.login_failures_minutes * 60
        allowed = settings.login_failures_allowed
        self._by_account = Limit(name="login", allowed=allowed, seconds=window)
        self._by_address = Limit(name="login_address", allowed=allowed * _PER_ADDRESS, seconds=window)
        self._anonymous = Limit(name="anonymous", allowed=settings.anonymous_per_minute, seconds=60)

    async def register(self, wanted: RegisterIn, caller: Caller) -> TokensOut:
        """As REGISTRATION allows: `invite` needs a token, `open` takes one, `closed` takes nobody."""
        mode = self._tools.settings.registration
        if mode == "closed":
            raise Forbidden("auth:registration_closed", "Nobody can register here.")
        if mode == "invite" and wanted.invitation is None:
            raise Forbidden("auth:invitation_required", "Registration needs an invitation.")
        await self._tools.limits.take(_REGISTRATIONS, caller.address)
        password_hash = await self._tools.passwords.hash(wanted.password.get_secret_value())
        async with self._database.unit_of_work() as session:
            user = await self._newcomer(session, wanted, password_hash)
            await session.refresh(user)
            post(session, Letter(kind="verify", email=user.email, user_id=user.id))
            return await self._sign_in(session, PersonOut.model_validate(user), caller.agent)

    async def login(self, wanted: LoginIn, caller: Caller) -> TokensOut:
        """What `prove` says, then a new sign-in."""
        return await self.admit(await self.prove(wanted, caller), caller.agent)

    async def prove(self, wanted: LoginIn, caller: Caller) -> PersonOut:
        """Whose address and password these are. `auth:login_failed` for an unknown address as for a wrong
        password, in the same time; failures are counted."""
        limits, address = self._tools.limits, caller.address
        await limits.take(self._by_address, address)
        await limits.take(self._by_account, address, wanted.email)
        async with self._database.unit_of_work() as session:
            user = await Users(session).by_email(wanted.email)
        if not await self._is_right(user, wanted.password) or user is None or not user.is_active:
            raise Unauthenticated("auth:login_failed", "The e-mail address or the password is wrong.")
        await limits.give_back(self._by_address, address)
        await limits.give_back(self._by_account, address, wanted.email)
        return PersonOut.model_validate(user)

    async def admit(
        self, person: PersonOut, agent: str | None = None, *, channel_id: UUID | None = None
    ) -> TokensOut:
        """A new sign-in of somebody known to be this person, for that channel alone where one is named."""
        async with self._database.unit_of_work() as session:
            return await self._sign_in(session, person, agent, channel_id)

    async def anonymous(self, wanted: AnonymousIn, caller: Caller) -> TokensOut:
        await self._tools.limits.take(self._anonymous, caller.address)
        async with self._database.unit_of_work() as session:
            person = AnonymousUser(
                id=uuid7(),
                name=wanted.name,
                locale=wanted.locale,
                timezone=wanted.timezone,
                created_at=now(),
            )
            session.add(person)
            shown = PersonOut.model_validate(person).model_copy(update={"kind": "anonymous"})
            return await self._sign_in(session, shown, caller.agent)

    async def refresh(self, token: str) -> TokensOut:
        """New tokens for an unused one, or for the one used last a moment ago: its answer may have been lost.
        Any other used one is somebody else's copy: the whole sign-in ends."""
        async with self._database.unit_of_work() as session:
            tokens = RefreshTokens(session)
            sign_in = await tokens.locked_sign_in(digest(token))
            kept = None if sign_in is None else await tokens.get(digest(token))
            use = "invalid" if kept is None else await tokens.use(kept, now())
            if sign_in is not None and use == "reused":
                await SignIns(session).end(sign_in.id, now())
            elif sign_in is not None and use == "good" and sign_in.ended_at is None:
                person = await self._person(session, sign_in.person_id, _kind(sign_in))
                if person is not None:
                    sign_in.seen_at = now()
                    return await self._go_on(session, person, sign_in.id, follows=digest(token))
        if sign_in is not None and use == "reused":
            await self._tools.revocations.tell(sign_in.person_id, sign_in.id)
            raise Unauthenticated("auth:refresh_reused", "This refresh token was used before. Sign in again.")
        raise Unauthenticated("auth:refresh_invalid", "This refresh token is not valid. Sign in again.")

    async def logout(self, principal: Principal) -> None:
        async with self._database.unit_of_work() as session:
            await SignIns(session).end(principal.sign_in_id, now())
        await self._tools.revocations.tell(principal.person_id, principal.sign_in_id)

    async def leave(self, refresh_token: str) -> None:
        """End the sign-in a refresh token is of, whose access token may have ended; used ones will do."""
        async with self._database.unit_of_work() as session:
            sign_in = await RefreshTokens(session).locked_sign_in(digest(refresh_token))
            if sign_in is None:
                raise Unauthenticated("auth:refresh_invalid", "This refresh token is not valid.")
            await SignIns(session).end(sign_in.id, now())
        await self._tools.revocations.tell(sign_in.person_id, sign_in.id)

    async def person(self, principal: Principal) -> PersonOut:
        async with self._database.unit_of_work() as session:
            person = await self._person(session, principal.person_id, principal.kind)
        if person is None:
            raise Unauthenticated("auth:token_invalid", "The access token is not valid.")
        return person

    async def _newcomer(self, session: AsyncSession, wanted: RegisterIn, password_hash: str) -> User:
        invitation: Invitation | None = None
        invitations = Invitations(session)
        if wanted.invitation is not None:
            invitation = await invitations.use(wanted.invitation, wanted.email)
        role = self._tools.settings.registration_role if invitation is None else invitation.role
        person = NewPerson(
            email=wanted.email,
            password_hash=password_hash,
            role=cast("Role", role),
            name=wanted.name,
            locale=wanted.locale,
            timezone=wanted.timezone,
        )
        user = await create_person(session, person)
        if invitation is not None:
            await invitations.join(invitation, user.id)
        return user

    async def _is_right(self, user: User | None, password: SecretStr) -> bool:
        kept = None if user is None else user.password_hash
        return await self._tools.passwords.matches(password.get_secret_value(), kept)

    async def _person(self, session: AsyncSession, person_id: UUID, kind: PersonKind) -> PersonOut | None:
        if kind == "anonymous":
            found = await session.get(AnonymousUser, person_id)
            shown = None if found is None else PersonOut.model_validate(found)
            return None if shown is None else shown.model_copy(update={"kind": kind})
        user = await Users(session).get(person_id)
        return PersonOut.model_validate(user) if user is not None and user.is_active else None

    async def _sign_in(
        self, session: AsyncSession, person: PersonOut, agent: str | None, channel_id: UUID | None = None
    ) -> TokensOut:
        sign_in = SignIn(
            id=uuid7(),
            kind=person.kind,
            person_id=person.id,
            agent=agent,
            seen_at=now(),
            channel_id=channel_id,
        )
        await SignIns(session).add(sign_in)
        return await self._go_on(session, person, sign_in.id)

    async def _go_on(
        self, session: AsyncSession, person: PersonOut, sign_in_id: UUID, follows: bytes | None = None
    ) -> TokensOut:
        at = now()
        refresh_token = opaque_token()
        days = timedelta(days=self._tools.settings.refresh_token_days)
        kept = RefreshToken(
            digest=digest(refresh_token), sign_in_id=sign_in_id, expires_at=at + days, follows=follows
        )
        await RefreshTokens(session).add(kept)
        lifetime = self._tools.tokens.lifetime
        claims = Claims(
            person_id=person.id,
            kind=person.kind,
            role=person.role,
            sign_in_id=sign_in_id,
            expires_at=(at + lifetime).timestamp(),
        )
        return TokensOut(
            access_token=self._tools.tokens.issue(claims, at),
            refresh_token=refresh_token,
            token_type="bearer",  # noqa: S106 - the name of a scheme
            expires_in=int(lifetime.total_seconds()),
            user=person,
        )


def _kind(sign_in: SignIn) -> PersonKind:
    return "anonymous" if sign_in.kind == "anonymous" else "user"
