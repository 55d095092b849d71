"""How much of the history of drafts is kept, for the clock process."""

from datetime import datetime, timedelta

from app.runtime.postgres import Pool

# Undo and audit look back some weeks; a bot nobody edits keeps its last changes for good.
KEPT_FOR = timedelta(days=90)
KEPT_ALWAYS = 200  # the newest changes of a bot, however old
KEPT_AT_MOST = 10_000  # of a bot, however young
BOTS = 200  # a run: the rest has its turn at the next
AT_ONCE = 200  # changes a statement
# The oldest change of a bot says whether any is to go: one look at an index for each bot.
CROWDED = """
select b.id, b.revision, oldest.revision as oldest
from bot b cross join lateral (
    select c.revision, c.created_at from draft_change c where c.bot_id = b.id order by c.revision limit 1
) oldest
where oldest.revision <= b.revision - $2
  and (oldest.created_at < $1 or oldest.revision <= b.revision - $3)
limit $4
"""
# What is kept has no holes, whichever of two transactions began first.
YOUNG = """
select c.revision from draft_change c where c.bot_id = $1 and c.created_at >= $2 order by c.revision limit 1
"""
FORGET = (
    "delete from draft_change where bot_id = $1 and revision <= $2",
    "delete from draft_operation where bot_id = $1 and revision <= $2",
)


async def forget_changes(pool: Pool, before: datetime) -> int:
    """Of each bot those from before then go, but for the newest, and those that are too many; how many
    revisions were forgotten."""
    forgotten = 0
    for bot in await pool.fetch(CROWDED, before, KEPT_ALWAYS, KEPT_AT_MOST, BOTS):
        young = await pool.fetchval(YOUNG, bot["id"], before)
        old = bot["revision"] if young is None else young - 1
        last = max(min(old, bot["revision"] - KEPT_ALWAYS), bot["revision"] - KEPT_AT_MOST)
        for start in range(bot["oldest"], last + 1, AT_ONCE):
            for statement in FORGET:
                await pool.execute(statement, bot["id"], min(start + AT_ONCE - 1, last))
        forgotten += last + 1 - bot["oldest"]
    return forgotten
