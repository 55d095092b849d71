"""/channels: who runs them, who is in them, and what is said there (interfaces.md)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from app.accounts.audit import Change, record
from app.accounts.dependencies import CurrentPerson, Developer, Work
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.errors import DbcvError
from app.kit.pagination import Page, PageQuery
from app.runtime.frames import message_json
from app.runtime.history import read_rows
from app.runtime.postgres import until_it_is_back
from app.storage.database import after_commit

from .administration import Administration
from .parts import Channels
from .schemas import (
    ChannelChange,
    ChannelCreate,
    ChannelRead,
    ChannelShown,
    MessageRead,
    Receipt,
    StartReceipt,
    SubscriberCreate,
    SubscriberRead,
)
from .speech import First, Speech

router = ApiRouter(prefix="/channels", tags=["channels"])


@router.get("")
async def list_channels(
    person: Developer, work: Work, parts: Channels, page: PageQuery, workspace_id: UUID | None = None
) -> Page[ChannelRead]:
    found, cursor = await Administration(work, person, parts.sealer).page(page, workspace_id)
    return Page(items=[ChannelRead.whole(channel) for channel in found], next_cursor=cursor)


@router.post("", status_code=201)
async def create_channel(
    wanted: ChannelCreate, person: Developer, work: Work, parts: Channels
) -> ChannelRead:
    channel = await Administration(work, person, parts.sealer).create(wanted)
    change = Change(
        action="channel.create",
        subject_id=channel.id,
        workspace_id=channel.workspace_id,
        actor_id=person.person_id,
    )
    record(work, change)
    return ChannelRead.whole(channel)


@router.get("/{channel_id}")
async def read_channel(
    channel_id: UUID, person: CurrentPerson, work: Work, parts: Channels
) -> ChannelRead | ChannelShown:
    """All of it for those who run it, name and kind for those who may chat there."""
    administration = Administration(work, person, parts.sealer)
    try:
        return ChannelRead.whole(await administration.reach(channel_id, Access.VIEWER))
    except DbcvError:
        admission = await parts.doors.admit(channel_id, person)
        return ChannelShown(
            id=admission.channel_id,
            name=admission.name,
            kind=admission.kind,
            is_public=admission.is_public,
            is_group=admission.reader_id is None,
        )


@router.patch("/{channel_id}")
async def change_channel(
    channel_id: UUID, wanted: ChannelChange, person: Developer, work: Work, parts: Channels
) -> ChannelRead:
    channel = await Administration(work, person, parts.sealer).change(channel_id, wanted)
    change = Change(
        action="channel.change",
        subject_id=channel_id,
        workspace_id=channel.workspace_id,
        actor_id=person.person_id,
        after=wanted.model_dump(mode="json", exclude_unset=True, exclude={"secret"}),
    )
    record(work, change)
    after_commit(work, lambda: parts.changes.tell(channel_id))
    return ChannelRead.whole(channel)


@router.delete("/{channel_id}", status_code=204)
async def delete_channel(channel_id: UUID, person: Developer, work: Work, parts: Channels) -> None:
    await Administration(work, person, parts.sealer).delete(channel_id)
    record(work, Change(action="channel.delete", subject_id=channel_id, actor_id=person.person_id))
    after_commit(work, lambda: parts.changes.tell(channel_id))


@router.get("/{channel_id}/subscribers")
async def list_subscribers(
    channel_id: UUID, person: Developer, work: Work, parts: Channels, page: PageQuery
) -> Page[SubscriberRead]:
    found, cursor = await Administration(work, person, parts.sealer).subscribers(channel_id, page)
    return Page(items=[SubscriberRead.of(one) for one in found], next_cursor=cursor)


@router.post("/{channel_id}/subscribers", status_code=201, responses=errors(409))
async def add_subscriber(
    channel_id: UUID, wanted: SubscriberCreate, person: Developer, work: Work, parts: Channels
) -> SubscriberRead:
    subscriber = await Administration(work, person, parts.sealer).subscribe(channel_id, wanted)
    after_commit(work, lambda: parts.changes.tell(channel_id))
    return SubscriberRead.of(subscriber)


@router.delete("/{channel_id}/subscribers/{subscriber_id}", status_code=204)
async def remove_subscriber(
    channel_id: UUID, subscriber_id: UUID, person: Developer, work: Work, parts: Channels
) -> None:
    await Administration(work, person, parts.sealer).unsubscribe(channel_id, subscriber_id)
    after_commit(work, lambda: parts.changes.tell(channel_id))


@router.get("/{channel_id}/messages", response_model=Page[MessageRead])
async def read_messages(
    channel_id: UUID,
    person: CurrentPerson,
    parts: Channels,
    after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """What was said here, numbered above `after`, in order; the cursor is the last number."""
    admission = await parts.doors.admit(channel_id, person)
    rows = await until_it_is_back(
        lambda: read_rows(parts.pool, admission.thread_id, after, limit + 1), what="history"
    )
    shown = rows[:limit]
    cursor = f'"{shown[-1]["seq"]}"' if len(rows) > limit else "null"
    items = ",".join(message_json(row) for row in shown)
    return Response(f'{{"items":[{items}],"next_cursor":{cursor}}}', media_type="application/json")


@router.post("/{channel_id}/messages", status_code=202, responses=errors(403, 409, 413, 429, 503))
async def say(channel_id: UUID, speech: Speech, person: CurrentPerson, parts: Channels) -> Receipt:
    """Say something; 202 means stored for good. The same `external_id` again gives the same answer."""
    accepted = await parts.floor.say(await parts.doors.admit(channel_id, person), speech)
    return Receipt(id=accepted.id, seq=accepted.seq, status="accepted")


@router.post("/{channel_id}/start", status_code=202, responses=errors(429))
async def start(
    channel_id: UUID, person: CurrentPerson, parts: Channels, first: First | None = None
) -> StartReceipt:
    """First contact; nothing happens to a conversation that exists, unless `restart`."""
    admission = await parts.doors.admit(channel_id, person)
    started = await parts.floor.start(admission, first or First())
    return StartReceipt(status="started" if started else "existing")
