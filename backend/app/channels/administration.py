"""Channels and their subscribers, for those who run them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import and_, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot, require_workspace, workspace_access
from app.accounts.principals import Access, Principal
from app.kit.errors import Conflict, InvalidInput, NotFound
from app.kit.ids import uuid7
from app.kit.keyset import SortedPage
from app.kit.pagination import PageRequest
from app.kit.sealing import Sealer
from app.storage.models import (
    AnonymousUser,
    Bot,
    Channel,
    Subscriber,
    User,
    Workspace,
    WorkspaceMember,
)
from app.storage.removal import remove_channel_traces
from app.storage.repository import page_of
from app.storage.sorting import SortKey, by_moment, by_text, sorted_page

from .origin_lists import origins_after
from .schemas import (
    ChannelChange,
    ChannelCreate,
    ChannelFilter,
    ChannelSettings,
    SubscriberCreate,
    SubscriberFilter,
)

SORTED: dict[str, SortKey] = {
    "created_at": by_moment(Channel.created_at),
    "name": by_text(Channel.name),
    "updated_at": by_moment(Channel.updated_at),
}
MEMBERS: dict[str, Any] = {"user": User, "anonymous": AnonymousUser, "bot": Bot}


class Administration:
    """In one unit of work, for one person."""

    def __init__(self, session: AsyncSession, person: Principal, sealer: Sealer) -> None:
        self._session = session
        self._person = person
        self._sealer = sealer

    async def page(self, page: SortedPage, wanted: ChannelFilter) -> tuple[list[Channel], str | None]:
        """The channels of the workspaces this person belongs to."""
        statement = select(Channel)
        if self._person.role != "ADMIN":
            mine = select(WorkspaceMember.workspace_id).where(
                WorkspaceMember.user_id == self._person.person_id
            )
            statement = statement.where(Channel.workspace_id.in_(mine))
        for name in ("workspace_id", "kind", "is_public", "default_bot_id"):
            if getattr(wanted, name) is not None:
                statement = statement.where(getattr(Channel, name) == getattr(wanted, name))
        if wanted.search:
            statement = statement.where(Channel.name.icontains(wanted.search, autoescape=True))
        return await sorted_page(self._session, statement, SORTED, wanted.sort, page)

    async def create(self, wanted: ChannelCreate) -> Channel:
        workspace_id = wanted.workspace_id or await self._usual_workspace(wanted.default_bot_id)
        await require_workspace(self._session, self._person, workspace_id, Access.EDITOR)
        channel = Channel(workspace_id=workspace_id, kind=wanted.kind, is_group=wanted.is_group)
        await self._lay(channel, wanted.model_dump(exclude={"workspace_id", "kind", "is_group"}))
        self._session.add(channel)
        await self._session.flush()
        await self._session.refresh(channel)
        return channel

    async def change(self, channel_id: UUID, wanted: ChannelChange) -> Channel:
        channel = await self.reach(channel_id, Access.EDITOR)
        given = wanted.model_dump(exclude_unset=True)
        added, removed = given.pop("add_origins", []), given.pop("remove_origins", [])
        if added or removed:
            await self._session.refresh(channel, with_for_update=True)  # others may change the list just now
            given["allowed_origins"] = origins_after(
                given.get("allowed_origins", channel.allowed_origins or []), added, removed
            )
        await self._lay(channel, given)
        await self._session.flush()
        await self._session.refresh(channel)
        return channel

    async def delete(self, channel_id: UUID) -> UUID:
        """The workspace it was in."""
        channel = await self.reach(channel_id, Access.OWNER)
        await self._session.delete(channel)
        await remove_channel_traces(self._session, channel_id)
        return channel.workspace_id

    async def reach(self, channel_id: UUID, least: Access) -> Channel:
        """The channel; NotFound where it is of no workspace of theirs."""
        channel = await self._session.get(Channel, channel_id)
        access = None
        if channel is not None:
            access = await workspace_access(self._session, self._person, channel.workspace_id)
        if channel is None or access is None:
            raise NotFound("channel:not_found", "There is no such channel.")
        await require_workspace(self._session, self._person, channel.workspace_id, least)
        return channel

    async def subscribers(
        self, channel_id: UUID, page: PageRequest, wanted: SubscriberFilter
    ) -> tuple[list[Subscriber], str | None]:
        await self.reach(channel_id, Access.VIEWER)
        statement = select(Subscriber).where(Subscriber.channel_id == channel_id)
        if wanted.kind is not None:
            statement = statement.where(Subscriber.kind == wanted.kind)
        if wanted.search:
            named = [
                and_(
                    Subscriber.kind == kind,
                    Subscriber.member_id.in_(
                        select(model.id).where(model.name.icontains(wanted.search, autoescape=True))
                    ),
                )
                for kind, model in MEMBERS.items()
            ]
            statement = statement.where(or_(*named))
        return await page_of(self._session, statement, Subscriber, page)

    async def names_of(self, subscribers: Sequence[Subscriber]) -> dict[UUID, str | None]:
        """By member; what people and bots are called now."""
        named: dict[UUID, str | None] = {}
        for kind, model in MEMBERS.items():
            ids = [one.member_id for one in subscribers if one.kind == kind]
            if ids:
                rows = await self._session.execute(select(model.id, model.name).where(model.id.in_(ids)))
                named |= {row.id: row.name for row in rows}
        return named

    async def subscribe(self, channel_id: UUID, wanted: SubscriberCreate) -> Subscriber:
        await self.reach(channel_id, Access.EDITOR)
        if wanted.kind == "bot":
            await require_bot(self._session, self._person, wanted.member_id, Access.EDITOR)
        elif await self._session.get(MEMBERS[wanted.kind], wanted.member_id) is None:
            raise NotFound("subscriber:not_found", "There is no such person.")
        made = await self._session.scalar(
            insert(Subscriber)
            .values(
                id=uuid7(),
                channel_id=channel_id,
                kind=wanted.kind,
                member_id=wanted.member_id,
                is_added=True,
            )
            .on_conflict_do_update(
                index_elements=["channel_id", "member_id"],
                set_={"is_added": True},
                where=~Subscriber.is_added,  # who came by themselves may now stay
            )
            .returning(Subscriber)
        )
        if made is None:
            raise Conflict("subscriber:exists", "They are in this channel already.")
        return made

    async def unsubscribe(self, channel_id: UUID, subscriber_id: UUID) -> None:
        await self.reach(channel_id, Access.EDITOR)
        subscriber = await self._session.get(Subscriber, subscriber_id)
        if subscriber is None or subscriber.channel_id != channel_id:
            raise NotFound("subscriber:not_found", "There is no such subscriber.")
        await self._session.delete(subscriber)

    async def _usual_workspace(self, bot_id: UUID | None) -> UUID:
        if bot_id is not None:
            reach = await require_bot(self._session, self._person, bot_id, Access.EDITOR)
            return reach.workspace_id
        personal = await self._session.scalar(
            select(Workspace.id).where(Workspace.personal_of == self._person.person_id)
        )
        if personal is None:
            raise NotFound("workspace:not_found", "There is no such workspace.")
        return personal

    async def _lay(self, channel: Channel, given: dict[str, Any]) -> None:
        """Write the given fields onto the channel."""
        if "secret" in given:
            secret: SecretStr | None = given.pop("secret")
            channel.secret = None if secret is None else self._sealer.seal(secret.get_secret_value().encode())
            channel.old_secret = channel.old_secret_until = None
        if "settings" in given:
            settings = ChannelSettings.model_validate(given["settings"])
            given["settings"] = settings.model_dump(mode="json", exclude_defaults=True)
        if channel.kind == "web" and given.get("settings", {}).get("url") is not None:
            fault = {"path": "body.settings.url", "code": "not_webhook", "message": "Only a webhook has one"}
            raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])
        if given.get("default_bot_id") is not None:
            await self._check_bot(channel.workspace_id, given["default_bot_id"])
        if given.get("name", "") is None:
            del given["name"]
        for name, value in given.items():
            setattr(channel, name, value)

    async def _check_bot(self, workspace_id: UUID, bot_id: UUID) -> None:
        reach = await require_bot(self._session, self._person, bot_id, Access.EDITOR)
        if reach.workspace_id != workspace_id:
            fault = {"path": "body.default_bot_id", "code": "other_workspace", "message": "It is elsewhere"}
            raise InvalidInput("channel:bot_elsewhere", "That bot is of another workspace.", fields=[fault])
