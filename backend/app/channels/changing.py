"""A change of a channel, with what goes with it: the line in the audit log, and telling every process."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.storage.database import after_commit
from app.storage.models import Channel

from .administration import Administration
from .parts import ChannelParts
from .schemas import ChannelChange, ChannelRead


async def change_and_tell(
    work: AsyncSession, person: Principal, parts: ChannelParts, channel_id: UUID, wanted: ChannelChange
) -> Channel:
    """What is not named stays; open sockets have to enter anew."""
    administration = Administration(work, person, parts.sealer)
    before = ChannelRead.whole(await administration.reach(channel_id, Access.EDITOR), [])
    channel = await administration.change(channel_id, wanted)
    after = wanted.model_dump(mode="json", exclude_unset=True, exclude={"secret"})
    record(
        work,
        Change(
            action="channel.change",
            subject_id=channel_id,
            workspace_id=channel.workspace_id,
            actor_id=person.person_id,
            before=before.model_dump(mode="json", include=set(after)),
            after=after,
        ),
    )
    after_commit(work, lambda: parts.changes.tell(channel_id))
    return channel
