"""Reading a thread back: what was said, in order."""

from typing import Any
from uuid import UUID

from .frames import Frame, message_frame
from .postgres import Pool

READ = """
select m.thread_id, m.seq, m.id, m.sender_kind, m.sender_id, m.body, m.created_at,
       coalesce(b.name, u.name, a.name) as sender_name
from message m
left join bot b on m.sender_kind = 'bot' and b.id = m.sender_id
left join "user" u on m.sender_kind = 'user' and u.id = m.sender_id
left join anonymous_user a on m.sender_kind = 'anonymous' and a.id = m.sender_id
where m.thread_id = $1 and m.seq > $2
order by m.seq limit $3
"""


async def read_rows(pool: Pool, thread_id: UUID, after: int, limit: int) -> list[dict[str, Any]]:
    """At most `limit` messages numbered above `after`, as `frames.message_json` takes them."""
    return [dict(row) for row in await pool.fetch(READ, thread_id, after, limit)]


async def read_frames(pool: Pool, thread_id: UUID, after: int, limit: int) -> list[Frame]:
    """The same as ready-made frames."""
    return [message_frame(row) for row in await read_rows(pool, thread_id, after, limit)]
