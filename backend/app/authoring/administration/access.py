"""Who may touch a bot: the members of its workspace, and those it is shared with singly."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import BotReach, require_bot
from app.accounts.audit import Change, record
from app.accounts.principals import ROLE_RANK, Access, Principal
from app.accounts.revocations import Revocations
from app.kit.errors import NotFound
from app.kit.pagination import PageRequest, encode_cursor
from app.storage.database import after_commit
from app.storage.models import Bot, BotAccess, User, WorkspaceMember

from .schemas import PersonAccess, ShareIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """In one unit of work, for one person."""

    session: AsyncSession
    person: Principal
    revocations: Revocations

    async def page(self, bot_id: UUID, page: PageRequest) -> tuple[list[PersonAccess], str | None]:
        """By the ids of the people. Addresses are for the bot's owners and its workspace's members."""
        reach = await require_bot(self.session, self.person, bot_id, Access.VIEWER)
        statement = _people(reach)
        if page.after is not None:
            statement = statement.where(User.id > page.after)
        rows = list(await self.session.execute(statement.order_by(User.id).limit(page.limit + 1)))
        shown = rows[: page.limit]
        knows = reach.access is Access.OWNER or await self._is_member(reach.workspace_id)
        cursor = encode_cursor(shown[-1][0].id) if len(rows) > page.limit else None
        return [_shown(row, with_address=knows) for row in shown], cursor

    async def find(self, wanted: ShareIn) -> UUID:
        """The person a share names. Only for owners of a bot: it tells which addresses are known."""
        known = User.id == wanted.user_id if wanted.email is None else User.email == wanted.email
        found = await self.session.scalar(select(User.id).where(known))
        if found is None:
            raise NotFound("user:not_found", "There is no such person. Invite them first.")
        return found

    async def put(self, bot_id: UUID, user_id: UUID, role: str) -> PersonAccess:
        """Share it with them, or change what they may do with it."""
        reach = await require_bot(self.session, self.person, bot_id, Access.OWNER)
        user = await self.session.get(User, user_id, with_for_update={"read": True, "key_share": True})
        if user is None:
            raise NotFound("user:not_found", "There is no such person. Invite them first.")
        await self.session.get_one(Bot, bot_id, with_for_update={"key_share": True})
        share = await self.session.get(BotAccess, (bot_id, user_id))
        before = None if share is None else share.role
        if share is None:
            self.session.add(BotAccess(bot_id=bot_id, user_id=user_id, role=role))
        else:
            share.role = role
        if before != role:
            self._record("access.put", bot_id, user_id, before, role)
        await self._settled(user_id)
        rows = await self.session.execute(_people(reach).where(User.id == user_id))
        return _shown(rows.one(), with_address=True)

    async def remove(self, bot_id: UUID, user_id: UUID) -> None:
        """By an owner, or by whoever it is shared with."""
        least = Access.VIEWER if user_id == self.person.person_id else Access.OWNER
        await require_bot(self.session, self.person, bot_id, least)
        share = await self.session.get(BotAccess, (bot_id, user_id), with_for_update=True)
        if share is None:
            raise NotFound("access:not_shared", "The bot is not shared with this person by itself.")
        self._record("access.delete", bot_id, user_id, share.role, None)
        await self.session.delete(share)
        await self._settled(user_id)

    async def _is_member(self, workspace_id: UUID) -> bool:
        key = (workspace_id, self.person.person_id)
        return await self.session.get(WorkspaceMember, key) is not None

    async def _settled(self, user_id: UUID) -> None:
        """Open sockets look again at what this person may."""
        after_commit(self.session, lambda: self.revocations.tell(user_id))
        await self.session.flush()

    def _record(
        self, action: str, bot_id: UUID, user_id: UUID, before: str | None, after: str | None
    ) -> None:
        change = Change(
            action=action,
            subject_id=user_id,
            bot_id=bot_id,
            actor_id=self.person.person_id,
            before=before and {"role": before},
            after=after and {"role": after},
        )
        record(self.session, change)


def _people(reach: BotReach) -> Any:
    """(user, their role in the workspace, the role of their share) of everybody who has either."""
    member, share = WorkspaceMember, BotAccess
    here = and_(member.user_id == User.id, member.workspace_id == reach.workspace_id)
    shared = and_(share.user_id == User.id, share.bot_id == reach.bot_id)
    return (
        select(User, member.role, share.role)
        .outerjoin(member, here)
        .outerjoin(share, shared)
        .where(or_(member.role.is_not(None), share.role.is_not(None)))
    )


def _shown(row: Any, *, with_address: bool) -> PersonAccess:
    user, member_role, share_role = row
    ranked = [one for one in ("owner", "EDITOR", "VIEWER") if one in (member_role, share_role)]
    return PersonAccess.model_validate(
        {
            "user_id": user.id,
            "name": user.name,
            "email": user.email if with_address else None,
            "access": ranked[0].upper(),
            "workspace_role": member_role,
            "share": share_role,
            "is_effective": user.is_active and ROLE_RANK[user.role] >= ROLE_RANK["DEVELOPER"],
        }
    )
