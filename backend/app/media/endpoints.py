"""/attachments: files for bots and from people (interfaces.md). Its content: content.py."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, StringConstraints

from app.accounts.access import require_bot, workspace_access
from app.accounts.dependencies import CurrentPerson, Developer, Parts, ThisProcess, Work
from app.accounts.limits import Limit
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.errors import Conflict, InvalidInput
from app.kit.pagination import Page, PageQuery
from app.storage.models import Attachment

from .access import require_attachment, require_channel
from .library import Wanted
from .parts import Media
from .repository import Attachments
from .schemas import AttachmentRead
from .uploads import BODY, Upload
from .usages import usages

router = ApiRouter(tags=["attachments"])

REFUSALS = errors(400, 408, 413, 429, 503)


class Wish(BaseModel):
    """Of which bot or channel, and what is in the name."""

    bot_id: UUID | None = None
    channel_id: UUID | None = None
    search: Annotated[str | None, StringConstraints(max_length=200)] = None


@router.post("/attachments", status_code=201, responses=REFUSALS, openapi_extra=BODY)
async def upload(
    bot_id: UUID, sent: Upload, person: Developer, process: ThisProcess, media: Media
) -> AttachmentRead:
    """Upload a file for a bot, as the body of the request; a message names it as `file: <id>`."""
    # No transaction may wait for an upload: access is checked in one of its own.
    async with process.database.unit_of_work() as work:
        reach = await require_bot(work, person, bot_id, Access.EDITOR)
    await _limit(process, str(person.person_id))
    wanted = Wanted(
        workspace_id=reach.workspace_id, person_id=person.person_id, name=sent.name, bot_id=bot_id
    )
    return AttachmentRead.of(await media.library.accept(wanted, sent.pieces))


@router.post("/channels/{channel_id}/attachments", status_code=201, responses=REFUSALS, openapi_extra=BODY)
async def upload_in_channel(
    channel_id: UUID, sent: Upload, person: CurrentPerson, process: ThisProcess, media: Media
) -> AttachmentRead:
    """Upload a file to send in a channel: a message then carries its `{url, type, name}`."""
    admitted = await media.doors.admit(channel_id, person)
    await _limit(process, sent.address)
    wanted = Wanted(
        workspace_id=admitted.workspace_id,
        person_id=person.person_id,
        name=sent.name,
        channel_id=channel_id,
    )
    return AttachmentRead.of(await media.library.accept(wanted, sent.pieces))


async def _limit(process: Parts, of: str) -> None:
    limit = Limit(
        name="upload",
        allowed=process.settings.uploads_per_minute,
        seconds=60,
        code="attachment:too_many_uploads",
    )
    await process.limits.take(limit, of)


@router.get("/attachments")
async def list_attachments(
    person: Developer, work: Work, page: PageQuery, wish: Annotated[Wish, Query()]
) -> Page[AttachmentRead]:
    """Files of a bot or a channel, oldest first; `search` looks into names."""
    if wish.bot_id is None and wish.channel_id is None:
        fault = {"path": "query.bot_id", "code": "missing", "message": "Name a bot or a channel"}
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])
    if wish.bot_id is not None:
        await require_bot(work, person, wish.bot_id, Access.VIEWER)
    if wish.channel_id is not None:
        await require_channel(work, person, wish.channel_id)
    found, cursor = await Attachments(work).page(
        page, bot_id=wish.bot_id, channel_id=wish.channel_id, search=wish.search
    )
    return Page(items=[AttachmentRead.of(one) for one in found], next_cursor=cursor)


@router.get("/attachments/{attachment_id}")
async def read_attachment(attachment_id: UUID, person: CurrentPerson, work: Work) -> AttachmentRead:
    """What is known of a file, with the link that opens it."""
    return AttachmentRead.of(await require_attachment(work, person, attachment_id, Access.VIEWER))


@router.delete("/attachments/{attachment_id}", status_code=204, responses=errors(409))
async def delete_attachment(
    attachment_id: UUID,
    person: CurrentPerson,
    process: ThisProcess,
    media: Media,
    force: Annotated[bool, Query(description="Although bots still name it.")] = False,
) -> None:
    """Remove a file; links to it lead nowhere any more, also in messages that were sent. 409
    `attachment:in_use` with `details.usages` while the draft or the published version of a bot names it."""
    async with process.database.unit_of_work() as work:
        attachment = await require_attachment(work, person, attachment_id, Access.EDITOR)
        if not force:
            await _check_unused(work, person, attachment)
    await media.library.remove(attachment, person.person_id)


async def _check_unused(work: Work, person: CurrentPerson, attachment: Attachment) -> None:
    """Conflict with the usages they may know of: all of the workspace's, or of the bot that is shared."""
    named = [] if attachment.bot_id is None else await usages(work, attachment)
    if not named:
        return
    if await workspace_access(work, person, attachment.workspace_id) is None:
        named = [one for one in named if one["bot_id"] == str(attachment.bot_id)]
    raise Conflict("attachment:in_use", "Bots still name this file; take it out of them.", usages=named)
