"""Invitations: into the place, into a workspace, or both; each is good once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.accounts.access import require_workspace
from app.accounts.audit import Change, record
from app.accounts.principals import ROLE_RANK, Access, Principal
from app.accounts.schemas import InvitationIn
from app.accounts.tokens import digest, opaque_token
from app.kit.clock import now
from app.kit.errors import Forbidden, NotFound
from app.kit.pagination import PageRequest
from app.storage.models import Invitation, User, WorkspaceMember
from app.storage.repository import Repository, page_of

_GOOD_FOR = timedelta(days=14)


class Invitations(Repository[Invitation]):
    model = Invitation

    async def invite(self, principal: Principal, wanted: InvitationIn) -> tuple[Invitation, str]:
        """The invitation and its token. An ADMIN invites anyone, the owner of a workspace its members."""
        await self._require_inviter(principal, wanted)
        token = opaque_token()
        invitation = Invitation(
            digest=digest(token),
            email=wanted.email,
            role=wanted.role,
            workspace_id=wanted.workspace_id,
            workspace_role=wanted.workspace_role if wanted.workspace_id else None,
            invited_by=principal.person_id,
            expires_at=now() + _GOOD_FOR,
        )
        await self.add(invitation)
        self._record("invitation.create", principal, invitation)
        return invitation, token

    async def page(
        self, principal: Principal, request: PageRequest, workspace_id: UUID | None
    ) -> tuple[list[Invitation], str | None]:
        """All of them for an ADMIN, of a workspace for its owner, else one's own."""
        statement = select(Invitation)
        if workspace_id is not None:
            await require_workspace(self.session, principal, workspace_id, Access.OWNER)
            statement = statement.where(Invitation.workspace_id == workspace_id)
        elif principal.role != "ADMIN":
            statement = statement.where(Invitation.invited_by == principal.person_id)
        return await page_of(self.session, statement, Invitation, request)

    async def withdraw(self, principal: Principal, invitation_id: UUID) -> None:
        """Whoever invited may; an ADMIN may; the workspace's owner may."""
        invitation = await self.get(invitation_id)
        if invitation is None:
            raise _not_found()
        if invitation.invited_by != principal.person_id and principal.role != "ADMIN":
            if invitation.workspace_id is None:
                raise _not_found()
            await require_workspace(self.session, principal, invitation.workspace_id, Access.OWNER)
        self._record("invitation.delete", principal, invitation)
        await self.delete(invitation)

    async def use(self, token: str, email: str) -> Invitation:
        """Take the invitation for this address; `auth:invitation_invalid` whatever is wrong with it."""
        at = now()
        invitation = await self.session.scalar(
            update(Invitation)
            .where(
                Invitation.digest == digest(token), Invitation.used_at.is_(None), Invitation.expires_at > at
            )
            .values(used_at=at)
            .returning(Invitation)
        )
        if invitation is None or invitation.email not in (None, email):
            raise Forbidden("auth:invitation_invalid", "This invitation is not valid, or no longer.")
        return invitation

    async def accept(self, principal: Principal, token: str) -> Invitation:
        """Join with the account one has, and with the role of the invitation if that is the higher one."""
        user = await self.session.get(User, principal.person_id, with_for_update=True)
        if user is None:
            raise Forbidden("auth:account_needed", "Make an account first.")
        invitation = await self.use(token, user.email)
        user.role = max(user.role, invitation.role, key=ROLE_RANK.__getitem__)
        await self.join(invitation, user.id)
        self._record("invitation.accept", principal, invitation)
        return invitation

    async def join(self, invitation: Invitation, user_id: UUID) -> None:
        """Make the member the invitation speaks of; a role they have already stays."""
        if invitation.workspace_id is not None:
            member = {
                "workspace_id": invitation.workspace_id,
                "user_id": user_id,
                "role": invitation.workspace_role,
            }
            await self.session.execute(insert(WorkspaceMember).values(member).on_conflict_do_nothing())

    async def _require_inviter(self, principal: Principal, wanted: InvitationIn) -> None:
        if principal.role == "ADMIN" and wanted.workspace_id is None:
            return
        if wanted.workspace_id is None:
            raise Forbidden("invitation:forbidden", "Only administrators invite people to the whole place.")
        await require_workspace(self.session, principal, wanted.workspace_id, Access.OWNER)
        if ROLE_RANK[wanted.role] > ROLE_RANK[principal.role]:
            raise Forbidden("invitation:forbidden", "Nobody gives away a role above their own.")

    def _record(self, action: str, principal: Principal, invitation: Invitation) -> None:
        shown = {"role": invitation.role, "workspace_role": invitation.workspace_role}
        change = Change(
            action=action,
            subject_id=invitation.id,
            actor_id=principal.person_id,
            workspace_id=invitation.workspace_id,
            after=shown,
        )
        record(self.session, change)


def _not_found() -> NotFound:
    return NotFound("invitation:not_found", "There is no such invitation.")
