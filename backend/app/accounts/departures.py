"""People who chatted without an account and left, for the clock process to forget."""

from datetime import datetime
from uuid import UUID

from app.runtime.postgres import Pool

# Numbers rise with time, so the last message of a thread of one's own is its youngest. In a group the thread
# is the channel, and what a person said there is found by its sender.
GONE = """
with looked_at as materialized (
    select id, updated_at from anonymous_user where id > $2 order by id limit $3
),
gone as (
    select p.id from looked_at p
    where p.updated_at < $1
      and not exists (select from sign_in s where s.person_id = p.id)
      and not exists (select from session s where s.person_id = p.id and s.updated_at >= $1)
      and not exists (select from session s join timer t on t.session_id = s.id where s.person_id = p.id)
      and not exists (select from recipient r where r.person_id = p.id and r.due_at is not null)
      and not exists (
        select from thread t cross join lateral (
            select m.created_at from message m where m.thread_id = t.id order by m.seq desc limit 1) as last
        where t.person_id = p.id and last.created_at >= $1)
      and not exists (
        select from channel c join message m on m.thread_id = c.id
        where c.is_group and m.sender_id = p.id and m.external_id is not null and m.created_at >= $1)
),
left_channels as (
    delete from subscriber s using gone where s.member_id = gone.id and s.kind = 'anonymous'
),
deleted as (
    delete from anonymous_user a using gone where a.id = gone.id returning a.id
)
select (select count(*) from deleted) as deleted, count(*) as looked_at,
       (select id from looked_at order by id desc limit 1) as last
from looked_at
"""
BATCHES = 20  # a run: the rest has its turn at the next
BEGINNING = UUID(int=0)


class Departures:
    """Deletes anonymous people nothing was heard of for long; what they said stays, without their name."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._passed = BEGINNING

    async def forget(self, before: datetime, *, batch: int = 500, batches: int = BATCHES) -> int:
        """Those with no sign-in left, and no message or session younger than `before`; how many there were.

        One call looks at so many people, and the next goes on from there.
        """
        deleted = 0
        for _ in range(batches):
            row = await self._pool.fetchrow(GONE, before, self._passed, batch)
            if row is None:
                break
            deleted += row["deleted"]
            self._passed = row["last"] or BEGINNING
            if row["looked_at"] < batch:
                self._passed = BEGINNING
                break
        return deleted
