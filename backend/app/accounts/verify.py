"""From an access token to a Principal: a look into a dict while the answer is fresh."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.accounts.opaque import PERSONAL, digest
from app.accounts.principals import Principal
from app.accounts.repository import find_principal, find_token
from app.accounts.revocations import OnRevoked, Revocations
from app.accounts.scopes import Opens, is_open, scope_needed
from app.accounts.tokens import AccessTokens, Claims, expired_token, invalid_token
from app.kit.clock import now
from app.storage.database import Database

FRESH_SECONDS = 10.0
TOKENS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class _Verified:
    principal: Principal
    claims: Claims | None  # of a signed token
    expires_at: float  # seconds since 1970
    fresh_until: float  # monotonic


class TokenVerifier:
    """One an API process. What the database said of a token is believed for ten seconds, or until it is told
    that the sign-in ended or the person changed."""

    def __init__(self, tokens: AccessTokens, database: Database, revocations: Revocations) -> None:
        self._tokens = tokens
        self._database = database
        self._revocations = revocations
        self._verified: OrderedDict[str, _Verified] = OrderedDict()
        self._by_person: dict[UUID, set[str]] = {}
        self._forgotten = 0
        revocations.on_revoked(self._revoked)

    def verify_cached(self, token: str, opens: Opens | None = None) -> Principal | None:
        """The principal, if this token was verified a moment ago and allows this; else ask `verify`."""
        verified = self._verified.get(token)
        if (
            verified is None
            or verified.fresh_until < time.monotonic()
            or verified.expires_at <= now().timestamp()
            or not is_open(verified.principal.scopes, opens)
        ):
            return None
        return verified.principal

    async def verify(self, token: str, opens: Opens | None = None) -> Principal:
        """`auth:token_expired` where its time is over, `auth:token_invalid` where it stands for nobody
        otherwise. `opens`: what an access token needs for what is wanted; without it none will do."""
        principal = self.verify_cached(token, opens)
        if principal is None:
            principal = await self._verify(token)
            if not is_open(principal.scopes, opens):
                raise scope_needed(opens)
        return principal

    def on_revoked(self, callback: OnRevoked) -> Callable[[], None]:
        """For open sockets; see Revocations. Callbacks run after this cache has forgotten."""
        return self._revocations.on_revoked(callback)

    def forget(self, sign_in_id: UUID) -> None:
        """One sign-in has ended."""
        self._forgotten += 1
        ended = [token for token, kept in self._verified.items() if kept.principal.sign_in_id == sign_in_id]
        for token in ended:
            self._drop(token)

    def forget_person(self, person_id: UUID) -> None:
        self._forgotten += 1
        for token in self._by_person.pop(person_id, ()):
            self._verified.pop(token, None)

    def forget_all(self) -> None:
        self._forgotten += 1
        self._verified.clear()
        self._by_person.clear()

    async def _verify(self, token: str) -> Principal:
        forgotten = self._forgotten
        verified = await self._look_up(token)
        if verified is None:
            self._drop(token)
            raise invalid_token()
        # Whatever was revoked while we read may be us: then the answer is good for this once only.
        if forgotten == self._forgotten:
            self._keep(token, verified)
        return verified.principal

    async def _look_up(self, token: str) -> _Verified | None:
        fresh_until = time.monotonic() + FRESH_SECONDS
        if token.startswith(PERSONAL):
            found = await find_token(self._database, digest(token))
            if found is None:
                return None
            expires_at = math.inf if found[1] is None else found[1].timestamp()
            if expires_at <= now().timestamp():
                raise expired_token()
            return _Verified(found[0], None, expires_at, fresh_until)
        claims = self._claims(token)
        principal = await find_principal(self._database, claims)
        return None if principal is None else _Verified(principal, claims, claims.expires_at, fresh_until)

    def _claims(self, token: str) -> Claims:
        earlier = self._verified.get(token)
        if earlier is None or earlier.claims is None or earlier.expires_at <= now().timestamp():
            return self._tokens.read(token)
        return earlier.claims

    def _keep(self, token: str, verified: _Verified) -> None:
        self._verified.pop(token, None)
        self._verified[token] = verified
        self._by_person.setdefault(verified.principal.person_id, set()).add(token)
        if len(self._verified) > TOKENS_KEPT:
            self._drop(next(iter(self._verified)))

    def _drop(self, token: str) -> None:
        verified = self._verified.pop(token, None)
        if verified is None:
            return
        person_id = verified.principal.person_id
        tokens = self._by_person.get(person_id, set())
        tokens.discard(token)
        if not tokens:
            self._by_person.pop(person_id, None)

    def _revoked(self, person_id: UUID | None, sign_in_id: UUID | None) -> None:
        del sign_in_id
        if person_id is None:
            self.forget_all()
        else:
            self.forget_person(person_id)
