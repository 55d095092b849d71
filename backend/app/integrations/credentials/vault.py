"""Opening credentials for whoever acts for a bot: runtime/ports.py Credentials."""

from collections.abc import Mapping
from typing import Any, Final

import structlog

from app.engine.masking import MASK
from app.kit.egress import Egress, EgressError
from app.kit.egress.errors import INVALID
from app.kit.errors import Unavailable
from app.kit.hosts import Place, is_among, written
from app.kit.sealing import Sealer
from app.runtime.ports import Added, Headers, Opened, Origin, Token
from app.runtime.postgres import Pool, until_it_is_back

from .found import Found, found, unlocked
from .strategies import Unlocked
from .tokens import Fresh, Tokens

log = structlog.get_logger()

_FOUND: Final = """
select c.id, c.provider, c.strategy, c.settings, c.hosts, c.sealed, c.sealed_at,
       t.sealed as token, t.expires_at
from credential_entity c left join credential_token t on t.credential_id = c.id
where c.workspace_id = $1 and (c.bot_id is null or c.bot_id = $2)
"""
_NAMED: Final = _FOUND + " and c.name = $3"
_DEFAULT: Final = _FOUND + " and c.provider = $3 and c.is_default order by c.bot_id is null limit 1"


class Vault:
    """One a process."""

    def __init__(self, pool: Pool, sealer: Sealer, egress: Egress) -> None:
        self._pool = pool
        self._sealer = sealer
        self._tokens = Tokens(pool, sealer, egress)

    async def added_to(self, origin: Origin, name: str, place: Place) -> Added:
        credential = await self._for_place(origin, name, place)
        try:
            hand, token = await self._in_hand(credential)
        except Unavailable as sealed:
            raise _closed(credential, sealed.code, credential=name) from sealed
        except EgressError as fault:
            fault.name(credential=name)
            raise
        added = credential.kind.added(hand)
        return Added(headers=added.headers, query=added.query, secrets=added.secrets, token=token)

    async def outline(self, origin: Origin, name: str, place: Place) -> Added:
        credential = await self._for_place(origin, name, place)
        try:
            hand = unlocked(self._sealer, credential)
        except Unavailable as sealed:
            raise _closed(credential, sealed.code, credential=name) from sealed
        masked = Unlocked(settings=hand.settings, secret=dict.fromkeys(hand.secret, MASK), token=MASK)
        added = credential.kind.added(masked)
        return Added(headers=_hidden(added.headers), query=_hidden(added.query))

    async def refused(self, token: Token) -> None:
        await self._tokens.refused(token)

    async def open(self, origin: Origin, name: str | None, provider: str) -> Opened | None:
        credential = await self._find(origin, _DEFAULT if name is None else _NAMED, name or provider)
        if credential is None:
            return None
        named = {} if name is None else {"credential": name}
        if credential.provider != provider:
            raise EgressError(INVALID, "other_provider", **named)
        try:
            hand, token = await self._in_hand(credential)
        except Unavailable as sealed:
            raise _closed(credential, sealed.code, **named) from sealed
        except EgressError as fault:
            fault.name(**named)
            raise
        secret: Mapping[str, str] = hand.secret
        if hand.token is not None:
            secret = {**secret, "access_token": hand.token}
        return Opened(
            provider=credential.provider,
            strategy=credential.strategy,
            hosts=credential.hosts,
            secret=secret,
            token=token,
        )

    async def obtain(self, origin: Origin, name: str) -> bool:
        """Whether it is used by way of a token, which is there now; EgressError where it cannot be had."""
        credential = await self._find(origin, _NAMED, name)
        if credential is None or credential.kind.exchange is None:
            return False
        try:
            await self._tokens.fresh(credential)
        except EgressError as fault:
            fault.name(credential=name)
            raise
        return True

    async def finish(self, patience: float) -> None:
        """Wait `patience` seconds for tokens that are being renewed: what a server gave is kept."""
        await self._tokens.finish(patience)

    async def _for_place(self, origin: Origin, name: str, place: Place) -> Found:
        """By its name, else the default of the service that bears it."""
        credential = await self._find(origin, _NAMED, name) or await self._find(origin, _DEFAULT, name)
        if credential is None:
            raise EgressError(INVALID, "no_credential", credential=name)
        if not is_among(place, credential.hosts):
            raise EgressError(INVALID, "credential_host", credential=name, host=written(place))
        return credential

    async def _find(self, origin: Origin, query: str, wanted: str) -> Found | None:
        here = (origin.workspace_id, origin.bot_id, wanted)
        row: Mapping[str, Any] | None = await until_it_is_back(
            lambda: self._pool.fetchrow(query, *here), what="credential"
        )
        return None if row is None else found(row)

    async def _in_hand(self, credential: Found) -> tuple[Unlocked, Token | None]:
        hand = unlocked(self._sealer, credential)
        if credential.kind.exchange is None:
            return hand, None
        fresh: Fresh = await self._tokens.fresh(credential)
        return Unlocked(settings=hand.settings, secret=hand.secret, token=fresh.text), fresh.mark


def _closed(found: Found, code: str, **named: str) -> EgressError:
    log.warning("credential_not_opened", credential=str(found.id), code=code)
    return EgressError(INVALID, "credential_closed", **named)


def _hidden(pairs: Headers) -> Headers:
    return tuple((name, MASK) for name, _ in pairs)
