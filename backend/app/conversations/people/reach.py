"""Whose people one may look at: those who come to the workspaces one owns or edits, to ADMIN everybody."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, true, union
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.principals import ACCESS_BY_NAME, Access, Principal
from app.kit.errors import Forbidden, NotFound
from app.storage.models import (
    AnonymousUser,
    Attachment,
    Bot,
    Channel,
    Message,
    Session,
    Subscriber,
    Thread,
    User,
    UserVariables,
    WorkspaceMember,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`workspaces` None: everywhere."""

    workspaces: frozenset[UUID] | None

    @property
    def is_everywhere(self) -> bool:
        return self.workspaces is None

    def of(self, column: Any) -> ColumnElement[bool]:
        """The column names a workspace within reach."""
        return true() if self.workspaces is None else column.in_(self.workspaces)

    @property
    def channels(self) -> Select[UUID]:
        """Ids of the channels within reach."""
        return select(Channel.id).where(self.of(Channel.workspace_id))

    def sessions(self) -> ColumnElement[bool]:
        """Sessions in its channels, or with its bots."""
        if self.workspaces is None:
            return true()
        bots = select(Bot.id).where(self.of(Bot.workspace_id))
        return Session.channel_id.in_(self.channels) | Session.bot_id.in_(bots)

    def in_channels(self, column: Any) -> ColumnElement[bool]:
        """The column names a channel within reach; everywhere also one that is gone."""
        return true() if self.workspaces is None else column.in_(self.channels)


async def reach_of(session: AsyncSession, person: Principal, least: Access) -> Reach:
    """Where `person` has at least that access."""
    if person.role == "ADMIN":
        return Reach(workspaces=None)
    mine = select(WorkspaceMember.workspace_id, WorkspaceMember.role)
    rows = await session.execute(mine.where(WorkspaceMember.user_id == person.person_id))
    return Reach(workspaces=frozenset(one for one, role in rows if ACCESS_BY_NAME[role] >= least))


def people_within(reach: Reach) -> Any:
    """Ids of everybody who has left anything there; a thread in which nothing is said is nothing."""
    said = select(Message.id).where(Message.thread_id == Thread.id).exists()
    return union(
        select(Session.person_id).where(reach.sessions()),
        select(UserVariables.person_id).where(reach.of(UserVariables.workspace_id)),
        select(Subscriber.member_id).where(
            Subscriber.kind != "bot", Subscriber.channel_id.in_(reach.channels)
        ),
        select(Attachment.person_id).where(
            Attachment.person_id.is_not(None), Attachment.channel_id.in_(reach.channels)
        ),
        select(Thread.person_id).where(
            Thread.person_id.is_not(None), reach.in_channels(Thread.channel_id), said
        ),
    )


async def require_person(
    session: AsyncSession, actor: Principal, person_id: UUID, least: Access
) -> tuple[Reach, User | AnonymousUser | None]:
    """Where `actor` may act on them, and who they are; None: only traces of them are left.

    `person:not_found`, or `person:forbidden` where one sees them and may not do so much.
    """
    reach = await reach_of(session, actor, least)
    who: User | AnonymousUser | None = await session.get(User, person_id)
    who = who or await session.get(AnonymousUser, person_id)
    if (reach.is_everywhere and who is not None) or await is_within(session, reach, person_id):
        return reach, who
    if await is_within(session, await reach_of(session, actor, Access.EDITOR), person_id):
        raise Forbidden("person:forbidden", "Only an owner of the workspace may do this.")
    raise NotFound("person:not_found", "There is no such person.")


async def is_within(session: AsyncSession, reach: Reach, person_id: UUID) -> bool:
    """They have left anything there."""
    within = people_within(reach).subquery()
    found = select(within.c[0]).where(within.c[0] == person_id).limit(1)
    return await session.scalar(found) is not None
