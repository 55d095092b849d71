"""How many problems bots have met of late: those of their turns, and what was set aside (dead letters)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

# Counts are by whole minutes, so a window begins with one.
_COUNTED = text("""
with wanted as (
    select * from unnest(cast(:bots as uuid[]), cast(:sinces as timestamptz[])) as w(bot_id, since)
)
select w.bot_id, p.code, sum(p.count)::bigint as problems, min(p.minute) as since
from wanted w join problem_count p on p.bot_id = w.bot_id and p.minute >= w.since
group by 1, 2
union all
select w.bot_id, 'dead_letter:' || d.kind, count(*), min(d.created_at)
from wanted w join dead_letter d on d.bot_id = w.bot_id and d.created_at >= w.since
group by 1, 2
""")


@dataclass(slots=True, kw_only=True)
class Met:
    """By code; `since`: the first of them."""

    kinds: dict[str, int] = field(default_factory=dict[str, int])
    since: datetime | None = None

    @property
    def problems(self) -> int:
        return sum(self.kinds.values())

    @property
    def most_first(self) -> list[tuple[str, int]]:
        return sorted(self.kinds.items(), key=lambda one: (-one[1], one[0]))


def window(at: datetime, minutes: int) -> datetime:
    """The beginning of the window that ends at that moment."""
    return (at - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


async def problems_of(session: AsyncSession, sinces: Mapping[UUID, datetime]) -> dict[UUID, Met]:
    """Of each bot since its own moment."""
    found = {bot_id: Met() for bot_id in sinces}
    if not found:
        return found
    values = {"bots": list(sinces), "sinces": list(sinces.values())}
    for bot_id, code, problems, since in await session.execute(_COUNTED, values):
        met = found[bot_id]
        met.kinds[code] = int(problems)
        met.since = since if met.since is None else min(met.since, since)
    return found
