"""Who may see and remove a file: authors of its bot or channel, and whoever sent it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot, require_workspace
from app.accounts.principals import Access, Principal
from app.kit.errors import Forbidden, NotFound
from app.storage.models import Attachment, Channel

from .repository import Attachments


def not_found() -> NotFound:
    return NotFound("attachment:not_found", "There is no such file.")


async def require_attachment(
    work: AsyncSession, person: Principal, attachment_id: UUID, least: Access
) -> Attachment:
    """The file; `attachment:not_found`, or `attachment:forbidden` where they see it and may do no more."""
    attachment = await Attachments(work).get(attachment_id)
    if attachment is None:
        raise not_found()
    if attachment.channel_id is not None and attachment.person_id == person.person_id:
        return attachment
    try:
        await _require_owner(work, person, attachment, least)
    except NotFound as hidden:
        raise not_found() from hidden
    except Forbidden as refused:
        raise Forbidden("attachment:forbidden", "Your role doesn't allow this.") from refused
    return attachment


async def require_channel(work: AsyncSession, person: Principal, channel_id: UUID) -> None:
    """`channel:not_found` for whoever has no part in the workspace it belongs to."""
    channel = await work.get(Channel, channel_id)
    try:
        if channel is not None:
            await require_workspace(work, person, channel.workspace_id, Access.VIEWER)
            return
    except NotFound as hidden:
        raise _no_channel() from hidden
    raise _no_channel()


async def _require_owner(work: AsyncSession, person: Principal, of: Attachment, least: Access) -> None:
    if of.bot_id is not None:
        await require_bot(work, person, of.bot_id, least)
    else:
        await require_workspace(work, person, of.workspace_id, least)


def _no_channel() -> NotFound:
    return NotFound("channel:not_found", "There is no such channel.")
