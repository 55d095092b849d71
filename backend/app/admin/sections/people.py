"""People with an account, where they are signed in, and the workspaces they belong to."""

from typing import Any

from fastadmin import ActionResponseSchema, action
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.people import Standing, change_standing
from app.accounts.repository import SignIns
from app.accounts.schemas import UserIn
from app.accounts.workspaces import Workspaces
from app.kit.clock import now
from app.kit.errors import NotFound
from app.storage.database import after_commit
from app.storage.models import SignIn, User, Workspace, WorkspaceMember

from ..bodies import MemberRole, NewMember, body
from ..columns import called, shown
from ..doing import done
from ..section import Key, Section, within
from .access import BotAccessSection

ROLES = ("ADMIN", "DEVELOPER", "USER")
MEMBERS = ("owner", "EDITOR", "VIEWER")


class SignInsSection(Section):
    model = SignIn
    verbose_name, verbose_name_plural, menu_section = "Sign-in", "Sign-ins", "People"
    columns = (
        shown(called(User, SignIn.person_id, "email"), "Person", "person", searched=True),
        shown(SignIn.kind, "Kind", filtered=True, choices=("user", "anonymous"), wide=120),
        shown(SignIn.agent, "Program", searched=True, wide=360),
        shown(SignIn.created_at, "Signed in", filtered=True),
        shown(SignIn.seen_at, "Last seen", filtered=True),
        shown(SignIn.ended_at, "Ended", filtered=True),
        shown(SignIn.person_id, "Person's id", listed=False, filtered=True, searched=True),
        shown(SignIn.channel_id, "For one channel", listed=False, filtered=True),
        shown(SignIn.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    actions = ("end",)

    @action(description="End these sign-ins")
    async def end(self, ids: list[Any]) -> ActionResponseSchema:
        """At once, with their sockets."""
        return await done(self, ids, self._end, "ended")

    async def _end(self, session: AsyncSession, key: Key) -> None:
        found = await session.get(SignIn, key[0])
        if found is None:
            raise NotFound("sign_in:not_found", "There is no such sign-in.")
        await SignIns(session).end(found.id, now())
        actor = self.visit.person.person_id
        record(session, Change(action="sign_in.end", subject_id=found.id, actor_id=actor))
        tell = self.visit.parts.revocations.tell
        after_commit(session, lambda: tell(found.person_id, found.id))


class MembersSection(Section):
    model = WorkspaceMember
    verbose_name, verbose_name_plural, menu_section = "Workspace member", "Workspace members", "People"
    keys = ("workspace_id", "user_id")
    columns = (
        shown(called(User, WorkspaceMember.user_id, "email"), "Person", "person", searched=True),
        shown(called(Workspace, WorkspaceMember.workspace_id), "Workspace", "workspace", searched=True),
        shown(WorkspaceMember.role, "Role", filtered=True, choices=MEMBERS, writable=True, wide=140),
        shown(WorkspaceMember.created_at, "Since", filtered=True),
        shown(
            WorkspaceMember.workspace_id,
            "Workspace (of a new one)",
            listed=False,
            filtered=True,
            writable=True,
            chosen_from="Workspace",
        ),
        shown(
            WorkspaceMember.user_id,
            "Person (of a new one)",
            listed=False,
            filtered=True,
            writable=True,
            chosen_from="User",
            chosen_by="email",
        ),
    )
    ordering = ("-created_at",)
    has_new = has_removal = True

    async def make(self, session: AsyncSession, given: dict[str, Any]) -> Key:
        wanted = body(NewMember, given)
        await self._workspaces(session).add_member(
            self.visit.person, wanted.workspace_id, wanted.user_id, wanted.role
        )
        return wanted.workspace_id, wanted.user_id

    async def alter(self, session: AsyncSession, key: Key, changed: dict[str, Any]) -> None:
        role = body(MemberRole, changed).role
        workspace_id, user_id = key
        await self._workspaces(session).change_member(self.visit.person, workspace_id, user_id, role)

    async def remove(self, session: AsyncSession, key: Key) -> None:
        await self._workspaces(session).remove_member(self.visit.person, *key)

    def _workspaces(self, session: AsyncSession) -> Workspaces:
        return Workspaces(session, self.visit.parts.revocations)


class UsersSection(Section):
    model = User
    verbose_name, verbose_name_plural, menu_section = "Person", "People", "People"
    columns = (
        shown(User.email, "E-mail", filtered=True, searched=True, wide=260),
        shown(User.name, "Name", filtered=True, searched=True),
        shown(User.role, "Role", filtered=True, choices=ROLES, writable=True, wide=140),
        shown(User.is_active, "May sign in", filtered=True, writable=True, wide=150),
        shown(User.email_verified_at, "Address proven", filtered=True),
        shown(User.created_at, "Since", filtered=True),
        shown(User.username, "User name", listed=False, searched=True),
        shown(User.locale, "Language", listed=False),
        shown(User.timezone, "Time zone", listed=False),
        shown(User.updated_at, "Changed", listed=False),
        shown(User.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    inlines = (
        within(SignInsSection, "person_id"),
        within(MembersSection, "user_id"),
        within(BotAccessSection, "user_id"),
    )

    async def alter(self, session: AsyncSession, key: Key, changed: dict[str, Any]) -> None:
        wanted = body(UserIn, changed)
        standing = Standing(role=wanted.role, is_active=wanted.is_active)
        visit = self.visit
        await change_standing(session, visit.person, key[0], standing, visit.parts.revocations)


class WorkspacesSection(Section):
    model = Workspace
    verbose_name, verbose_name_plural, menu_section = "Workspace", "Workspaces", "People"
    columns = (
        shown(Workspace.name, "Name", filtered=True, searched=True),
        shown(called(User, Workspace.personal_of, "email"), "Personal one of", "owner", searched=True),
        shown(Workspace.created_at, "Since", filtered=True),
        shown(Workspace.personal_of, "Person's id", listed=False, filtered=True),
        shown(Workspace.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    inlines = (within(MembersSection, "workspace_id"),)
