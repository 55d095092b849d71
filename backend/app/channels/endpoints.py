"""/channels: who runs them, who is in them, and what is said there (interfaces.md)."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.dependencies import CurrentPerson, Developer, Work
from app.accounts.principals import Access, Principal
from app.kit.api import ApiRouter, coded, errors
from app.kit.errors import DbcvError
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page, PageQuery
from app.runtime.frames import message_json
from app.runtime.history import read_rows
from app.runtime.postgres import until_it_is_back
from app.storage.database import after_commit
from app.storage.models import Channel

from .administration import Administration
from .changing import change_and_tell
from .parts import Channels
from .schemas import (
    ChannelChange,
    ChannelCreate,
    ChannelFilter,
    ChannelRead,
    ChannelShown,
    MessageRead,
    Receipt,
    StartReceipt,
    SubscriberCreate,
    SubscriberFilter,
    SubscriberRead,
)
from .speech import First, Speech, sayable
from .warnings import warnings_of

router = ApiRouter(prefix="/channels", tags=["channels"])


def _administered(work: Work, person: Developer, parts: Channels) -> Administration:
    return Administration(work, person, parts.sealer)


SAYING = {
    **errors(409, 413, 503),
    **coded(400, api__not_json="The body has to be JSON."),
    **coded(403, channel__origin="This page may not reach the channel."),
    **coded(429, channel__too_fast="Too many messages at once."),
}
Administered = Annotated[Administration, Depends(_administered)]


@router.get("")
async def list_channels(
    person: Developer,
    work: Work,
    parts: Channels,
    page: SortedPageQuery,
    wanted: Annotated[ChannelFilter, Query()],
) -> Page[ChannelRead]:
    """The channels of one's workspaces, oldest first unless told otherwise."""
    found, cursor = await Administration(work, person, parts.sealer).page(page, wanted)
    warnings = await warnings_of(work, found)
    items = [ChannelRead.whole(channel, warnings[channel.id]) for channel in found]
    return Page(items=items, next_cursor=cursor)


@router.post("", status_code=201)
async def create_channel(
    wanted: ChannelCreate, person: Developer, work: Work, parts: Channels
) -> ChannelRead:
    """A channel, in the workspace of its default bot unless told otherwise. `warnings` say where nobody would
    answer there yet."""
    channel = await Administration(work, person, parts.sealer).create(wanted)
    change = Change(
        action="channel.create",
        subject_id=channel.id,
        workspace_id=channel.workspace_id,
        actor_id=person.person_id,
    )
    record(work, change)
    return await _whole(work, channel)


@router.get("/{channel_id}")
async def read_channel(
    channel_id: UUID, person: CurrentPerson, work: Work, parts: Channels
) -> ChannelRead | ChannelShown:
    """All of it for those who run it, name and kind for those who may chat there."""
    administration = Administration(work, person, parts.sealer)
    try:
        return await _whole(work, await administration.reach(channel_id, Access.VIEWER))
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
    """What is not named stays; open sockets have to enter anew."""
    channel = await change_and_tell(work, person, parts, channel_id, wanted)
    return await _whole(work, channel)


@router.delete("/{channel_id}", status_code=204)
async def delete_channel(channel_id: UUID, person: Developer, work: Work, parts: Channels) -> None:
    """The channel with its subscribers; nobody enters it any more."""
    workspace_id = await Administration(work, person, parts.sealer).delete(channel_id)
    change = Change(
        action="channel.delete",
        subject_id=channel_id,
        workspace_id=workspace_id,
        actor_id=person.person_id,
    )
    record(work, change)
    after_commit(work, lambda: parts.changes.tell(channel_id))


@router.get("/{channel_id}/subscribers")
async def list_subscribers(
    channel_id: UUID,
    administered: Administered,
    page: PageQuery,
    wanted: Annotated[SubscriberFilter, Query()],
) -> Page[SubscriberRead]:
    """Who is in the channel: people who came or were added, and bots."""
    found, cursor = await administered.subscribers(channel_id, page, wanted)
    names = await administered.names_of(found)
    items = [SubscriberRead.of(one, names.get(one.member_id)) for one in found]
    return Page(items=items, next_cursor=cursor)


@router.post("/{channel_id}/subscribers", status_code=201, responses=errors(409))
async def add_subscriber(
    channel_id: UUID, wanted: SubscriberCreate, person: Developer, work: Work, parts: Channels
) -> SubscriberRead:
    """Let somebody in, or put one more bot there."""
    administration = Administration(work, person, parts.sealer)
    subscriber = await administration.subscribe(channel_id, wanted)
    record(work, _of_subscriber("subscriber.create", channel_id, subscriber.id, person))
    after_commit(work, lambda: parts.changes.tell(channel_id))
    names = await administration.names_of([subscriber])
    return SubscriberRead.of(subscriber, names.get(subscriber.member_id))


@router.delete("/{channel_id}/subscribers/{subscriber_id}", status_code=204)
async def remove_subscriber(
    channel_id: UUID, subscriber_id: UUID, person: Developer, work: Work, parts: Channels
) -> None:
    """Take somebody off the channel, or a bot out of it."""
    await Administration(work, person, parts.sealer).unsubscribe(channel_id, subscriber_id)
    record(work, _of_subscriber("subscriber.delete", channel_id, subscriber_id, person))
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


@router.post("/{channel_id}/messages", status_code=202, responses=SAYING)
async def say(channel_id: UUID, speech: Speech, person: CurrentPerson, parts: Channels) -> Receipt:
    """Say something; 202 means stored for good. The same `external_id` again gives the same answer."""
    accepted = await parts.floor.say(await parts.doors.admit(channel_id, person), sayable(speech))
    return Receipt(id=accepted.id, seq=accepted.seq, status="accepted")


@router.post("/{channel_id}/start", status_code=202, responses=errors(429))
async def start(
    channel_id: UUID, person: CurrentPerson, parts: Channels, first: First | None = None
) -> StartReceipt:
    """First contact; nothing happens to a conversation that exists, unless `restart`."""
    admission = await parts.doors.admit(channel_id, person)
    started = await parts.floor.start(admission, first or First())
    return StartReceipt(status="started" if started else "existing")


async def _whole(work: AsyncSession, channel: Channel) -> ChannelRead:
    return ChannelRead.whole(channel, (await warnings_of(work, [channel]))[channel.id])


def _of_subscriber(action: str, channel_id: UUID, subscriber_id: UUID, person: Principal) -> Change:
    channel = {"channel_id": str(channel_id)}
    return Change(action=action, subject_id=subscriber_id, actor_id=person.person_id, after=channel)
