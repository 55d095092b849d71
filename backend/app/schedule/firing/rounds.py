"""Whose own time has come: the clock goes from emitter to emitter, however many people each has due.

Bots take turns, and of each the people who are due longest come first (docs/decisions/clock.md).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.runtime.postgres import Connection

from .people import BEGINNING
from .turns import Turns

LIMIT = 500  # people spoken to at one look, at most; the digits in CLAIMED
SEEN = 1000  # emitters looked at together
LOOKED_AT = 10_000  # people among whom bots take turns
# Of each emitter the first time, found without reading any other of it.
NEXT = """
with recursive passed as (
    (select emitter_id, due_at, 1 as n from recipient
     where emitter_id > $2 and due_at is not null order by emitter_id, due_at limit 1)
    union all
    select following.emitter_id, following.due_at, passed.n + 1
    from passed cross join lateral (
        select r.emitter_id, r.due_at from recipient r
        where r.emitter_id > passed.emitter_id and r.due_at is not null
        order by r.emitter_id, r.due_at limit 1
    ) as following
    where passed.n < $3
)
select p.emitter_id, coalesce(e.bot_id, p.emitter_id) as bot_id, p.due_at <= $1 as is_due, p.n, seen.later
from (select max(n) as n, min(due_at) filter (where due_at > $1) as later from passed) as seen
join passed p on p.due_at <= $1 or p.n = seen.n
left join emitter e on e.id = p.emitter_id
order by p.n
"""
# How many of each emitter are taken is known before they are locked, and those that others hold count for
# nobody. The limits in digits tell PostgreSQL that few are read, so it reads them in order of the index.
CLAIMED = """
with candidate as materialized (
    select w.emitter_id, w.bot_id, w.turn,
           row_number() over (partition by w.bot_id order by c.due_at) as place
    from unnest($1::uuid[], $2::uuid[]) with ordinality as w(emitter_id, bot_id, turn)
    cross join lateral (
        select found.due_at from (
            select r.due_at from recipient r where r.emitter_id = w.emitter_id and r.due_at <= $3
            order by r.due_at limit 500
        ) as found limit $4
    ) as c
),
share as materialized (
    select t.emitter_id, t.bot_id, t.turn, count(*) as rows
    from (select emitter_id, bot_id, turn from candidate order by place, turn limit $5) as t
    group by t.emitter_id, t.bot_id, t.turn
),
claimed as materialized (
    select share.bot_id, share.turn, ours.*
    from share cross join lateral (
        select one.* from (
            select r.emitter_id, r.person_id, r.channel_id, r.due_at, r.occurrence from recipient r
            where r.emitter_id = share.emitter_id and r.due_at <= $3
            order by r.due_at limit 500 for update skip locked
        ) as one limit share.rows
    ) as ours
)
select emitter_id, person_id, channel_id, due_at, occurrence, bot_id from claimed
order by row_number() over (partition by bot_id order by due_at), turn
"""

type Due = Mapping[str, Any]


class Rounds:
    """One a process: whose turn it is is fairness, and nothing rests on it."""

    def __init__(self) -> None:
        self._turns = Turns()
        self._passed = BEGINNING
        self.next_at: datetime | None = None  # when somebody is due, as the last look saw it

    async def claim(self, connection: Connection, at: datetime, limit: int) -> Sequence[Due]:
        """Who is due at `at` and ours until the commit, bots in turn; none only where nobody else is due."""
        bots = await self._due(connection, at)
        if not bots:
            return ()
        order = self._turns.ordered(bots)
        each = max(1, LOOKED_AT // len(order))
        return await connection.fetch(CLAIMED, order, [bots[one] for one in order], at, each, limit)

    def had(self, due: Due) -> None:
        """The bot had its turn."""
        self._turns.had(due["bot_id"])

    async def _due(self, connection: Connection, at: datetime) -> dict[UUID, UUID]:
        """The next emitters with somebody due, and their bots; none after a whole round without any."""
        is_whole = False
        while True:
            if self._passed == BEGINNING:
                self.next_at, is_whole = None, True
            found = await self._pass(connection, at)
            if found:
                self.next_at = at
                return found
            if is_whole and self._passed == BEGINNING:
                return {}

    async def _pass(self, connection: Connection, at: datetime) -> dict[UUID, UUID]:
        """On to the next emitters."""
        rows = await connection.fetch(NEXT, at, self._passed, SEEN)
        last = rows[-1] if rows else None
        self._passed = last["emitter_id"] if last is not None and last["n"] == SEEN else BEGINNING
        if last is not None and last["later"] is not None:
            self.next_at = min(last["later"], self.next_at or last["later"])
        return {row["emitter_id"]: row["bot_id"] for row in rows if row["is_due"]}
