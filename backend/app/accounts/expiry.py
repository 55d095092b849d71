"""What expired of sign-ins, for the clock process to delete."""

from datetime import datetime

from app.runtime.postgres import Pool

EXPIRED_TOKENS = "delete from refresh_token where expires_at < $1"
DEAD_SIGN_INS = """
delete from sign_in s
where s.ended_at < $1
  or not exists (select from refresh_token t where t.sign_in_id = s.id)
  and not exists (select from access_token t where t.id = s.id)
"""


async def forget_expired(pool: Pool, at: datetime) -> None:
    """Delete tokens that expired before `at`, and sign-ins that no token can revive."""
    await pool.execute(EXPIRED_TOKENS, at)
    await pool.execute(DEAD_SIGN_INS, at)
