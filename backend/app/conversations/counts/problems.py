"""The problems traces tell of, added up by minute: they are read anyway, to count steps."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.runtime.postgres import Pool
from app.storage.models import ProblemCount

# (bot, minute, code), as the columns of `problem_count`
type Key = tuple[UUID, datetime, str]
Problems = Counter[Key]

ROWS = 1000  # of one statement
OLD = "delete from problem_count where minute < $1"


def add_problems(problems: Problems, bot_id: UUID, at: datetime, kept: Mapping[str, Any]) -> None:
    """Those of one stored trace."""
    minute = at.astimezone(UTC).replace(second=0, microsecond=0)
    for code in kept.get("problems") or ():
        problems[bot_id, minute, code] += 1


async def store_problems(session: AsyncSession, problems: Problems, known: set[UUID]) -> None:
    """Add them to what is counted, of the bots that are `known` and held."""
    names = [column.name for column in ProblemCount.__table__.columns]
    rows = [
        dict(zip(names, (*key, problems[key]), strict=True)) for key in sorted(problems) if key[0] in known
    ]
    for start in range(0, len(rows), ROWS):
        adding = insert(ProblemCount).values(rows[start : start + ROWS])
        more = {"count": ProblemCount.count + adding.excluded.count}
        await session.execute(adding.on_conflict_do_update(index_elements=names[:-1], set_=more))


async def forget_problems(pool: Pool, before: datetime) -> None:
    """Nobody looks back further."""
    await pool.execute(OLD, before)
