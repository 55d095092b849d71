"""Finding what was left behind: open rows that nobody was told of, or whoever was told died.

A session is woken again only after a pause that doubles, so that one that cannot go on costs little.
"""

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from uuid import UUID

from redis.asyncio import Redis

from .postgres import Pool
from .streams import BUSY, USER_MESSAGES, backlog_of, wake

PATIENCE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(seconds=60)
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
FOUND = """
select session_id, max(since) as since, count(*) as n from (
    select session_id, since from inbox where since < $1 and since > $3 order by since
    fetch first $2 rows with ties) as oldest
group by session_id
"""


class Sweeper:
    """Wakes sessions whose inbox was left behind."""

    def __init__(self, pool: Pool, redis: Redis, *, remembered: int = 50_000) -> None:
        self._pool = pool
        self._redis = redis
        self._remembered = remembered
        self._woken: OrderedDict[UUID, tuple[datetime, timedelta]] = OrderedDict()
        self._seen = BEGINNING

    async def sweep(self, at: datetime, *, limit: int = 5000) -> int:
        """Wake what has waited longer than is usual; how many sessions that were.

        One sweep looks at `limit` rows, and the next goes on from there: many that cannot go on hide nobody.
        """
        if (await backlog_of(self._redis, USER_MESSAGES)).unread > BUSY:
            return 0
        rows = await self._pool.fetch(FOUND, at - PATIENCE, limit, self._seen)
        is_all = sum(row["n"] for row in rows) < limit
        self._seen = BEGINNING if is_all else max(row["since"] for row in rows)
        due = [row["session_id"] for row in rows if self._is_due(row["session_id"], at)]
        if due:
            await wake(self._redis, USER_MESSAGES, due)
        return len(due)

    def _is_due(self, session_id: UUID, at: datetime) -> bool:
        woken, pause = self._woken.pop(session_id, (None, PATIENCE))
        if woken is not None and at - woken < pause:
            self._woken[session_id] = (woken, pause)
            return False
        longer = (
            PATIENCE if woken is None or at - woken > 2 * LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
        )
        self._woken[session_id] = (at, longer)
        while len(self._woken) > self._remembered:
            self._woken.popitem(last=False)
        return True
