"""What was changed, by whom; and undoing it, which is a change too."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from app.kit.errors import Conflict, NotFound
from app.storage.models import DraftChange

from .limits import PAGE
from .operation import from_json
from .service import Changed, Terms, change

LARGEST_REVISION = 2**31 - 1
# One change after another, until they are too many or too large: no more of them is looked into.
FILLING = text("""
with recursive filled as (
    (select revision, octet_length(operations::text) as bytes, 1 as changes
     from draft_change where bot_id = :bot_id and revision > :after order by revision limit 1)
    union all
    select following.revision, filled.bytes + octet_length(following.operations::text), filled.changes + 1
    from filled cross join lateral (
        select revision, operations from draft_change
        where bot_id = :bot_id and revision > filled.revision order by revision limit 1
    ) following
    where filled.bytes <= :most and filled.changes < :changes
)
select revision from filled where changes = 1 or bytes <= :most order by revision
""")


async def changes_since(
    session: AsyncSession, bot_id: UUID, after: int, limit: int
) -> tuple[list[DraftChange], bool]:
    """The changes behind revision `after`, oldest first, and whether there are more; fewer than `limit` where
    they are large. What takes them back is not read."""
    terms = {"bot_id": bot_id, "after": after, "changes": limit, "most": PAGE}
    revisions = list(await session.scalars(FILLING, terms))
    change = DraftChange
    of_bot = select(change).where(change.bot_id == bot_id)
    unread = (defer(change.inverse, raiseload=True), defer(change.touched, raiseload=True))
    wanted = of_bot.where(change.revision.in_(revisions)).order_by(change.revision).options(*unread)
    last = revisions[-1] if revisions else after
    more = await session.scalar(select(of_bot.where(change.revision > last).exists()))
    return list(await session.scalars(wanted)), bool(more)


def has_gap(after: int, newest: int, rows: Sequence[DraftChange]) -> bool:
    """Whether changes right behind `after` are no longer kept."""
    return newest > after and (not rows or rows[0].revision > after + 1)


async def undo(session: AsyncSession, bot_id: UUID, revision: int, *, author_id: UUID | None) -> Changed:
    """Take back one change; Conflict `change:conflict` where what it touched was changed since,
    `change:already_undone` where that was by taking it back."""
    key: Any = (bot_id, revision)
    made = await session.get(DraftChange, key) if 0 < revision <= LARGEST_REVISION else None
    if made is None:
        raise NotFound("change:not_found", "There is no such change.")
    if not made.inverse:
        raise Conflict("change:nothing_to_undo", "This change cannot be taken back.", revision=revision)
    inverse = [from_json(one) for one in made.inverse]
    terms = Terms(author_id=author_id, base_revision=revision, action="undo")
    try:
        return await change(session, bot_id, inverse, terms)
    except Conflict as refused:
        by = await _undone_by(session, bot_id, revision) if refused.code == "change:conflict" else None
        if by is None:
            raise
        raise Conflict(
            "change:already_undone",
            "This change was taken back already.",
            revision=refused.details["revision"],
            undone_by=by,
        ) from None


async def _undone_by(session: AsyncSession, bot_id: UUID, revision: int) -> int | None:
    """The revision that took the change back, None where none did, or where that was taken back itself."""
    of_bot = (DraftChange.bot_id == bot_id, DraftChange.revision > revision)
    made = (DraftChange.bot_id == bot_id, DraftChange.revision == revision)
    inverse = select(cast(DraftChange.inverse, Text)).where(*made).scalar_subquery()
    newest = select(func.max(DraftChange.revision)).where(*of_bot)
    by = await session.scalar(
        newest.where(DraftChange.action == "undo", cast(DraftChange.operations, Text) == inverse)
    )
    # What did the same a second time is what the newest such undo has taken back.
    again = await session.scalar(newest.where(cast(DraftChange.inverse, Text) == inverse))
    if by is None or again is not None:
        return None
    return None if await _undone_by(session, bot_id, by) else by
