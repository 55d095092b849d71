"""Problems of what bots say by themselves, counted where alerts and live figures look (`problem_count`)."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from app.runtime.postgres import Connection, pairs

from .planning import NO_DATE
from .tally import Tally

# A bot that is being deleted waits for its runs: what would wait for the bot in turn is left out. In order,
# as everybody counts who counts.
COUNTED = """
with there as (select id from bot where id = any($1::uuid[]) order by id for key share skip locked)
insert into problem_count as p (bot_id, minute, code, count)
select g.bot_id, $4, g.code, g.count
from unnest($1::uuid[], $2::text[], $3::bigint[]) as g(bot_id, code, count) join there on there.id = g.bot_id
order by 1, 3
on conflict (bot_id, minute, code) do update set count = p.count + excluded.count
"""


async def count_problems(connection: Connection, met: Iterable[tuple[UUID, Tally]], at: datetime) -> None:
    """Those of messages that were due, by bot. Who has no date is no fault of the bot."""
    counts: Counter[tuple[UUID, str]] = Counter()
    for bot_id, tally in met:
        counts.update({(bot_id, code): one["count"] for code, one in tally.problems.items()})
    rows = [(bot_id, code, count) for (bot_id, code), count in counts.items() if code != NO_DATE]
    if rows:
        minute = at.astimezone(UTC).replace(second=0, microsecond=0)
        await connection.execute(COUNTED, *pairs(rows, 3), minute)
