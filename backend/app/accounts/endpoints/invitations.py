"""/invitations: into the place and into workspaces."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.accounts.dependencies import AccountOwner, Developer, ThisProcess, Work
from app.accounts.invitations import Invitations
from app.accounts.limits import Limit
from app.accounts.schemas import AcceptIn, InvitationIn, InvitationMade, InvitationOut
from app.kit.api import ApiRouter, errors
from app.kit.pagination import Page, PageQuery
from app.storage.database import after_commit
from app.storage.models import Invitation

invitations = ApiRouter(prefix="/invitations", tags=["invitations"])


_INVITED = Limit(name="invite", allowed=200, seconds=3600)


@invitations.post("", status_code=201, responses=errors(429))
async def invite(body: InvitationIn, person: Developer, work: Work, process: ThisProcess) -> InvitationMade:
    """Invite somebody, by mail where the body names an address; the token is shown this once."""
    await process.limits.take(_INVITED, str(person.person_id))
    return await _made(work, *await Invitations(work).invite(person, body, process.sealer))


@invitations.post("/{invitation_id}/resend", responses=errors(409, 429))
async def resend_invitation(
    invitation_id: UUID, person: Developer, work: Work, process: ThisProcess
) -> InvitationMade:
    """Invite them again, with a new token and the full time; the earlier token is worth nothing any more."""
    await process.limits.take(_INVITED, str(person.person_id))
    return await _made(work, *await Invitations(work).renew(person, invitation_id, process.sealer))


@invitations.get("")
async def list_invitations(
    person: Developer,
    work: Work,
    page: PageQuery,
    workspace_id: Annotated[UUID | None, Query()] = None,
    pending: Annotated[bool, Query()] = False,
) -> Page[InvitationOut]:
    """All of them for an ADMIN; of a workspace for its owner; else one's own. `pending`: those that can still
    be accepted."""
    found, next_cursor = await Invitations(work).page(person, page, workspace_id, pending=pending)
    return Page(items=[InvitationOut.model_validate(row) for row in found], next_cursor=next_cursor)


@invitations.delete("/{invitation_id}", status_code=204)
async def withdraw(invitation_id: UUID, person: Developer, work: Work) -> None:
    """Take an invitation back."""
    await Invitations(work).withdraw(person, invitation_id)


@invitations.post("/accept")
async def accept(body: AcceptIn, person: AccountOwner, work: Work, process: ThisProcess) -> InvitationOut:
    """Join the workspace of an invitation with the account one has."""
    invitation = await Invitations(work).accept(person, body.token)
    after_commit(work, lambda: process.revocations.tell(person.person_id))
    await work.flush()
    await work.refresh(invitation)
    return InvitationOut.model_validate(invitation)


async def _made(work: Work, invitation: Invitation, token: str) -> InvitationMade:
    await work.flush()
    await work.refresh(invitation)
    return InvitationMade(**InvitationOut.model_validate(invitation).model_dump(), token=token)
