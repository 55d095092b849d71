"""/bots/{id}/access: who may touch a bot."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.limits import Limit
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.pagination import Page, PageQuery

from ..access import Sharing
from ..schemas import PersonAccess, RoleIn, ShareIn

router = ApiRouter(prefix="/bots", tags=["access"])

_SHARED = Limit(name="share", allowed=200, seconds=3600)


def _sharing(work: Work, person: Developer, process: ThisProcess) -> Sharing:
    return Sharing(session=work, person=person, revocations=process.revocations)


Here = Annotated[Sharing, Depends(_sharing)]


@router.get("/{bot_id}/access")
async def list_access(bot_id: UUID, here: Here, page: PageQuery) -> Page[PersonAccess]:
    """Everybody who may touch the bot, as members of its workspace or because it is shared with them."""
    found, cursor = await here.page(bot_id, page)
    return Page(items=found, next_cursor=cursor)


@router.post("/{bot_id}/access", responses=errors(429))
async def share_bot(bot_id: UUID, wanted: ShareIn, here: Here, process: ThisProcess) -> PersonAccess:
    """Share the bot with somebody who has an account, by id or address; others are invited first. Sharing
    it again changes what they may do."""
    await require_bot(here.session, here.person, bot_id, Access.OWNER)
    await process.limits.take(_SHARED, str(here.person.person_id))
    return await here.put(bot_id, await here.find(wanted), wanted.role)


@router.put("/{bot_id}/access/{user_id}")
async def put_access(bot_id: UUID, user_id: UUID, wanted: RoleIn, here: Here) -> PersonAccess:
    """Share the bot with this person, or change what they may do with it."""
    return await here.put(bot_id, user_id, wanted.role)


@router.delete("/{bot_id}/access/{user_id}", status_code=204)
async def remove_access(bot_id: UUID, user_id: UUID, here: Here) -> None:
    """Share it no longer; with one's own id: leave it. What they have open of it closes."""
    await here.remove(bot_id, user_id)
