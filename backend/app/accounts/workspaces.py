"""Workspaces and their members."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_workspace
from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.accounts.revocations import Revocations
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.ids import uuid7
from app.kit.pagination import PageRequest, encode_cursor
from app.storage.database import after_commit
from app.storage.models import Bot, User, Workspace, WorkspaceMember
from app.storage.repository import Repository
from app.storage.selecting import AnyRow


class Workspaces(Repository[Workspace]):
    model = Workspace

    def __init__(self, session: AsyncSession, revocations: Revocations) -> None:
        super().__init__(session)
        self._revocations = revocations

    async def page(
        self, principal: Principal, request: PageRequest
    ) -> tuple[list[tuple[Workspace, str | None]], str | None]:
        """Those the person is a member of, with their role there; all of them for an ADMIN."""
        mine = and_(
            WorkspaceMember.workspace_id == Workspace.id, WorkspaceMember.user_id == principal.person_id
        )
        statement = select(Workspace, WorkspaceMember.role).outerjoin(WorkspaceMember, mine)
        if principal.role != "ADMIN":
            statement = statement.where(WorkspaceMember.role.is_not(None))
        if request.after is not None:
            statement = statement.where(Workspace.id > request.after)
        rows = await self.session.execute(statement.order_by(Workspace.id).limit(request.limit + 1))
        found: list[tuple[Workspace, str | None]] = [(workspace, role) for workspace, role in rows]
        shown = found[: request.limit]
        return shown, encode_cursor(shown[-1][0].id) if len(found) > request.limit else None

    async def create(self, principal: Principal, name: str) -> Workspace:
        workspace = await self.add(Workspace(id=uuid7(), name=name))
        self.session.add(
            WorkspaceMember(workspace_id=workspace.id, user_id=principal.person_id, role="owner")
        )
        self._record("workspace.create", principal, workspace.id, after={"name": name})
        await self.session.flush()
        return workspace

    async def read(self, principal: Principal, workspace_id: UUID) -> tuple[Workspace, str | None]:
        await require_workspace(self.session, principal, workspace_id, Access.VIEWER)
        workspace = await self.session.get_one(Workspace, workspace_id)
        member = await self.session.get(WorkspaceMember, (workspace_id, principal.person_id))
        return workspace, None if member is None else member.role

    async def rename(self, principal: Principal, workspace_id: UUID, name: str) -> Workspace:
        await require_workspace(self.session, principal, workspace_id, Access.OWNER)
        workspace = await self._locked(workspace_id)
        self._record("workspace.change", principal, workspace_id, {"name": workspace.name}, {"name": name})
        workspace.name = name
        await self.session.flush()
        return workspace

    async def remove(self, principal: Principal, workspace_id: UUID) -> None:
        """Only what holds no bots any more, and nobody's personal one."""
        await require_workspace(self.session, principal, workspace_id, Access.OWNER)
        workspace = await self._locked(workspace_id)
        if workspace.personal_of is not None:
            raise Conflict("workspace:personal", "A personal workspace stays as long as its person.")
        bots = await self.session.scalar(
            select(func.count()).select_from(Bot).where(Bot.workspace_id == workspace_id)
        )
        if bots:
            raise Conflict("workspace:not_empty", "Delete or move its bots first.", bots=bots)
        self._record("workspace.delete", principal, workspace_id, {"name": workspace.name})
        await self.delete(workspace)

    async def members(self, principal: Principal, workspace_id: UUID) -> list[AnyRow]:
        """(user_id, email, name, role, created_at) of each."""
        await require_workspace(self.session, principal, workspace_id, Access.VIEWER)
        member = WorkspaceMember
        statement = (
            select(member.user_id, User.email, User.name, member.role, member.created_at)
            .join(User, User.id == member.user_id)
            .where(member.workspace_id == workspace_id)
            .order_by(member.user_id)
        )
        return list(await self.session.execute(statement))

    async def add_member(self, principal: Principal, workspace_id: UUID, user_id: UUID, role: str) -> None:
        """A member gets the role; anybody else joins by an invitation they accept (`member:invite`), or is
        added by an ADMIN."""
        await require_workspace(self.session, principal, workspace_id, Access.OWNER)
        workspace = await self._locked(workspace_id)
        member = await self.session.get(WorkspaceMember, (workspace_id, user_id))
        if member is not None:
            await self._change_role(principal, workspace, member, role)
        elif principal.role != "ADMIN":
            raise Forbidden("member:invite", "They join by an invitation: POST /invitations.")
        elif await self.session.get(User, user_id) is None:
            raise NotFound("user:not_found", "There is no such person.")
        else:
            self.session.add(WorkspaceMember(workspace_id=workspace_id, user_id=user_id, role=role))
            self._record("member.put", principal, workspace_id, None, {"user_id": str(user_id), "role": role})
            await self._settled(user_id)

    async def change_member(self, principal: Principal, workspace_id: UUID, user_id: UUID, role: str) -> None:
        """Another role; the last owner stays owner."""
        await require_workspace(self.session, principal, workspace_id, Access.OWNER)
        workspace = await self._locked(workspace_id)
        await self._change_role(principal, workspace, await self._member(workspace_id, user_id), role)

    async def _change_role(
        self, principal: Principal, workspace: Workspace, member: WorkspaceMember, role: str
    ) -> None:
        before = {"role": member.role}
        await self._keep_an_owner(workspace, member, role)
        member.role = role
        after = {"user_id": str(member.user_id), "role": role}
        self._record("member.put", principal, workspace.id, before, after)
        await self._settled(member.user_id)

    async def remove_member(self, principal: Principal, workspace_id: UUID, user_id: UUID) -> None:
        """By an owner, or by the member who leaves."""
        least = Access.VIEWER if user_id == principal.person_id else Access.OWNER
        await require_workspace(self.session, principal, workspace_id, least)
        workspace = await self._locked(workspace_id)
        member = await self._member(workspace_id, user_id)
        await self._keep_an_owner(workspace, member, None)
        before = {"user_id": str(user_id), "role": member.role}
        self._record("member.delete", principal, workspace_id, before)
        await self.session.delete(member)
        await self._settled(user_id)

    async def _member(self, workspace_id: UUID, user_id: UUID) -> WorkspaceMember:
        member = await self.session.get(WorkspaceMember, (workspace_id, user_id))
        if member is None:
            raise NotFound("member:not_found", "They are not a member of this workspace.")
        return member

    async def _settled(self, user_id: UUID) -> None:
        """Open sockets look again at what this person may."""
        after_commit(self.session, lambda: self._revocations.tell(user_id))
        await self.session.flush()

    async def _locked(self, workspace_id: UUID) -> Workspace:
        """Changes of one workspace come one after another: the count of owners must not be raced."""
        workspace = await self.session.get(Workspace, workspace_id, with_for_update=True)
        if workspace is None:
            raise NotFound("workspace:not_found", "There is no such workspace.")
        return workspace

    async def _keep_an_owner(
        self, workspace: Workspace, member: WorkspaceMember, becomes: str | None
    ) -> None:
        if member.role != "owner" or becomes == "owner":
            return
        if workspace.personal_of == member.user_id:
            raise Conflict("workspace:personal", "A personal workspace stays with its person.")
        owners = select(func.count()).where(
            WorkspaceMember.workspace_id == workspace.id, WorkspaceMember.role == "owner"
        )
        if await self.session.scalar(owners) == 1:
            raise Conflict("workspace:last_owner", "A workspace needs an owner. Name another one first.")

    def _record(
        self, action: str, principal: Principal, workspace_id: UUID, before: Any = None, after: Any = None
    ) -> None:
        change = Change(
            action=action,
            subject_id=workspace_id,
            actor_id=principal.person_id,
            workspace_id=workspace_id,
            before=before,
            after=after,
        )
        record(self.session, change)
