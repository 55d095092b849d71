"""/bots/{id}/audit: what was done with a bot."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.kit.api import ApiRouter
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page

from ..schemas import AuditFilter, AuditLine
from ..trail import trail_of

router = ApiRouter(prefix="/bots", tags=["audit"])


@router.get("/{bot_id}/audit")
async def read_audit(
    bot_id: UUID,
    person: Developer,
    session: Work,
    page: SortedPageQuery,
    wanted: Annotated[AuditFilter, Query()],
) -> Page[AuditLine]:
    """Who did what, newest first: changes of the draft (`draft.…`) and all else."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    lines, cursor = await trail_of(session, bot_id, wanted, page)
    return Page(items=lines, next_cursor=cursor)
