"""/invitations: into the place and into workspaces."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.accounts.dependencies import CurrentPerson, Developer, ThisProcess, Work
from app.accounts.invitations import Invitations
from app.accounts.schemas import AcceptIn, InvitationIn, InvitationMade, InvitationOut
from app.kit.api import ApiRouter
from app.kit.pagination import Page, PageQuery
from app.storage.database import after_commit

invitations = ApiRouter(prefix="/invitations", tags=["invitations"])


@invitations.post("", status_code=201)
async def invite(body: InvitationIn, person: Developer, work: Work) -> InvitationMade:
    """Invite somebody; the token is shown this once."""
    invitation, token = await Invitations(work).invite(person, body)
    await work.refresh(invitation)
    return InvitationMade(**InvitationOut.model_validate(invitation).model_dump(), token=token)


@invitations.get("")
async def list_invitations(
    person: Developer, work: Work, page: PageQuery, workspace_id: Annotated[UUID | None, Query()] = None
) -> Page[InvitationOut]:
    """All of them for an ADMIN; of a workspace for its owner; else one's own."""
    found, next_cursor = await Invitations(work).page(person, page, workspace_id)
    return Page(items=[InvitationOut.model_validate(row) for row in found], next_cursor=next_cursor)


@invitations.delete("/{invitation_id}", status_code=204)
async def withdraw(invitation_id: UUID, person: Developer, work: Work) -> None:
    """Take an invitation back."""
    await Invitations(work).withdraw(person, invitation_id)


@invitations.post("/accept")
async def accept(body: AcceptIn, person: CurrentPerson, work: Work, process: ThisProcess) -> InvitationOut:
    """Join the workspace of an invitation with the account one has."""
    invitation = await Invitations(work).accept(person, body.token)
    after_commit(work, lambda: process.revocations.tell(person.person_id))
    await work.flush()
    await work.refresh(invitation)
    return InvitationOut.model_validate(invitation)
