"""Invitations: into the place, into a workspace, or both; each is good once."""

from typing import cast
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from app.accounts.access import require_workspace, workspace_access
from app.accounts.audit import Change, record
from app.accounts.mail import KINDS, Letter, post
from app.accounts.opaque import digest, opaque_token
from app.accounts.principals import ROLE_RANK, Access, Principal, Role
from app.accounts.schemas import InvitationIn
from app.kit.clock import now
from app.kit.errors import Conflict, Forbidden, NotFound
from app.kit.pagination import PageRequest
from app.kit.sealing import Sealer
from app.storage.models import Invitation, OutgoingMail, User, WorkspaceMember
from app.storage.repository import Repository, page_of

_GOOD_FOR = KINDS["invitation"].good_for


class Invitations(Repository[Invitation]):
    model = Invitation

    async def invite(
        self, principal: Principal, wanted: InvitationIn, sealer: Sealer
    ) -> tuple[Invitation, str]:
        """The invitation and its token, by mail too where it names an address. An ADMIN invites anyone, the
        owner of a workspace its members."""
        await self._require_inviter(principal, wanted.role, wanted.workspace_id)
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
        await self._post(principal, invitation, sealer.seal(token.encode()))
        return invitation, token

    async def renew(
        self, principal: Principal, invitation_id: UUID, sealer: Sealer
    ) -> tuple[Invitation, str]:
        """A new token and the full time again, by whoever could invite so now; the earlier token is worth
        nothing any more."""
        invitation = await self._own(principal, invitation_id)
        await self._require_inviter(principal, invitation.role, invitation.workspace_id)
        if invitation.used_at is not None:
            raise Conflict("invitation:used", "Somebody has accepted this invitation.")
        token = opaque_token()
        invitation.digest, invitation.expires_at = digest(token), now() + _GOOD_FOR
        await self.session.execute(delete(OutgoingMail).where(OutgoingMail.invitation_id == invitation.id))
        self._record("invitation.renew", principal, invitation)
        await self._post(principal, invitation, sealer.seal(token.encode()))
        return invitation, token

    async def page(
        self, principal: Principal, request: PageRequest, workspace_id: UUID | None, *, pending: bool
    ) -> tuple[list[Invitation], str | None]:
        """All of them for an ADMIN, of a workspace for its owner, else one's own. `pending`: only those that
        can still be accepted."""
        statement = select(Invitation)
        if workspace_id is not None:
            await require_workspace(self.session, principal, workspace_id, Access.OWNER)
            statement = statement.where(Invitation.workspace_id == workspace_id)
        elif principal.role != "ADMIN":
            statement = statement.where(Invitation.invited_by == principal.person_id)
        if pending:
            statement = statement.where(Invitation.used_at.is_(None), Invitation.expires_at > now())
        return await page_of(self.session, statement, Invitation, request)

    async def withdraw(self, principal: Principal, invitation_id: UUID) -> None:
        """Whoever invited may; an ADMIN may; the workspace's owner may."""
        invitation = await self._own(principal, invitation_id)
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
        if (
            invitation is None
            or invitation.email not in (None, email)
            or not await self._is_vouched_for(invitation)
        ):
            raise Forbidden("auth:invitation_invalid", "This invitation is not valid, or no longer.")
        await self.session.execute(delete(OutgoingMail).where(OutgoingMail.invitation_id == invitation.id))
        return invitation

    async def accept(self, principal: Principal, token: str) -> Invitation:
        """Join with the account one has, and with the role of the invitation if that is the higher one."""
        user = await self.session.get(User, principal.person_id, with_for_update=True)
        if user is None:
            raise Forbidden("auth:account_needed", "Make an account first.")
        invitation = await self.use(token, user.email)
        user.role = max(cast("list[Role]", [user.role, invitation.role]), key=ROLE_RANK.__getitem__)
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

    async def _is_vouched_for(self, invitation: Invitation) -> bool:
        """Who was demoted, locked out or taken off since gives away no more than they have left."""
        if invitation.invited_by is None:
            return True
        inviter = await self.session.get_one(User, invitation.invited_by)
        theirs, given = (ROLE_RANK[cast("Role", role)] for role in (inviter.role, invitation.role))
        if not inviter.is_active or theirs < given:
            return False
        if invitation.workspace_id is None or inviter.role == "ADMIN":
            return True
        key = (invitation.workspace_id, inviter.id)
        member = await self.session.get(WorkspaceMember, key, populate_existing=True)
        return member is not None and member.role == "owner"

    async def _require_inviter(self, principal: Principal, role: str, workspace_id: UUID | None) -> None:
        if principal.role == "ADMIN" and workspace_id is None:
            return
        if workspace_id is None:
            raise Forbidden("invitation:forbidden", "Only administrators invite people to the whole place.")
        await require_workspace(self.session, principal, workspace_id, Access.OWNER)
        if ROLE_RANK[cast("Role", role)] > ROLE_RANK[principal.role]:
            raise Forbidden("invitation:forbidden", "Nobody gives away a role above their own.")

    async def _own(self, principal: Principal, invitation_id: UUID) -> Invitation:
        """Locked, for whoever invited, an ADMIN, or the workspace's owner."""
        invitation = await self.session.get(Invitation, invitation_id, with_for_update=True)
        if invitation is None:
            raise _not_found()
        if invitation.invited_by != principal.person_id and principal.role != "ADMIN":
            workspace_id = invitation.workspace_id
            if workspace_id is None or await workspace_access(self.session, principal, workspace_id) is None:
                raise _not_found()
            await require_workspace(self.session, principal, workspace_id, Access.OWNER)
        return invitation

    async def _post(self, principal: Principal, invitation: Invitation, secret: bytes) -> None:
        """In the language of whoever invites: nothing is known of the other one yet."""
        if invitation.email is None:
            return
        inviter = await self.session.get(User, principal.person_id)
        letter = Letter(
            kind="invitation",
            email=invitation.email,
            invitation_id=invitation.id,
            language=None if inviter is None else inviter.locale,
            secret=secret,
        )
        post(self.session, letter)
        await self.session.flush()

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
