"""Access tokens, links and letters whose time is over, for the clock process."""

from datetime import datetime

from app.accounts.revocations import Revocations
from app.runtime.postgres import Pool

EXPIRED_LINKS = "delete from account_link where expires_at < $1"
EXPIRED_MAIL = "delete from outgoing_mail where expires_at < $1"
END_ACCESS_TOKENS = """
update sign_in s set ended_at = t.expires_at from access_token t
where t.id = s.id and t.expires_at <= $1 and s.ended_at is null
returning s.person_id, s.id
"""


async def forget_letters(pool: Pool, at: datetime) -> None:
    """Delete links and letters that expired before `at`."""
    await pool.execute(EXPIRED_LINKS, at)
    await pool.execute(EXPIRED_MAIL, at)


async def end_access_tokens(pool: Pool, revocations: Revocations, at: datetime) -> None:
    """Close the sockets of those that expired, too: nothing else looks at a token again once one is open."""
    for ended in await pool.fetch(END_ACCESS_TOKENS, at):
        await revocations.tell(ended["person_id"], ended["id"])
