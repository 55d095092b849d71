"""Tokens that credentials are exchanged for: kept sealed for all processes, renewed by one at a time.

A server may answer a refresh token with the next one and take the first no more, so that two exchanges at
once would lose the account. Whoever sets `renewing_until` makes the exchange; nothing is locked meanwhile.
What was given must be kept then, whoever has stopped waiting for it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from app.engine import values
from app.kit import clock
from app.kit.egress import Egress, EgressError
from app.kit.egress.errors import INVALID, TIMEOUT
from app.kit.sealing import Sealer
from app.runtime.ports import Token
from app.runtime.postgres import Pool, until_it_is_back

from .exchange import PATIENCE, Given, exchange
from .found import Found, opened_for, unlocked

MARGIN: Final = timedelta(seconds=30)  # a token that ends sooner is renewed
LOOKS: Final = 0.1  # seconds between two looks at what another process does
CLAIM: Final = timedelta(seconds=3 * PATIENCE)  # an exchange, and all that storing may take

_CLAIMED = """
insert into credential_token as t (credential_id, renewing_until)
select id, now() + $4::interval from credential_entity where id = $1 and sealed_at = $3
on conflict (credential_id) do update set renewing_until = excluded.renewing_until
where (t.renewing_until is null or t.renewing_until < now()) and t.expires_at is not distinct from $2
returning sealed, renewing_until
"""
_SEEN = "select sealed, expires_at, renewing_until from credential_token where credential_id = $1"
_RENEWED = """
update credential_token set sealed = $3, expires_at = $4, renewing_until = null
where credential_id = $1 and (renewing_until = $2 or (
    -- The claim ran out while the database was away; what the server gave replaces what it took for it.
    expires_at is not distinct from $5
    and exists (select from credential_entity where id = $1 and sealed_at = $6)))
"""
_LEFT = "update credential_token set renewing_until = null where credential_id = $1 and renewing_until = $2"
_REFUSED = "update credential_token set expires_at = now() where credential_id = $1 and expires_at = $2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A token that can be used now."""

    text: str = field(repr=False)
    mark: Token


class Tokens:
    """One a process."""

    def __init__(self, pool: Pool, sealer: Sealer, egress: Egress) -> None:
        self._pool = pool
        self._sealer = sealer
        self._egress = egress
        self._under_way: dict[tuple[UUID, datetime], asyncio.Task[Fresh]] = {}

    async def fresh(self, credential: Found) -> Fresh:
        """The kept token, or a new one; EgressError where there is none to be had."""
        kept = self._kept(credential)
        if kept is not None:
            return kept
        key = (credential.id, credential.sealed_at)
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(self._obtained(credential))
            task.add_done_callback(lambda done: self._ended(key, done))
        return await asyncio.shield(task)

    async def refused(self, token: Token) -> None:
        await self._run(_REFUSED, token.credential_id, token.expires_at)

    async def finish(self, patience: float) -> None:
        """Wait `patience` seconds for what is under way; before the pool is closed."""
        if self._under_way:
            await asyncio.wait(list(self._under_way.values()), timeout=patience)

    def _ended(self, key: tuple[UUID, datetime], task: asyncio.Task[Fresh]) -> None:
        self._under_way.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waited has it; where nobody waits any more, nobody is told

    def _kept(self, credential: Found) -> Fresh | None:
        expires = credential.expires_at
        if credential.token is None or expires is None or expires - clock.now() < MARGIN:
            return None
        content = opened_for(self._sealer, credential.id, credential.token)
        return Fresh(
            text=content["access_token"], mark=Token(credential_id=credential.id, expires_at=expires)
        )

    async def _obtained(self, credential: Found) -> Fresh:
        try:
            async with asyncio.timeout(2 * PATIENCE):
                while True:
                    claimed = await self._row(
                        _CLAIMED, credential.id, credential.expires_at, credential.sealed_at, CLAIM
                    )
                    if claimed is not None:
                        break
                    credential = await self._as_others_left_it(credential)
                    kept = self._kept(credential)
                    if kept is not None:
                        return kept
                    await asyncio.sleep(LOOKS)
        except TimeoutError as late:
            raise EgressError(TIMEOUT, "no_token") from late
        # Under no deadline but the exchange's own: a token that was given is stored, however long that takes.
        return await self._renewed(credential, claimed)

    async def _as_others_left_it(self, credential: Found) -> Found:
        """Once nobody is renewing it; EgressError where the credential is gone."""
        while True:
            row = await self._row(_SEEN, credential.id)
            if row is None:
                raise EgressError(INVALID, "no_credential")
            if row["renewing_until"] is None or row["renewing_until"] < clock.now():
                return replace(credential, token=row["sealed"], expires_at=row["expires_at"])
            await asyncio.sleep(LOOKS)

    async def _renewed(self, credential: Found, claimed: Mapping[str, Any]) -> Fresh:
        claim = claimed["renewing_until"]
        try:
            given, refresh_token = await self._exchanged(credential, claimed["sealed"])
        except BaseException:
            await asyncio.shield(self._run(_LEFT, credential.id, claim))
            raise
        expires = clock.now() + timedelta(seconds=given.seconds)
        content = {
            "id": str(credential.id),
            "access_token": given.access_token,
            "refresh_token": refresh_token,
        }
        sealed = self._sealer.seal(values.encode(content))
        replaced = (credential.expires_at, credential.sealed_at)
        await self._run(_RENEWED, credential.id, claim, sealed, expires, *replaced)
        mark = Token(credential_id=credential.id, expires_at=expires)
        return Fresh(text=given.access_token, mark=mark)

    async def _exchanged(self, credential: Found, earlier: bytes | None) -> tuple[Given, str | None]:
        """The token, and the refresh token for the next time where that is no longer the author's."""
        before = {} if earlier is None else opened_for(self._sealer, credential.id, earlier)
        renewing = before.get("refresh_token")
        hand = unlocked(self._sealer, credential)
        if renewing is not None:
            hand = replace(hand, secret={**hand.secret, "refresh_token": renewing})
        wanted = credential.kind.exchange
        if wanted is None:
            raise EgressError(INVALID, "no_token")
        given = await exchange(self._egress, wanted(hand, clock.now()))
        return given, given.refresh_token or renewing

    async def _row(self, query: str, *args: Any) -> Mapping[str, Any] | None:
        return await until_it_is_back(lambda: self._pool.fetchrow(query, *args), what="token")

    async def _run(self, query: str, *args: Any) -> None:
        await until_it_is_back(lambda: self._pool.execute(query, *args), what="token")
