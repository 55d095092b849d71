"""Who is written to, decided when the letter is written: a request that names an address does the same work
whether anybody has it, so neither its answer nor its time tells."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.accounts.opaque import digest, opaque_token
from app.kit.ids import uuid7
from app.kit.sealing import Sealer
from app.runtime.postgres import Connection, Pool

# $1 the address, $2 the person, $3 the invitation, where the row names them; no row: nobody is written to.
_READERS: dict[str, str] = {
    "reset": """
select id, locale from "user"
where email = $1 and is_active and ($2::uuid is null or id = $2) and $3::uuid is null
""",
    "verify": """
select id, locale from "user"
where id = $2 and email = $1 and is_active and email_verified_at is null and $3::uuid is null
""",
    "change": """
select id, locale from "user"
where id = $2 and is_active and not exists (select from "user" o where o.email = $1) and $3::uuid is null
""",
    "password_changed": """
select id, locale from "user" where id = $2 and is_active and $1::text is not null and $3::uuid is null
""",
    "email_changed": """
select id, locale from "user" where id = $2 and is_active and $1::text is not null and $3::uuid is null
""",
    "invitation": """
select null::uuid as id, null::text as locale from invitation
where id = $3 and used_at is null and expires_at > now() and $1::text is not null and $2::uuid is null
""",
}
_FORGET = "delete from outgoing_mail where id = $1"
_LINK = """
insert into account_link (id, kind, user_id, email, digest, expires_at) values ($1, $2, $3, $4, $5, $6)
"""
_WRITTEN = "update outgoing_mail set user_id = $2, language = $3, secret = $4 where id = $1"


async def written(
    pool: Pool, sealer: Sealer, row: Mapping[str, Any], *, linked: bool
) -> tuple[str | None, str | None] | None:
    """The token of its link, if the letter is `linked`, and its reader's locale; None: it was dropped."""
    async with pool.acquire() as connection, connection.transaction():
        reader = await connection.fetchrow(
            _READERS[row["kind"]], row["email"], row["user_id"], row["invitation_id"]
        )
        if reader is None:
            await connection.execute(_FORGET, row["id"])
            return None
        locale = reader["locale"] or row["language"]
        if not linked:
            return None, locale
        if row["secret"] is not None:
            return sealer.open(row["secret"]).decode(), locale
        return await _link(connection, sealer, row, reader["id"], locale), locale


async def _link(
    connection: Connection, sealer: Sealer, row: Mapping[str, Any], user_id: UUID, locale: str | None
) -> str:
    token = opaque_token()
    link = (uuid7(), row["kind"], user_id, row["email"], digest(token), row["expires_at"])
    await connection.execute(_LINK, *link)
    await connection.execute(_WRITTEN, row["id"], user_id, locale, sealer.seal(token.encode()))
    return token
