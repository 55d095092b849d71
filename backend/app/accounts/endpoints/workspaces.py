"""/workspaces and their members."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from app.accounts.dependencies import CurrentPerson, Developer, ThisProcess, Work
from app.accounts.schemas import MemberIn, MemberOut, MemberRoleIn, WorkspaceIn, WorkspaceOut
from app.accounts.workspaces import Workspaces
from app.kit.api import ApiRouter, errors
from app.kit.pagination import Page, PageQuery
from app.storage.models import Workspace

workspaces = ApiRouter(prefix="/workspaces", tags=["workspaces"])


def _workspaces(work: Work, process: ThisProcess) -> Workspaces:
    return Workspaces(work, process.revocations)


Here = Annotated[Workspaces, Depends(_workspaces)]


@workspaces.get("")
async def list_workspaces(person: CurrentPerson, here: Here, page: PageQuery) -> Page[WorkspaceOut]:
    """Those one is a member of; all of them for an ADMIN."""
    found, next_cursor = await here.page(person, page)
    return Page(items=[_shown(workspace, role) for workspace, role in found], next_cursor=next_cursor)


@workspaces.post("", status_code=201)
async def create_workspace(body: WorkspaceIn, person: Developer, here: Here) -> WorkspaceOut:
    """A new workspace of which one is the owner."""
    workspace = await here.create(person, body.name)
    await here.session.refresh(workspace)
    return _shown(workspace, "owner")


@workspaces.get("/{workspace_id}")
async def read_workspace(workspace_id: UUID, person: Developer, here: Here) -> WorkspaceOut:
    """One of them."""
    return _shown(*await here.read(person, workspace_id))


@workspaces.patch("/{workspace_id}")
async def rename_workspace(
    workspace_id: UUID, body: WorkspaceIn, person: Developer, here: Here
) -> WorkspaceOut:
    """Give it another name."""
    await here.rename(person, workspace_id, body.name)
    return _shown(*await here.read(person, workspace_id))


@workspaces.delete("/{workspace_id}", status_code=204, responses=errors(409))
async def remove_workspace(workspace_id: UUID, person: Developer, here: Here) -> None:
    """Delete one that holds no bots."""
    await here.remove(person, workspace_id)


@workspaces.get("/{workspace_id}/members")
async def list_members(workspace_id: UUID, person: Developer, here: Here) -> Page[MemberOut]:
    """Who belongs to it."""
    rows = await here.members(person, workspace_id)
    return Page(items=[MemberOut.model_validate(row) for row in rows], next_cursor=None)


@workspaces.post("/{workspace_id}/members", status_code=204, responses=errors(409))
async def add_member(workspace_id: UUID, body: MemberIn, person: Developer, here: Here) -> None:
    """Give a member this role. Who is none joins by an invitation they accept; only an ADMIN adds people."""
    await here.add_member(person, workspace_id, body.user_id, body.role)


@workspaces.patch("/{workspace_id}/members/{user_id}", status_code=204, responses=errors(409))
async def change_member(
    workspace_id: UUID, user_id: UUID, body: MemberRoleIn, person: Developer, here: Here
) -> None:
    """Give a member another role."""
    await here.change_member(person, workspace_id, user_id, body.role)


@workspaces.delete("/{workspace_id}/members/{user_id}", status_code=204, responses=errors(409))
async def remove_member(workspace_id: UUID, user_id: UUID, person: Developer, here: Here) -> None:
    """Take a member out, or leave."""
    await here.remove_member(person, workspace_id, user_id)


def _shown(workspace: Workspace, role: str | None) -> WorkspaceOut:
    shown = {
        "id": workspace.id,
        "name": workspace.name,
        "is_personal": workspace.personal_of is not None,
        "role": role,
        "created_at": workspace.created_at,
    }
    return WorkspaceOut.model_validate(shown)
