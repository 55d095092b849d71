"""The first administrator, made when there is none yet."""

import secrets
from dataclasses import dataclass

import asyncpg

from app.settings import Settings

_LOCK_KEY = 0x44424358
_EMAIL = "admin@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAdmin:
    """`password` only where we made it up, to be printed this once."""

    email: str
    password: str | None


async def ensure_first_admin(settings: Settings) -> FirstAdmin | None:
    """Of FIRST_ADMIN_EMAIL and FIRST_ADMIN_PASSWORD, made up where not given; None: there is an admin."""
    connection = await asyncpg.connect(settings.postgres_dsn)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK_KEY)
        if await connection.fetchval("""select exists (select from "user" where role = 'ADMIN')"""):
            return None
        return await _make(settings)
    finally:
        await connection.close()


async def _make(settings: Settings) -> FirstAdmin:
    # What follows is imported only at the first start: every other one is to be quick.
    from app.accounts.new_user import create_user  # noqa: PLC0415

    given = settings.first_admin_password
    made_up = None if given else secrets.token_urlsafe(12)
    email = settings.first_admin_email or _EMAIL
    password = given.get_secret_value() if given else made_up
    await create_user(settings, email=email, password=str(password), role="ADMIN")
    return FirstAdmin(email=email.lower(), password=made_up)
